package io.costflow.job;

import io.costflow.metrics.CostflowMetric;
import io.costflow.publish.DayReport;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.Settings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** A Flink cluster and a PostgreSQL server for many jobs of a test class, one after another: starting them takes longer than a job does. */
final class JobCluster implements AutoCloseable {

    static final int SLOTS = 2;

    private final EmbeddedDatabase server;
    private final StandingCluster cluster;

    private JobCluster() throws Exception {
        server = EmbeddedDatabase.start();
        LocalDate anyDay = LocalDate.EPOCH;
        LakeSettings anyLake = TestSettings.folder(Path.of("/"));
        cluster = StandingCluster.start(TestSettings.of(anyLake, server.createDatabase(), anyDay, anyDay, List.of()));
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
        return cluster.run(settings).reports();
    }

    /** The sum of a metric over all subtasks of the last job. */
    long sum(CostflowMetric metric) {
        return cluster.sum(metric);
    }

    @Override
    public void close() throws Exception {
        cluster.close();
        server.close();
    }
}
