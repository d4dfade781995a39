package io.costflow.settings;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Every key of the configuration, declared once: reading, checking and the reference page all follow from here. */
final class Options {

    static final Option<String> LAKE_ROOT = Option.required(
            key("lake.root").stringType().noDefaultValue()
                    .withDescription("The folder that holds `<account>/OCP/...` and `daily/<account>/OCP/...`: `s3://bucket/data/parquet` or"
                            + " `file:///folder`."),
            Form.LAKE);
    static final Option<String> ENDPOINT = Option.optional(
            key("lake.s3.endpoint").stringType().noDefaultValue().withDescription("The S3 server, such as `http://minio:9000`. Without it, AWS itself."),
            Form.ENDPOINT);
    static final Option<String> ACCESS_KEY = Option.optional(
            key("lake.s3.access-key").stringType().noDefaultValue()
                    .withDescription("The access key. Without it, AWS's usual places are looked at (environment, profile, role of the machine)."),
            Form.SECRET);
    static final Option<String> SECRET_KEY = Option.optional(
            key("lake.s3.secret-key").stringType().noDefaultValue().withDescription("The secret key that belongs to the access key."), Form.SECRET);
    static final Option<Boolean> PATH_STYLE_ACCESS = Option.optional(
            key("lake.s3.path-style-access").booleanType().defaultValue(false)
                    .withDescription("Whether the bucket is part of the path instead of the host name. Most servers other than AWS need `true`."),
            Form.SWITCH);
    static final Option<String> LAKE_CA_FILE = Option.optional(
            key("lake.s3.ca-file").stringType().noDefaultValue()
                    .withDescription("Certificates (PEM) of the authorities that signed the certificate of an `https` endpoint, besides those that Java knows."
                            + " On a Flink cluster the file must be there in every process."),
            Form.READABLE_FILE);

    static final Option<String> DATABASE_URL = Option.required(
            key("database.url").stringType().noDefaultValue().withDescription("koku's database: `jdbc:postgresql://host:5432/koku`."), Form.DATABASE);
    static final Option<String> USER = Option.required(
            key("database.user").stringType().noDefaultValue()
                    .withDescription("The role to connect as. It reads the tenants' tables, writes the summaries and creates `costflow_day`."),
            Form.TEXT);
    static final Option<String> PASSWORD = Option.optional(
            key("database.password").stringType().noDefaultValue().withDescription("Its password. Either this or `database.password-file`, or neither."),
                    Form.SECRET);
    static final Option<String> PASSWORD_FILE = Option.optional(
            key("database.password-file").stringType().noDefaultValue()
                    .withDescription("A file that holds the password; a line break at its end is ignored. A relative path starts at the current folder."),
            Form.TEXT);
    static final Option<String> TLS_MODE = Option.optional(
            key("database.tls.mode").stringType().noDefaultValue()
                    .withDescription("PostgreSQL's `sslmode`. `verify-full` is what protects: the connection is encrypted, and the server's certificate must be"
                            + " good and name its host. It is the default with `database.tls.ca-file`; else the driver's, `prefer`, encrypts if the server"
                            + " offers it, and checks nothing."),
            Form.TLS_MODE);
    static final Option<String> TLS_CA_FILE = Option.optional(
            key("database.tls.ca-file").stringType().noDefaultValue()
                    .withDescription("Certificates (PEM) of the authorities that the server's certificate must come from (`sslrootcert`)."
                            + " On a Flink cluster this file, and those of the keys below, must be there in every process."),
            Form.READABLE_FILE);
    static final Option<String> TLS_CERTIFICATE_FILE = Option.optional(
            key("database.tls.certificate-file").stringType().noDefaultValue()
                    .withDescription("Costflow's own certificate (PEM), for servers that ask for one (`sslcert`). It goes with `database.tls.key-file`."),
            Form.READABLE_FILE);
    static final Option<String> TLS_KEY_FILE = Option.optional(
            key("database.tls.key-file").stringType().noDefaultValue().withDescription("The key of that certificate, PKCS-8 in DER or PKCS-12 (`sslkey`)."),
            Form.READABLE_FILE);
    static final Option<String> TLS_KEY_PASSWORD = Option.optional(
            key("database.tls.key-password").stringType().noDefaultValue().withDescription("The password of that key (`sslpassword`)."), Form.SECRET);
    static final Option<Duration> OUTAGE_BUDGET = Option.optional(
            key("database.outage-budget").durationType().defaultValue(Duration.ofMinutes(5))
                    .withDescription("How long a database that goes down during the run is waited for before the run fails;"
                            + " a continuous run then starts again from its last checkpoint."),
            Form.DURATION);

    static final Option<String> FROM = Option.optional(
            key("window.from").stringType().noDefaultValue().withDescription("The first day that is looked at (UTC); it goes with `window.to`."), Form.DAY);
    static final Option<String> TO = Option.optional(
            key("window.to").stringType().noDefaultValue().withDescription("The last day that is looked at (UTC), inclusive."), Form.DAY);
    static final Option<Integer> MONTHS = Option.optional(
            key("window.months").intType().noDefaultValue()
                    .withDescription("Instead of `window.from` and `window.to`: how many months are looked at, the current one (UTC) included; the window moves"
                            + " on with the calendar. A bounded run needs one or the other, a continuous run looks at 2 months without."),
            Form.MONTHS);

    static final Option<String> OVERLAP = Option.optional(
            key("overlap").stringType().defaultValue("winner")
                    .withDescription("What counts while files of several deliveries (manifests) of one day lie side by side: those of the winning one, or, as"
                            + " in koku's own queries, `all`. The winner has the most hours (OpenShift), then the higher manifest number."),
            Form.OVERLAP);

    static final Option<Integer> PARALLELISM = Option.optional(
            key("run.parallelism").intType().noDefaultValue()
                    .withDescription("How many subtasks each stage has. Without it, one per core; on a Flink cluster, as many as that is set to."),
            Form.SUBTASKS);
    static final Option<Duration> READ_BUDGET = Option.optional(
            key("run.read-budget").durationType().defaultValue(Duration.ofMinutes(2))
                    .withDescription("How long reading a file or listing a folder is tried again after I/O errors before it counts as failed."),
            Form.DURATION);

    static final Option<Duration> POLL = Option.optional(
            key("continuous.poll").durationType().defaultValue(Duration.ofSeconds(30))
                    .withDescription("How often a continuous run looks at the lake and at koku's tables."),
            Form.INTERVAL);
    static final Option<Duration> SETTLE = Option.optional(
            key("continuous.settle").durationType().defaultValue(Duration.ofSeconds(60))
                    .withDescription("How long the files of a day must have been left alone before the day is computed again."),
            Form.PAUSE);
    static final Option<Duration> EMPTY_AFTER = Option.optional(
            key("continuous.empty-after").durationType().defaultValue(Duration.ofHours(1))
                    .withDescription("How long all files of a day must have been gone before the day is published without rows."),
            Form.DURATION);
    static final Option<Duration> LAKE_OUTAGE_BUDGET = Option.optional(
            key("continuous.outage-budget").durationType().defaultValue(Duration.ofHours(1))
                    .withDescription("How long a continuous run puts up with a lake that cannot be listed before it fails,"
                            + " and starts again from its last checkpoint."),
            Form.DURATION);

    static final Option<String> STATE_DIR = Option.optional(
            key("state.dir").stringType().noDefaultValue()
                    .withDescription("Where a continuous run keeps its checkpoints and savepoints, for itself alone. Without it, the folder `costflow-state`"
                            + " beside the configuration file; on a Flink cluster, the cluster's own."),
            Form.LAKE);
    static final Option<String> BACKEND = Option.optional(
            key("state.backend").stringType().defaultValue("heap")
                    .withDescription("What holds the state of a continuous run: Java's heap, or RocksDB on the local disk for windows that do not fit."),
            Form.BACKEND);
    static final Option<Duration> CHECKPOINT_INTERVAL = Option.optional(
            key("state.checkpoint-interval").durationType().defaultValue(Duration.ofSeconds(30))
                    .withDescription("How often a continuous run takes a checkpoint."),
            Form.INTERVAL);

    /** The options with one value, in the order of the reference page. */
    static final List<Option<?>> ALL = List.of(
            LAKE_ROOT, ENDPOINT, ACCESS_KEY, SECRET_KEY, PATH_STYLE_ACCESS, LAKE_CA_FILE, DATABASE_URL, USER, PASSWORD, PASSWORD_FILE, TLS_MODE,
            TLS_CA_FILE, TLS_CERTIFICATE_FILE, TLS_KEY_FILE, TLS_KEY_PASSWORD, OUTAGE_BUDGET, FROM, TO, MONTHS, OVERLAP, PARALLELISM, READ_BUDGET, POLL, SETTLE, EMPTY_AFTER, LAKE_OUTAGE_BUDGET, STATE_DIR, BACKEND, CHECKPOINT_INTERVAL);

    /** The key of the list of sources. */
    static final String SOURCES = "sources";

    /** Variables that begin like ours but belong to the launcher. */
    static final List<String> OTHER_VARIABLES = List.of("COSTFLOW_HOME", "COSTFLOW_JAVA_OPTS");

    /** What Kubernetes sets in every container for a service whose name begins with {@code costflow}. */
    private static final Pattern SERVICE_LINK = Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");

    private Options() {}

    /** Whether an environment variable that begins like ours is somebody else's. */
    static boolean isForeign(String variable) {
        return OTHER_VARIABLES.contains(variable) || SERVICE_LINK.matcher(variable).matches();
    }

    /** What somebody who wrote this key probably meant: a known key that differs in a few letters, or that ends in the same word. */
    static Optional<String> closest(String unknown, Collection<String> known) {
        int tolerance = Math.max(2, unknown.length() / 4);
        LevenshteinDistance distance = new LevenshteinDistance(tolerance);
        String best = null;
        int bestDistance = tolerance + 1;
        for (String candidate : known) {
            int candidateDistance = distance.apply(unknown, candidate);
            if (candidateDistance >= 0 && candidateDistance < bestDistance) {
                best = candidate;
                bestDistance = candidateDistance;
            }
        }
        String lastWord = unknown.substring(unknown.lastIndexOf('.') + 1);
        return best != null ? Optional.of(best) : known.stream().filter(candidate -> candidate.endsWith("." + lastWord)).findFirst();
    }

    /** A key as a message may show it: {@code password:secret}, with the blank forgotten, is a key in YAML. */
    static String withoutValue(String key) {
        int end = key.indexOf(':');
        return end < 0 ? key : key.substring(0, end) + ":...";
    }
}
