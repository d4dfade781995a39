package io.costflow.settings;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How Costflow stands beside, or in the place of, Trino.
 *
 * @param mode who writes outputs that {@code costflow_source} has no row for; null where the configuration does not say it, which means Costflow
 * @param publish when a continuous run writes, or null for the usual: on request where there is a mode, else continuously
 * @param listen the address that the endpoint listens at, as {@code host:port}
 * @param trinoUrl the Trino behind the endpoint, or null
 * @param keepWarm whether Trino gets metadata and intermediate statements of sources that Costflow answers for, too
 * @param ensureTimeout how long a statement waits for its days
 * @param queryTimeout how long a question that is answered by Flink may take
 * @param keepComparisons how long comparisons with another program's rows are kept of days that have left the window
 * @param security who may ask, and whether that is encrypted
 */
public record ServeSettings(
        SourceMode mode, Publish publish, String listen, String trinoUrl, boolean keepWarm, Duration ensureTimeout, Duration queryTimeout, Duration keepComparisons,
        EndpointSecurity security)
        implements Serializable {

    static final Option<String> MODE = Option.text("serve.mode", Form.SOURCE_MODE,
            "Who writes outputs of sources that the table `costflow_source` has no row for, where Costflow stands in for Trino: `trino`, `shadow` (Trino, and"
                    + " Costflow compares), `costflow`, or `refuse` (neither). Bounded runs heed the table only.");
    static final Option<String> PUBLISH = Option.text("serve.publish", Form.PUBLISH,
            "When a continuous run writes: `continuous`, as soon as files come, or `on-request`, when days are asked for, so that koku's copies change together with"
                    + " their originals. Without it, on request where `serve.mode` is set, else continuously.");
    static final Option<String> LISTEN = Option.text("serve.listen", Form.LISTEN, "127.0.0.1:8085",
            "Where `costflow serve` listens: the host and port that koku's `TRINO_HOST` and `TRINO_PORT` name.");
    static final Option<String> TRINO_URL = Option.text("serve.trino.url", Form.ENDPOINT,
            "The Trino behind `costflow serve`, such as `http://trino:8080`. Without it, nothing is passed on.");
    static final Option<Boolean> KEEP_WARM = Option.flag("serve.trino.keep-warm", true,
            "Whether the Trino behind gets metadata and intermediate statements of sources in mode `costflow` too, in the background, so that a way back finds its"
                    + " tables whole.");
    static final Option<Duration> ENSURE_TIMEOUT = Option.duration("serve.ensure-timeout", Form.DURATION, Duration.ofMinutes(30),
            "How long a statement waits for its days before it fails.");
    static final Option<Duration> QUERY_TIMEOUT = Option.duration("serve.query-timeout", Form.DURATION, Duration.ofMinutes(5),
            "How long a question may take that is not koku's and that Costflow answers by Flink SQL, from the moment when its turn comes.");
    static final Option<Duration> KEEP_COMPARISONS = Option.duration("serve.keep-comparisons", Form.DURATION, Duration.ofDays(90),
            "How long rows of `costflow_comparison` are kept of days that have left the window, from when they were compared last.");

    /** In the order of the reference page. */
    static final List<Option<?>> OPTIONS =
            Stream.of(List.of(MODE, PUBLISH, LISTEN), EndpointSecurity.OPTIONS, List.of(TRINO_URL, KEEP_WARM, ENSURE_TIMEOUT, QUERY_TIMEOUT, KEEP_COMPARISONS))
                    .<Option<?>>flatMap(List::stream).toList();

    /** Nothing is said: Costflow writes when files come. */
    public static final ServeSettings NONE = new ServeSettings(null, null);

    /** When days are written. */
    public enum Publish {
        /** When a caller asks for them. */
        ON_REQUEST,
        /** When their files or their reference data change. */
        CONTINUOUS
    }

    /** An endpoint with the usual settings. */
    public ServeSettings(SourceMode mode, Publish publish) {
        this(mode, publish, LISTEN.declared().defaultValue(), null, KEEP_WARM.declared().defaultValue(), ENSURE_TIMEOUT.declared().defaultValue());
    }

    /** An endpoint that everyone may ask who reaches it. */
    public ServeSettings(SourceMode mode, Publish publish, String listen, String trinoUrl, boolean keepWarm, Duration ensureTimeout) {
        this(mode, publish, listen, trinoUrl, keepWarm, ensureTimeout, QUERY_TIMEOUT.declared().defaultValue(), KEEP_COMPARISONS.declared().defaultValue(),
                EndpointSecurity.NONE);
    }

    static ServeSettings from(CheckedValues values) {
        String mode = values.get(MODE);
        String publish = values.get(PUBLISH);
        String trino = values.get(TRINO_URL);
        return new ServeSettings(
                mode == null ? null : SourceMode.of(mode).orElseThrow(),
                publish == null ? null : Publish.valueOf(publish.toUpperCase(Locale.ROOT).replace('-', '_')),
                values.get(LISTEN), trino == null ? null : Form.withoutSlashes(trino), values.get(KEEP_WARM), values.get(ENSURE_TIMEOUT), values.get(QUERY_TIMEOUT),
                values.get(KEEP_COMPARISONS), EndpointSecurity.from(values));
    }

    /** Who writes outputs that {@code costflow_source} has no row for. */
    public SourceMode usualMode() {
        return mode == null ? SourceMode.COSTFLOW : mode;
    }

    /** The same endpoint with other users and keys. */
    public ServeSettings with(EndpointSecurity other) {
        return new ServeSettings(mode, publish, listen, trinoUrl, keepWarm, ensureTimeout, queryTimeout, keepComparisons, other);
    }

    /** Whether a continuous run writes only days that were asked for. */
    public boolean isOnRequest() {
        return publish == null ? mode != null : publish == Publish.ON_REQUEST;
    }

    /** The host of the address that the endpoint listens at. */
    public String host() {
        return listen.substring(0, listen.lastIndexOf(':'));
    }

    /** The port of the address that the endpoint listens at. */
    public int port() {
        return Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    }
}
