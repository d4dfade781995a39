package io.costflow.testbed;

import io.costflow.testbed.DemoCluster.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes up the tags of many buckets. Of 2,000 buckets 80 have tags that point to projects, 40 to nodes, one to a team's pods and one to a whole cluster; 200
 * have an enabled tag key whose value no cluster has; the tags of the others are not enabled.
 */
final class PointingTags {
    private static final int ONE_OF_PROJECTS = 25;
    private static final int ONE_OF_NODES = 50;
    private static final int ONE_OF_STRANGERS = 10;
    private static final int ONE_OF_CLUSTERS = 2000;
    private static final int TEAM = 2;
    private static final int CLUSTER = 3;
    private static final int DEPARTMENTS = 40;

    private final List<DemoCluster> clusters;

    PointingTags(List<DemoCluster> clusters) {
        this.clusters = clusters;
    }

    /** Whether a namespace of this name is on one of the clusters. */
    static boolean runs(List<DemoCluster> clusters, String namespace) {
        return clusters.stream().flatMap(cluster -> cluster.namespaces().stream()).anyMatch(known -> known.name().equals(namespace));
    }

    /** The tags of the bucket of a number, as text. */
    String text(int number) {
        Map<String, String> tags = new TreeMap<>(Map.of("Name", "bucket-" + number, "department", "d" + number % DEPARTMENTS));
        Map<String, String> pointing = pointing(number);
        tags.putAll(pointing.isEmpty() && number % ONE_OF_STRANGERS == ONE_OF_STRANGERS - 1 ? Map.of("team", "team-" + number) : pointing);
        return LabelText.of(tags);
    }

    /** Whether the tags point to something on a cluster. */
    boolean isPointing(int number) {
        return !pointing(number).isEmpty();
    }

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
