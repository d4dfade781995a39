package io.costflow.testbed;

import io.costflow.testbed.AwsAccount.Resource;
import io.costflow.testbed.DemoCluster.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes up buckets that each have tags of their own and are charged for by five line items a day. Of 2,000 buckets 80 have tags that point to projects, 40 to
 * nodes, one to a team's pods and one to a whole cluster; 200 have an enabled tag key whose value no cluster has; nobody looks for the tags of the others.
 */
final class ItemizedBuckets {
    private static final List<AwsProduct> PRODUCTS =
            List.of(AwsProduct.BUCKET, AwsProduct.BUCKET_IN_DEPTH, AwsProduct.BUCKET_WRITES, AwsProduct.BUCKET_READS, AwsProduct.BUCKET_OUT);
    private static final int ONE_OF_PROJECTS = 25;
    private static final int ONE_OF_NODES = 50;
    private static final int ONE_OF_STRANGERS = 10;
    private static final int ONE_OF_CLUSTERS = 2000;
    private static final int TEAM = 2;
    private static final int CLUSTER = 3;
    private static final int DEPARTMENTS = 40;
    private static final int HOURS = 24;

    private final List<DemoCluster> clusters;

    ItemizedBuckets(List<DemoCluster> clusters) {
        this.clusters = clusters;
    }

    /** The bucket of a number, as what it is charged for. */
    List<Resource> bucket(int number) {
        Map<String, String> tags = new TreeMap<>(Map.of("Name", "bucket-" + number, "department", "d" + number % DEPARTMENTS));
        Map<String, String> pointing = pointing(number);
        tags.putAll(pointing.isEmpty() && number % ONE_OF_STRANGERS == ONE_OF_STRANGERS - 1 ? Map.of("team", "team-" + number) : pointing);
        String text = LabelText.of(tags);
        return PRODUCTS.stream()
                .map(product -> new Resource(product, "bucket-" + number, "", text, 1 + number % 100, number % HOURS, false, !pointing.isEmpty()))
                .toList();
    }

    /** Tags that point to something on a cluster, if any do. */
    private Map<String, String> pointing(int number) {
        DemoCluster cluster = clusters.get(number % clusters.size());
        if (number % ONE_OF_CLUSTERS == TEAM) {
            return Map.of("team", "payments");
        }
        if (number % ONE_OF_CLUSTERS == CLUSTER) {
            return Map.of("openshift_cluster", cluster.alias());
        }
        if (number % ONE_OF_PROJECTS == 0) {
            return Map.of("openshift_project", cluster.namespaces().get(number / ONE_OF_PROJECTS % cluster.namespaces().size()).name());
        }
        if (number % ONE_OF_NODES == 1) {
            Node node = cluster.nodes().get(number / ONE_OF_NODES % cluster.nodes().size());
            return Map.of("openshift_node", node.name());
        }
        return Map.of();
    }
}
