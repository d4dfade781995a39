package io.costflow.job;

import io.costflow.demo.EmbeddedObjectStore;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.Scenarios;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario of the folder that the Maven profile {@code shared-scenarios} names. */
@EnabledIfSystemProperty(named = Scenarios.SHARED, matches = ".+")
class SharedScenariosIT {

    private static JobCluster jobs;
    private static EmbeddedObjectStore store;

    @BeforeAll
    static void start() throws Exception {
        jobs = JobCluster.start();
        store = EmbeddedObjectStore.start();
    }

    @AfterAll
    static void stop() throws Exception {
        jobs.close();
        store.close();
    }

    static Stream<Scenario> scenarios() {
        return Scenarios.shared();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void filesOnDiskGiveTheIncumbentsRows(Scenario scenario) throws Exception {
        new ScenarioCheck(jobs).run(scenario, TestSettings.folder(scenario.lake()), settings -> TestSettings.inParallel(2, settings));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void objectsInABucketGiveTheIncumbentsRows(Scenario scenario) throws Exception {
        String bucket = scenario.name().toLowerCase(Locale.ROOT);
        store.createBucket(bucket);
        String root = scenario.upload(store, bucket);
        new ScenarioCheck(jobs).run(scenario, TestSettings.bucket(root, store), settings -> TestSettings.inParallel(1, settings));
    }
}
