package io.costflow.job;

import io.costflow.metrics.CostflowMetric;
import io.costflow.publish.DayReport;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** The Flink cluster of this process for jobs of its tests that end, with databases of the shared server: starting a cluster takes longer than a job does. */
final class JobCluster {

    static final int SLOTS = 2;

    private static JobCluster shared;

    private final StandingCluster cluster;

    private JobCluster() throws Exception {
        LocalDate anyDay = LocalDate.EPOCH;
        LakeSettings anyLake = TestSettings.folder(Path.of("/"));
        KokuDatabase anyDatabase = SharedServers.database().database("none");
        cluster = StandingCluster.start(TestSettings.of(anyLake, anyDatabase, anyDay, anyDay, List.of()));
    }

    /** Returns the cluster, which ends with this process. */
    static synchronized JobCluster shared() {
        if (shared == null) {
            try {
                shared = new JobCluster();
            } catch (Exception e) {
                throw new IllegalStateException("The Flink cluster of the tests could not be started.", e);
            }
        }
        return shared;
    }

    /** A new database with koku's tables, all of them empty. */
    KokuDatabase database() throws Exception {
        return SharedServers.database().createDatabase();
    }

    /** Runs a job to its end and returns what became of the days, in their order. */
    List<DayReport> run(Settings settings) throws Exception {
        return cluster.run(settings).reports();
    }

    /** The sum of a metric over all subtasks of the last job. */
    long sum(CostflowMetric metric) {
        return cluster.sum(metric);
    }
}
