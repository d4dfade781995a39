package io.costflow.job;

import io.costflow.scenario.Scenario;
import io.costflow.scenario.Scenarios;
import io.costflow.testing.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The job gives the incumbent's rows wherever and in whatever form the files are, and however often it runs: for some scenarios, since {@code ScenarioRowsTest}
 * compares the rows of every one without Flink.
 */
class ScenariosIT {

    private final JobCluster jobs = JobCluster.shared();

    @TempDir
    private Path lake;

    /**
     * Two clusters on one account with a shared disk, tags and network, labels that need escaping, an account without clusters, two clusters on Azure
     * and two on GCP, a bill of two invoices, and a cluster with GPUs.
     */
    static Stream<Scenario> some() {
        return Stream.of("aws-18-multi-cluster-shared-disk-T", "xa05-tags-disks-network", "ocp-13-labels-special-chars-L", "c-aws-orgtree", "fz-az-05", "fz-gcp-01", "c-gcp-credits-crossover", "d-gpu-mig")
                .map(Scenarios::named);
    }

    /** Those with the summary of clusters. */
    static Stream<Scenario> someWithSummary() {
        return some().filter(scenario -> Files.exists(scenario.folder().resolve("expected").resolve(ScenarioCheck.SUMMARY + ".csv")));
    }

    @ParameterizedTest
    @MethodSource("some")
    void filesOnDiskWithOneSubtaskAgainAndRebuilt(Scenario scenario) throws Exception {
        new ScenarioCheck(jobs).run(scenario, TestSettings.folder(scenario.lake()), settings -> TestSettings.inParallel(1, settings));
    }

    @ParameterizedTest
    @MethodSource("some")
    void objectsInABucket(Scenario scenario) throws Exception {
        String root = scenario.upload(SharedServers.objectStore(), SharedServers.createBucket());
        new ScenarioCheck(jobs).runOnce(scenario, TestSettings.bucket(root, SharedServers.objectStore()));
    }

    @ParameterizedTest
    @MethodSource("some")
    void filesMayComeInTwoChunks(Scenario scenario) throws Exception {
        LakeCopy.inHalves(scenario, lake);
        new ScenarioCheck(jobs).runOnce(scenario, TestSettings.folder(lake));
    }

    @ParameterizedTest
    @MethodSource("some")
    void filesMayHaveNamesThatSayNoDay(Scenario scenario) throws Exception {
        LakeCopy.withoutDays(scenario, lake);
        new ScenarioCheck(jobs).runOnce(scenario, TestSettings.folder(lake));
    }

    @ParameterizedTest
    @MethodSource("someWithSummary")
    void sourcesMayBeDiscoveredInKokusTables(Scenario scenario) throws Exception {
        // koku's tables of the scenarios have no cost models, so the markup of AWS is not in them.
        new ScenarioCheck(jobs).runOnce(scenario, List.of(ScenarioCheck.SUMMARY), TestSettings.folder(scenario.lake()), TestSettings::discovering);
    }
}
