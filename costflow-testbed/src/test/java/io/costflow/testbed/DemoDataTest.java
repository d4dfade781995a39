package io.costflow.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testbed.AwsAccount.Resource;
import io.costflow.testbed.DemoCluster.Node;
import io.costflow.testbed.DemoCluster.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDataTest {
    private static final LocalDate FROM = LocalDate.of(2025, 10, 30);
    private static final String TENANT = "acct10001";

    @TempDir
    private Path folder;

    @Test
    void theSameSeedGivesTheSameFilesAndAnotherOneOthers() throws Exception {
        new DemoData(7, FROM, Scale.demo(2)).write(folder.resolve("first"), TENANT);
        new DemoData(7, FROM, Scale.demo(2)).write(folder.resolve("second"), TENANT);
        new DemoData(8, FROM, Scale.demo(2)).write(folder.resolve("other"), TENANT);

        Map<String, Integer> first = contents(folder.resolve("first"));
        assertThat(first).isEqualTo(contents(folder.resolve("second"))).isNotEqualTo(contents(folder.resolve("other")));
        assertThat(first.keySet()).allMatch(path -> path.replace("daily/", "").matches("10001/(OCP|AWS|Azure|GCP)/.*"), "the account lacks the schema's acct");
    }

    @Test
    void theDayAfterTheMoveHasThePodFileInTwoChunks() throws Exception {
        DemoData data = new DemoData(7, FROM, Scale.onAws(3));

        LakeTotals totals = data.write(folder, TENANT);

        List<String> second = contents(folder).keySet().stream().filter(path -> path.endsWith("_1.parquet")).map(path -> path.replaceAll(".*/", "")).toList();
        assertThat(second).containsExactlyInAnyOrder("pod_usage.2025-11-01.1.0_1.parquet", "pod_usage.2025-11-01.1.0_daily_1.parquet");
        assertThat(totals.files()).as("4 reports of 2 clusters and a bill, by hour and day, 3 days, and the second chunk").isEqualTo((4 * 2 + 1) * 2 * 3 + 2);
    }

    @Test
    void clustersHaveMastersInfraNodesAndWorkersOfWhichOneIsIdle() {
        List<DemoCluster> clusters = new DemoData(7, FROM, Scale.onAws(21)).clusters();

        assertThat(clusters).extracting(cluster -> cluster.nodes().stream().map(Node::role).toList()).containsExactly(
                List.of("master", "infra", "worker", "worker", "worker", "worker"), List.of("master", "infra", "worker", "worker"));
        Map<String, Long> pods = clusters.get(0).pods().stream().collect(Collectors.groupingBy(pod -> pod.node().name(), Collectors.counting()));
        List<Node> nodes = clusters.get(0).nodes();
        assertThat(nodes).extracting(node -> pods.get(node.name())).as("the last runs only what every node runs").containsExactly(12L, 12L, 12L, 12L, 12L, 3L);
        assertThat(clusters.get(0).namespaces()).hasSize(13);
    }

    @Test
    void podsFitOnTheirNodes() {
        for (DemoCluster cluster : new DemoData(7, FROM, Scale.onAws(21)).clusters()) {
            for (Node node : cluster.nodes()) {
                List<Pod> here = cluster.pods().stream().filter(pod -> pod.node().equals(node)).toList();
                assertThat(here.stream().mapToDouble(pod -> pod.workload().cores()).sum()).as(node.name()).isLessThanOrEqualTo(node.cores());
            }
        }
    }

    @Test
    void oneDatabaseMovesToAnotherWorkerInTheMiddle() {
        DemoData data = new DemoData(7, FROM, Scale.onAws(3));

        List<Pod> moving = data.clusters().stream().flatMap(cluster -> cluster.pods().stream()).filter(pod -> pod.move() != null).toList();

        assertThat(moving).singleElement().satisfies(pod -> {
            Node before = pod.nodeAt(Instant.parse("2025-10-31T12:00:00Z"));
            Node after = pod.nodeAt(Instant.parse("2025-10-31T13:00:00Z"));
            assertThat(after).isNotEqualTo(before);
            assertThat(after.role()).isEqualTo("worker");
            assertThat(pod.claim().volume().csiHandle()).startsWith("vol-0");
        });
    }

    @Test
    void aSharedVolumeIsMountedByPodsOfSeveralNodes() {
        DemoCluster cluster = new DemoData(7, FROM, Scale.onAws(1)).clusters().get(0);

        List<Pod> trainers = cluster.pods().stream().filter(pod -> pod.workload().name().equals("trainer")).toList();

        assertThat(trainers).extracting(Pod::claim).containsOnly(trainers.get(0).claim());
        assertThat(trainers.stream().map(Pod::node).distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void clustersShareADiskOfTheirAccount() {
        DemoData data = new DemoData(7, FROM, Scale.onAws(1));

        List<Resource> disks = resources(data, AwsProduct.SHARED_DISK);

        assertThat(disks).singleElement().satisfies(disk -> assertThat(data.clusters())
                .allMatch(cluster -> cluster.pods().stream().anyMatch(pod -> pod.claim() != null && pod.claim().volume().csiHandle().equals(disk.id()))));
    }

    @Test
    void anAccountPaysForEveryNodeAndForMuchThatNoClusterKnows() {
        DemoData data = new DemoData(7, FROM, Scale.onAws(1));

        for (DemoCluster cluster : data.clusters()) {
            for (Node node : cluster.nodes()) {
                assertThat(resources(data, AwsProduct.machine(8))).filteredOn(machine -> machine.id().equals(node.resourceId())).hasSize(1);
            }
        }
        assertThat(resources(data, AwsProduct.BUCKET)).as("one of the company, and others").hasSize(1 + 20).noneMatch(Resource::ofCluster);
        assertThat(resources(data, AwsProduct.DATABASE)).extracting(Resource::ofCluster).containsExactly(true, true, false);
    }

    @Test
    void everyCloudPaysForTheNodesOfItsClusters() throws Exception {
        DemoData data = new DemoData(7, FROM, Scale.demo(1));

        LakeTotals totals = data.write(folder, TENANT);

        assertThat(data.accounts()).extracting(CloudAccount::infrastructure).containsExactly(Infrastructure.AWS, Infrastructure.AZURE, Infrastructure.GCP);
        assertThat(data.accounts()).extracting(CloudAccount::source).doesNotHaveDuplicates();
        for (Infrastructure cloud : Infrastructure.values()) {
            BillTotals bill = totals.bill(cloud);
            assertThat(bill.ofNoCluster()).as(cloud.type()).isBetween(0.01 * bill.all(), 0.9 * bill.all());
        }
        assertThat(contents(folder).keySet()).as("line items of Azure are by the day").filteredOn(path -> path.contains("Azure")).hasSize(1);
    }

    @Test
    void officesAreBusyOnWorkdays() {
        LocalDateTime wednesdayMorning = LocalDateTime.of(2025, 10, 29, 10, 0);

        assertThat(Load.OFFICE.at(wednesdayMorning)).isEqualTo(0.85);
        assertThat(Load.OFFICE.at(wednesdayMorning.plusDays(3))).isEqualTo(0.08);
        assertThat(Load.OFFICE.at(wednesdayMorning.plusHours(12))).isEqualTo(0.1);
    }

    @Test
    void aBenchmarkHasAMillionPodHoursInManyNamespacesAndLabels() {
        DemoCluster cluster = new DemoData(7, FROM, Scale.millionPodHours()).clusters().get(0);

        assertThat(cluster.pods().size() * 24).isEqualTo(998_400);
        assertThat(cluster.pods().stream().map(pod -> pod.namespace() + pod.name()).distinct()).hasSize(41_600);
        assertThat(cluster.namespaces()).hasSizeBetween(250, 350);
        assertThat(cluster.pods().stream().map(Pod::labels).distinct()).hasSizeGreaterThan(1_000);
    }

    private static List<Resource> resources(DemoData data, AwsProduct product) {
        return data.awsAccount().orElseThrow().resources().stream().filter(resource -> resource.product().equals(product)).toList();
    }

    private static Map<String, Integer> contents(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> root.relativize(file).toString(), DemoDataTest::hash, (left, right) -> left, TreeMap::new));
        }
    }

    private static int hash(Path file) {
        try {
            return Arrays.hashCode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
