package io.costflow.job;

import io.costflow.scenario.Scenario;
import io.costflow.scenario.Scenarios;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The job gives the incumbent's rows wherever and in whatever form the files are, and however often it runs. Each form is run by scenarios that differ, and each
 * scenario in one form at least: {@code ScenarioRowsTest} compares the rows of every one, of files in halves too, without Flink.
 */
class ScenariosIT {

    private static final String AWS_WITH_TWO_CLUSTERS_AND_A_SHARED_DISK = "aws-18-multi-cluster-shared-disk-T";
    private static final String AWS_WITH_TAGS_AND_NETWORK = "xa05-tags-disks-network";
    private static final String AWS_WITHOUT_CLUSTERS = "c-aws-orgtree";
    private static final String AZURE_WITH_TWO_CLUSTERS = "fz-az-05";
    private static final String GCP_WITH_TWO_CLUSTERS = "fz-gcp-01";
    private static final String GCP_WITH_TWO_INVOICES = "c-gcp-credits-crossover";
    private static final String LABELS_THAT_NEED_ESCAPING = "ocp-13-labels-special-chars-L";
    private static final String CLUSTER_WITH_GPUS = "d-gpu-mig";

    private final JobCluster jobs = JobCluster.shared();

    @TempDir
    private Path lake;

    @ParameterizedTest
    @ValueSource(strings = {AWS_WITH_TAGS_AND_NETWORK, AZURE_WITH_TWO_CLUSTERS, CLUSTER_WITH_GPUS})
    void filesOnDiskWithOneSubtaskAgainAndRebuilt(String name) throws Exception {
        Scenario scenario = Scenarios.named(name);
        new ScenarioCheck(jobs).run(scenario, TestSettings.folder(scenario.lake()), settings -> TestSettings.inParallel(1, settings));
    }

    @ParameterizedTest
    @ValueSource(strings = {LABELS_THAT_NEED_ESCAPING, GCP_WITH_TWO_INVOICES})
    void objectsInABucket(String name) throws Exception {
        Scenario scenario = Scenarios.named(name);
        String root = scenario.upload(SharedServers.objectStore(), SharedServers.createBucket());
        new ScenarioCheck(jobs).runOnce(scenario, TestSettings.bucket(root, SharedServers.objectStore()));
    }

    @ParameterizedTest
    @ValueSource(strings = {AWS_WITHOUT_CLUSTERS, AWS_WITH_TWO_CLUSTERS_AND_A_SHARED_DISK})
    void filesMayComeInTwoChunks(String name) throws Exception {
        Scenario scenario = Scenarios.named(name);
        LakeCopy.inHalves(scenario, lake);
        new ScenarioCheck(jobs).runOnce(scenario, TestSettings.folder(lake));
    }

    @ParameterizedTest
    @ValueSource(strings = {LABELS_THAT_NEED_ESCAPING, GCP_WITH_TWO_CLUSTERS})
    void filesMayHaveNamesThatSayNoDay(String name) throws Exception {
        Scenario scenario = Scenarios.named(name);
        LakeCopy.withoutDays(scenario, lake);
        new ScenarioCheck(jobs).runOnce(scenario, TestSettings.folder(lake));
    }

    /** A cloud of each kind, since koku says in tables of its own which clusters run on it. */
    @ParameterizedTest
    @ValueSource(strings = {AWS_WITH_TWO_CLUSTERS_AND_A_SHARED_DISK, AZURE_WITH_TWO_CLUSTERS, GCP_WITH_TWO_CLUSTERS})
    void sourcesMayBeDiscoveredInKokusTables(String name) throws Exception {
        Scenario scenario = Scenarios.named(name);
        // koku's tables of the scenarios have no cost models, so the markup of AWS is not in them.
        new ScenarioCheck(jobs).runOnce(scenario, List.of(ScenarioCheck.SUMMARY), TestSettings.folder(scenario.lake()), TestSettings::discovering);
    }
}
