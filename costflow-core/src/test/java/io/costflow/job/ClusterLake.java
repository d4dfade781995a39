package io.costflow.job;

import io.costflow.provider.openshift.OpenShift;
import io.costflow.settings.SourceSettings;
import io.costflow.testbed.DayFiles;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.KeptConnections;
import io.costflow.testbed.LakeWriter;
import io.costflow.testbed.NamespaceHour;
import io.costflow.testbed.NodeHour;
import io.costflow.testbed.PodHour;
import io.costflow.testbed.PodHour.Amounts;
import io.costflow.testbed.VolumeHour;
import io.costflow.testbed.VolumeHour.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** The files of a small cluster in October 2025: one pod with a volume on one node. What the pod uses on a day tells the day's versions apart. */
final class ClusterLake {

    static final String TENANT = EmbeddedDatabase.TENANT;
    static final String SOURCE = "00000000-0000-0000-0000-000000000001";
    static final LocalDate DAY_1 = LocalDate.of(2025, 10, 1);
    static final LocalDate DAY_2 = LocalDate.of(2025, 10, 2);
    static final LocalDate DAY_3 = LocalDate.of(2025, 10, 3);

    private static final String MONTH = "org1234567/OCP/%s/source=%s/year=2025/month=10";
    private static final int MANIFEST = 1;
    private static final double HOUR = 3600;
    private static final double GIBIBYTE = 1 << 30;

    private final Path root;
    private final String tenant;
    private final String source;

    ClusterLake(Path root) {
        this(root, SOURCE);
    }

    /** The files of one of several clusters of a lake. */
    ClusterLake(Path root, String source) {
        this(root, TENANT, source);
    }

    /** The files of a cluster of one of several tenants. */
    ClusterLake(Path root, String tenant, String source) {
        this.root = root;
        this.tenant = tenant;
        this.source = source;
    }

    Path root() {
        return root;
    }

    static List<SourceSettings> sources() {
        return List.of(source(SOURCE));
    }

    static SourceSettings source(String uuid) {
        return SourceSettings.cluster(TENANT, OpenShift.TYPE, uuid, "my-cluster", "My Cluster", null);
    }

    /** Writes to koku's tables what the job needs to know of the cluster. */
    static void insert(KokuDatabase database) throws SQLException {
        execute(database, "insert into " + TENANT + ".reporting_enabledtagkeys (key, enabled, provider_type) values ('app', true, 'OCP')");
        insertPeriod(database, SOURCE);
    }

    /** Gives another cluster what {@link #insert} gives the first: the report period of October. */
    static void insertPeriod(KokuDatabase database, String source) throws SQLException {
        execute(database, "insert into " + TENANT + ".reporting_ocpusagereportperiod (cluster_id, report_period_start, report_period_end, provider_id)"
                + " values ('my-cluster', '2025-10-01 00:00Z', '2025-11-01 00:00Z', '" + source + "')");
    }

    static void execute(KokuDatabase database, String sql) throws SQLException {
        KeptConnections.ask(database, connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** Writes all files of a day anew, on which the pod uses a number of core-hours in the first two hours. */
    void write(LocalDate day, double coreHours) throws IOException {
        delete(day);
        write(day, MANIFEST, new Delivery(2, 2, coreHours));
    }

    /** Writes all files of a day as another delivery, under other names. */
    void deliverAgain(LocalDate day, double coreHours) throws IOException {
        write(day, MANIFEST + 1, new Delivery(2, 2, coreHours));
    }

    /**
     * What a manifest delivers of a day.
     *
     * @param podHours for how many hours it has pods
     * @param otherHours for how many hours it has volumes and labels
     * @param coreHours what the pod uses in all hours together
     */
    record Delivery(int podHours, int otherHours, double coreHours) {}

    /** Writes all files of a day as a manifest delivers them, beside those of other manifests. */
    void write(LocalDate day, int manifest, Delivery delivery) throws IOException {
        LakeWriter writer = new LakeWriter(root, tenant, source, manifest);
        try (DayFiles<PodHour> pods = writer.pods(day);
                DayFiles<VolumeHour> volumes = writer.volumes(day);
                DayFiles<NodeHour> nodes = writer.nodeLabels(day);
                DayFiles<NamespaceHour> namespaces = writer.namespaceLabels(day)) {
            for (int i = 0; i < delivery.podHours(); i++) {
                Instant hour = day.atTime(i, 0).toInstant(ZoneOffset.UTC);
                Amounts cpu = new Amounts(delivery.coreHours() / delivery.podHours() * HOUR, HOUR, HOUR);
                Amounts memory = new Amounts(GIBIBYTE * HOUR, GIBIBYTE * HOUR, GIBIBYTE * HOUR);
                pods.write(new PodHour(hour, "shop", "n1", "i-1", "web-0", "{\"app\": \"web\"}", cpu, memory, 8, 16 * GIBIBYTE));
            }
            for (int i = 0; i < delivery.otherHours(); i++) {
                Instant hour = day.atTime(i, 0).toInstant(ZoneOffset.UTC);
                Volume volume = new Volume("pv1", "gp3", "ebs.csi.aws.com", "vol-1", "{}");
                volumes.write(new VolumeHour(hour, "shop", "n1", "web-0", "data", volume, GIBIBYTE, GIBIBYTE, GIBIBYTE, "{\"app\": \"web\"}"));
                nodes.write(new NodeHour(hour, "n1", "{\"zone\": \"a\"}"));
                namespaces.write(new NamespaceHour(hour, "shop", "{\"team\": \"a\"}"));
            }
        }
    }

    /** Replaces all files of a day by those of another cluster, which is quicker than writing them. */
    void copy(LocalDate day, ClusterLake from) throws IOException {
        delete(day);
        for (Path file : from.filesOf(day)) {
            Path copy = root.resolve(from.root.relativize(file).toString().replace("source=" + from.source, "source=" + source));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    /** Deletes all files of a day. */
    void delete(LocalDate day) throws IOException {
        for (Path file : filesOf(day)) {
            Files.delete(file);
        }
    }

    /** All files of a day, by the day in their names. */
    List<Path> filesOf(LocalDate day) throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(path -> path.getFileName().toString().contains("." + day + ".") && path.toString().contains("source=" + source)).toList();
        }
    }

    Path hourly(String report, LocalDate day) {
        return hourly(report, day, MANIFEST);
    }

    Path hourly(String report, LocalDate day, int manifest) {
        return root.resolve(MONTH.formatted(report, source)).resolve(report + "." + day + "." + manifest + ".0_0.parquet");
    }

    Path daily(String report, LocalDate day) {
        return root.resolve("daily").resolve(MONTH.formatted(report, source)).resolve(report + "." + day + ".1.0_daily_0.parquet");
    }

    /** The core-hours of the pod on every published day, such as {@code 2025-10-01 3}. */
    static List<String> published(KokuDatabase database) throws SQLException {
        return published(database, SOURCE);
    }

    /** The same of one of several clusters. */
    static List<String> published(KokuDatabase database, String source) throws SQLException {
        return RowVersions.query(database, "select usage_start || ' ' || trim_scale(pod_usage_cpu_core_hours) from " + TENANT + "." + ScenarioCheck.SUMMARY
                + " where namespace = 'shop' and data_source = 'Pod' and source_uuid = '" + source + "' order by 1");
    }

    /** One value of the status table for a day. */
    static String status(KokuDatabase database, LocalDate day, String column) throws SQLException {
        return status(database, SOURCE, day, column);
    }

    /** The same of one of several clusters. */
    static String status(KokuDatabase database, String source, LocalDate day, String column) throws SQLException {
        return RowVersions.query(database, "select " + column + "::text from " + TENANT + ".costflow_status where period_start = '" + day + "' and source_uuid = '"
                + source + "'").get(0);
    }
}
