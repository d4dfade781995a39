package io.costflow.provider;

import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.Key;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How the line items of a cloud show which clusters run on it (specification, L.4).
 *
 * @param report the report that names resources
 * @param column the column that names them
 * @param name the part of the column's text that is compared; null or empty where there is none
 * @param key what is compared of a cluster
 * @param match when the two belong together
 * @param tags the column with the tags of a line item
 */
public record LinkRule(Report report, String column, UnaryOperator<String> name, ClusterKey key, Match match, String tags) {

    /** The tag by which a line item may say the id or the name of the cluster that it belongs to. */
    public static final String CLUSTER_TAG = "openshift_cluster";

    /** Where a line item's resource is in the groups. */
    public static final int RESOURCE = 0;

    /** Where a line item's tags are in the groups. */
    public static final int TAGS = 1;

    /** What a cloud may know of a cluster. */
    public enum ClusterKey {
        /** The ids of the machines that its nodes are. */
        RESOURCE_ID,
        /** The names of its nodes. */
        NODE
    }

    /** When a resource of a cloud is a node. */
    public enum Match {
        /** Both names are equal. */
        EQUAL,
        /** The cloud's name contains that of the cluster. */
        CONTAINS
    }

    /** What is taken from the report's files. */
    public Grouping grouping() {
        return new Grouping(
                "resources", List.of(new Key(column, Key.Kind.TEXT, false), new Key(tags, Key.Kind.TEXT, false)), List.of(), List.of(column, tags));
    }
}
