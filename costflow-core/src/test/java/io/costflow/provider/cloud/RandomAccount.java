package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A cloud account and the clusters that run on it, drawn from so few names that they collide: machines whose ids are part of others, volumes on one disk,
 * labels and tags that match in part.
 *
 * @param capacities of disks, by resource id
 * @param enabled keys that are enabled on both sides
 */
record RandomAccount(List<CloudLineItem> items, Map<String, Double> capacities, List<CloudCluster> clusters, Set<String> enabled) {

    private static final List<String> LABELS = List.of(
            "{}", "{\"app\":\"shop\"}", "{\"app\":\"shop\",\"env\":\"a,b\"}", "{\"env\":\"my env\"}", "{\"App\":\"SHOP\"}", "{\"env\":\"é,b\"}", "{\"env\":\"a,,b\"}", "{\"app\":\"a\\\"b\"}");
    private static final List<String> TAGS = List.of(
            "{}", "{\"app\": \"shop\"}", "{\"app\": \"SHOP\"}", "{\"env\": \"a,b\"}", "{\"env\": \"a,,b\", \"app\": \"x\"}", "{\"env\": \"\\u00e9,b\"}", "{\"env\": \"my env\", \"x\": \"y\"}",
            "{\"openshift_project\": \"web\"}", "{\"openshift_project\": \"files\", \"app\": \"SHOP\"}", "{\"openshift_node\": \"n1\", \"app\": \"shop\"}", "{\"openshift_cluster\": \"alpha\"}",
            "{\"openshift_cluster\": \"bravo-id\"}", "{\"app\": \"a\\\"b\"}");

    static Arbitrary<RandomAccount> any() {
        Arbitrary<List<CloudCluster>> clusters = anyRow().list().ofMinSize(1).ofMaxSize(9).list().ofMinSize(1).ofMaxSize(3).flatMap(perCluster -> Arbitraries.of(true, false).map(byMemory -> {
            List<CloudCluster> built = new ArrayList<>();
            for (List<ClusterRow> rows : perCluster) {
                built.add(TestCluster.cluster(List.of("alpha", "bravo", "charlie").get(built.size()), byMemory, rows));
            }
            return built;
        }));
        return Combinators.combine(anyItem().list().ofMinSize(1).ofMaxSize(8), anyCapacities(), clusters, Arbitraries.of("app", "env", "App").set()).as(RandomAccount::new);
    }

    private static Arbitrary<Map<String, Double>> anyCapacities() {
        return Arbitraries.maps(Arbitraries.of(resources()), Arbitraries.of(10.0, 20.0, 30.0, 50.0)).ofMaxSize(6);
    }

    private static List<String> resources() {
        return List.of("i-1", "i-12", "arn/i-1", "i-1/arn", "vol-1", "vol-12", "arn/vol-1", "vol-1/arn", "pv-1", "arn/pv-2", "db-1");
    }

    private static Arbitrary<CloudLineItem> anyItem() {
        Arbitrary<String> ids = Arbitraries.of(resources()).injectNull(0.1);
        return Combinators.combine(
                        ids, Arbitraries.of(TAGS), Arbitraries.of("IN", "OUT").injectNull(0.8), Arbitraries.integers().between(-20, 100), Arbitraries.of(0.0, 24.0, Double.NaN),
                        Arbitraries.of("{}", "{\"team\": \"x\"}").injectNull(0.3), Arbitraries.of("USD", "EUR").injectNull(0.1))
                .as((id, tags, direction, cost, usage, category, currency) ->
                        TestItem.item(id).tags(tags).direction(direction).cost(cost).usage(usage).costCategory(category).currency(currency).item());
    }

    private static Arbitrary<ClusterRow> anyRow() {
        Arbitrary<Integer> categories = Arbitraries.integers().between(1, 3).injectNull(0.5);
        Arbitrary<String> nodes = Arbitraries.of("n1", "n2", "").injectNull(0.1);
        Arbitrary<String> machines = Arbitraries.of("i-1", "i-2", "i-12", "").injectNull(0.1);
        Arbitrary<TestRow> places = Combinators.combine(
                        Arbitraries.of("web", "db", "Worker unallocated", "Storage unattributed").injectNull(0.1), Arbitraries.of(LABELS).injectNull(0.2),
                        Arbitraries.of(0, 6, 12).injectNull(0.1), Arbitraries.of(0, 24).injectNull(0.1))
                .as((namespace, labels, used, capacity) -> TestRow.pod(namespace).labels(labels).cpu(used, capacity).memory(capacity, 48));
        Arbitrary<TestRow> volumes = Combinators.combine(
                        Arbitraries.of("web", "db", "files", "Storage unattributed").injectNull(0.1), Arbitraries.of("data", "logs", ""), Arbitraries.of("pv-1", "pv-2", "").injectNull(0.1),
                        Arbitraries.of("vol-1", "vol-2", "i-1", "").injectNull(0.1), Arbitraries.of(LABELS).injectNull(0.1), Arbitraries.of(5, 10, 20).injectNull(0.1),
                        Arbitraries.of("gp2", "gp3", ""))
                .as((namespace, claim, volume, disk, labels, gib, storageClass) ->
                        TestRow.volume(namespace, claim, volume).disk(disk).labels(labels).gib(gib).storageClass(storageClass));
        return Combinators.combine(Arbitraries.frequencyOf(Tuple.of(3, places), Tuple.of(2, volumes)), nodes, machines, categories)
                .as((row, node, machine, category) -> row.node(node, machine).category(category).row());
    }

    CloudDayBill bill() {
        return new CloudDayBill(items, id -> capacities.getOrDefault(id, Double.NaN));
    }
}
