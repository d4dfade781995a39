package io.costflow.job;

import io.costflow.demo.EmbeddedObjectStore;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.Scenarios;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios that come with the project, as they are. */
class ScenariosIT {

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
        return Scenarios.inResources();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void filesOnDiskGiveTheIncumbentsRows(Scenario scenario) throws Exception {
        for (int parallelism = 1; parallelism <= JobCluster.SLOTS; parallelism++) {
            int subtasks = parallelism;
            new ScenarioCheck(jobs).run(scenario, TestSettings.folder(scenario.lake()), settings -> TestSettings.inParallel(subtasks, settings));
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void objectsInABucketGiveTheIncumbentsRows(Scenario scenario) throws Exception {
        String bucket = scenario.name().toLowerCase(Locale.ROOT);
        store.createBucket(bucket);
        String root = scenario.upload(store, bucket);
        for (int parallelism = 1; parallelism <= JobCluster.SLOTS; parallelism++) {
            int subtasks = parallelism;
            new ScenarioCheck(jobs).run(scenario, TestSettings.bucket(root, store), settings -> TestSettings.inParallel(subtasks, settings));
        }
    }
}
