package io.costflow.job;

import io.costflow.demo.EmbeddedDatabase;
import io.costflow.demo.KokuDatabase;
import io.costflow.publish.DayReport;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.Settings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** A Flink cluster and a PostgreSQL server for many jobs of a test class, one after another: starting them takes longer than a job does. */
final class JobCluster implements AutoCloseable {

    static final int SLOTS = 2;

    private final EmbeddedDatabase server;
    private final LocalRun metrics;
    private final MiniCluster cluster;

    private JobCluster() throws Exception {
        server = EmbeddedDatabase.start();
        metrics = LocalRun.begin(new CollectedRun());
        LocalDate anyDay = LocalDate.EPOCH;
        LakeSettings anyLake = TestSettings.folder(Path.of("/"));
        cluster = LocalCluster.start(TestSettings.of(anyLake, server.createDatabase(), anyDay, anyDay, List.of()), metrics);
    }

    static JobCluster start() throws Exception {
        return new JobCluster();
    }

    /** A new database with koku's tables, all of them empty. */
    KokuDatabase database() throws Exception {
        return server.createDatabase();
    }

    /** Runs a job to its end and returns what became of the days, in their order. */
    List<DayReport> run(Settings settings) throws Exception {
        CollectedRun collected = new CollectedRun();
        try (LocalRun run = LocalRun.begin(collected)) {
            LocalCluster.execute(cluster, settings, run);
            return collected.reports();
        }
    }

    /** The sum of a metric over all jobs so far. */
    long sum(String metric) {
        return metrics.sum(metric);
    }

    @Override
    public void close() throws Exception {
        cluster.close();
        metrics.close();
        server.close();
    }
}
