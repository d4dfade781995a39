package io.costflow.job;

import io.costflow.scenario.Scenario;
import io.costflow.scenario.Scenarios;
import io.costflow.testbed.EmbeddedObjectStore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario of the folder that the Maven profile {@code shared-scenarios} names. */
@EnabledIfSystemProperty(named = Scenarios.SHARED, matches = ".+")
class SharedScenariosIT {

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
        return Scenarios.shared();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void filesOnDiskGiveTheIncumbentsRows(Scenario scenario) throws Exception {
        new ScenarioCheck(jobs).onDisk(scenario, 2);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void objectsInABucketGiveTheIncumbentsRows(Scenario scenario) throws Exception {
        new ScenarioCheck(jobs).inBucket(scenario, store, 1);
    }
}
