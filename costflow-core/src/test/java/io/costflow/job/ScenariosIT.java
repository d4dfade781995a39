package io.costflow.job;

import io.costflow.scenario.Scenario;
import io.costflow.scenario.Scenarios;
import io.costflow.testbed.EmbeddedObjectStore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios that come with the project, as they are. */
class ScenariosIT {

    @AutoClose
    private static JobCluster jobs;

    @AutoClose
    private static EmbeddedObjectStore store;

    @BeforeAll
    static void start() throws Exception {
        jobs = JobCluster.start();
        store = EmbeddedObjectStore.start();
    }

    static Stream<Scenario> scenarios() {
        return Scenarios.inResources();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void filesOnDiskGiveTheIncumbentsRows(Scenario scenario) throws Exception {
        new ScenarioCheck(jobs).onDisk(scenario, 1, JobCluster.SLOTS);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void objectsInABucketGiveTheIncumbentsRows(Scenario scenario) throws Exception {
        new ScenarioCheck(jobs).inBucket(scenario, store, 1, JobCluster.SLOTS);
    }
}
