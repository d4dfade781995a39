package io.costflow.provider.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.costflow.provider.aws.AwsRules;
import io.costflow.provider.openshift.ClusterRow;
import io.costflow.random.RandomCases;
import io.costflow.random.RandomValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Conservation: what all namespaces are charged for a line item that matched by resource, unallocated and unattributed parts included, is its cost in every
 * measure, under the conditions that each test states. Where one of them fails the specification itself loses or doubles money: docs/differences-and-losses.md.
 */
class ConservationPropertyTest {

    private static final double TOLERANCE = 1e-9;

    /**
     * A machine: exactly one cluster matches it by resource, and no other by tags; no machine's id is part of another's; all rows of the machine name the same
     * capacity, above 0; and the effective usage of its rows, the unallocated one included, adds up to the capacity, as the daily summary sees to. It may be
     * negative there.
     */
    @Test
    void aMachinesCostIsChargedInFull() {
        RandomCases.check(300, values -> assertMachinesCostIsChargedInFull(usages(values), cost(values), values.random().nextBoolean()));
    }

    private static void assertMachinesCostIsChargedInFull(List<Integer> used, double cost, boolean byMemory) {
        int capacity = 48;
        List<ClusterRow> rows = new ArrayList<>();
        for (int pod = 0; pod < used.size(); pod++) {
            rows.add(TestRow.pod("namespace-" + pod % 3).labels(pod % 2 == 0 ? "{}" : "{\"app\":\"x\"}").node("n1", "i-1").cpu(used.get(pod), capacity).memory(used.get(pod), capacity).row());
        }
        int rest = capacity - used.stream().mapToInt(Integer::intValue).sum();
        rows.add(TestRow.unallocated(used.size() % 2 == 0 ? null : "Worker unallocated").node("n1", "i-1").cpu(rest, capacity).memory(rest, capacity).row());
        rows.add(TestRow.volume("namespace-0", "data", "pv-1").node("n1", "i-1").gib(10).row());
        CloudCluster other = CloudClusters.cluster("bravo", TestRow.pod("web").node("n1", "i-2").cpu(1, 24));

        assertConserved(TestItem.item("arn/i-1").cost(cost).item(), Map.of(), List.of(CloudClusters.cluster("alpha", byMemory, rows), other));
    }

    /**
     * A disk: its capacity is known; every cluster that has a volume on it matches it by resource, and no other cluster matches it at all; every volume is in
     * one namespace that is neither NULL nor "Storage unattributed" and has a capacity; and no two volumes of a cluster agree in namespace and labels. It may
     * be overfull.
     */
    @Test
    void aDisksCostIsChargedInFull() {
        RandomCases.check(300, values -> {
            List<List<Integer>> clusters = values.list(1, 3, () -> values.list(1, 4, () -> values.between(1, 20)));
            assertDisksCostIsChargedInFull(clusters, cost(values));
        });
    }

    private static void assertDisksCostIsChargedInFull(List<List<Integer>> clusters, double cost) {
        List<CloudCluster> sharing = new ArrayList<>();
        for (List<Integer> capacities : clusters) {
            List<ClusterRow> rows = new ArrayList<>();
            for (int volume = 0; volume < capacities.size(); volume++) {
                String claim = capacities.get(volume) % 2 == 0 ? "claim" : "";
                rows.add(TestRow.volume("web", claim, "pv-" + volume).disk("vol-1").labels("{\"volume\":\"" + volume + "\"}").gib(capacities.get(volume)).row());
            }
            sharing.add(CloudClusters.cluster("cluster-" + sharing.size(), false, rows));
        }

        assertConserved(TestItem.item("arn/vol-1").cost(cost).item(), Map.of("arn/vol-1", 40.0), sharing);
    }

    /** Network cost: exactly one cluster matches by resource, and the pods of exactly one node ran on the machine. */
    @Test
    void networkCostIsChargedInFull() {
        RandomCases.check(100, values -> {
            TestRow[] rows = usages(values).stream().map(usage -> TestRow.pod("namespace-" + usage).node("n1", "i-1").cpu(usage, 24)).toArray(TestRow[]::new);

            assertConserved(TestItem.item("i-1").direction(Direction.IN).cost(cost(values)).item(), Map.of(), List.of(CloudClusters.cluster("alpha", rows)));
        });
    }

    /**
     * What only tags point to, over any account: no cluster matches it by resource, and every cluster that has rows which the tags point to was found by them
     * in the first step, which a plain label without a comma sees to.
     */
    @Test
    void whatOnlyTagsPointToIsChargedInFull() {
        RandomCases.check(300, values -> assertWhatOnlyTagsPointToIsChargedInFull(RandomAccount.of(values), cost(values)));
    }

    private static void assertWhatOnlyTagsPointToIsChargedInFull(RandomAccount account, double cost) {
        CloudLineItem item = TestItem.item("db-1").tags("{\"app\": \"shop\"}").cost(cost).item();
        boolean pointsToSomething = account.clusters().stream()
                .flatMap(cluster -> cluster.usage().rows().stream())
                .anyMatch(row -> Namespaces.isReal(row.namespace())
                        && (String.valueOf(row.podLabels()) + row.volumeLabels()).contains("\"app\":\"shop\""));

        double expected = pointsToSomething ? cost : 0;
        assertThat(charged(item, Map.of(), account.clusters(), Set.of("app"))[0]).isCloseTo(expected, within(TOLERANCE));
    }

    private static void assertConserved(CloudLineItem item, Map<String, Double> capacities, List<CloudCluster> clusters) {
        double[] charged = charged(item, capacities, clusters, new HashSet<>());
        for (int measure = 0; measure < charged.length; measure++) {
            assertThat(charged[measure]).isCloseTo(item.costs()[measure], within(TOLERANCE));
        }
    }

    private static double[] charged(CloudLineItem item, Map<String, Double> capacities, List<CloudCluster> clusters, Set<String> enabled) {
        double[] charged = new double[4];
        CloudDayBill bill = new CloudDayBill(List.of(item), disk -> capacities.getOrDefault(disk.name(), Double.NaN));
        new Correlation(AwsRules.RULES, bill, clusters, enabled::contains).attribute(share -> {
            for (int measure = 0; measure < charged.length; measure++) {
                charged[measure] += Double.isNaN(share.costs()[measure]) ? 0 : share.costs()[measure];
            }
        });
        return charged;
    }

    private static List<Integer> usages(RandomValues values) {
        return values.list(1, 6, () -> values.between(0, 20));
    }

    private static double cost(RandomValues values) {
        return values.between(-100, 1000) * values.oneOf(1.0, 0.3);
    }
}
