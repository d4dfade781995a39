package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterRow;
import io.costflow.random.RandomValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    private static final List<String> RESOURCES =
            List.of("i-1", "i-12", "arn/i-1", "i-1/arn", "vol-1", "vol-12", "arn/vol-1", "vol-1/arn", "pv-1", "arn/pv-2", "db-1");

    /** Draws an account with up to eight line items and up to three clusters. */
    static RandomAccount of(RandomValues values) {
        List<CloudLineItem> items = values.list(1, 8, () -> item(values));
        Map<String, Double> capacities = new HashMap<>();
        values.list(0, 6, () -> values.oneOf(RESOURCES)).forEach(disk -> capacities.put(disk, values.oneOf(10.0, 20.0, 30.0, 50.0)));
        boolean byMemory = values.random().nextBoolean();
        List<CloudCluster> clusters = List.of("alpha", "bravo", "charlie").subList(0, values.between(1, 3)).stream()
                .map(alias -> CloudClusters.cluster(alias, byMemory, values.list(1, 9, () -> row(values))))
                .toList();
        return new RandomAccount(items, capacities, clusters, values.subset("app", "env", "App"));
    }

    private static CloudLineItem item(RandomValues values) {
        return TestItem.item(values.orNull(0.1, values.oneOf(RESOURCES)))
                .tags(values.oneOf(TAGS))
                .direction(values.orNull(0.8, values.oneOf(Direction.IN, Direction.OUT)))
                .cost(values.between(-20, 100))
                .usage(values.oneOf(0.0, 24.0, Double.NaN))
                .costCategory(values.orNull(0.3, values.oneOf("{}", "{\"team\": \"x\"}")))
                .currency(values.orNull(0.1, values.oneOf("USD", "EUR")))
                .item();
    }

    private static ClusterRow row(RandomValues values) {
        return (values.chance(0.6) ? place(values) : volume(values))
                .node(values.orNull(0.1, values.oneOf("n1", "n2", "")), values.orNull(0.1, values.oneOf("i-1", "i-2", "i-12", "")))
                .category(values.orNull(0.5, values.between(1, 3)))
                .row();
    }

    /** A pod, or what no pod used of a node. */
    private static TestRow place(RandomValues values) {
        Integer capacity = values.orNull(0.1, values.oneOf(0, 24));
        return TestRow.pod(values.orNull(0.1, values.oneOf("web", "db", "Worker unallocated", "Storage unattributed")))
                .labels(values.orNull(0.2, values.oneOf(LABELS)))
                .cpu(values.orNull(0.1, values.oneOf(0, 6, 12)), capacity)
                .memory(capacity, 48);
    }

    private static TestRow volume(RandomValues values) {
        return TestRow.volume(
                        values.orNull(0.1, values.oneOf("web", "db", "files", "Storage unattributed")), values.oneOf("data", "logs", ""), values.orNull(0.1, values.oneOf("pv-1", "pv-2", "")))
                .disk(values.orNull(0.1, values.oneOf("vol-1", "vol-2", "i-1", "")))
                .labels(values.orNull(0.1, values.oneOf(LABELS)))
                .gib(values.orNull(0.1, values.oneOf(5, 10, 20)))
                .storageClass(values.oneOf("gp2", "gp3", ""));
    }

    CloudDayBill bill() {
        return new CloudDayBill(items, disk -> capacities.getOrDefault(disk.name(), Double.NaN));
    }
}
