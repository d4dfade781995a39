package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterRow;
import io.costflow.provider.openshift.ClusterUsage;
import io.costflow.provider.openshift.ClusterUsage.VolumeName;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A cluster's day in few words: its rows, and the names that the line items of these rows have. */
public final class CloudClusters {

    private CloudClusters() {}

    /** The cluster {@code <name>-id} with the alias {@code <name>}, whose nodes are paid for by CPU. */
    public static CloudCluster cluster(String name, TestRow... rows) {
        return cluster(name, false, Arrays.stream(rows).map(TestRow::row).toList());
    }

    public static CloudCluster byMemory(String name, TestRow... rows) {
        return cluster(name, true, Arrays.stream(rows).map(TestRow::row).toList());
    }

    static CloudCluster cluster(String name, boolean byMemory, List<ClusterRow> rows) {
        ClusterUsage usage = new ClusterUsage(1, rows, new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        for (ClusterRow row : rows) {
            if (row.storage()) {
                usage.volumes().add(new VolumeName(row.volume(), row.csiVolumeHandle()));
            } else if (Namespaces.isReal(row.namespace())) {
                addUnlessEmpty(usage.resourceIds(), row.resourceId());
                addUnlessEmpty(usage.nodes(), row.node());
                usage.namespaces().add(row.namespace());
            }
        }
        return new CloudCluster("source-" + name, name + "-id", name, 1, byMemory, usage);
    }

    private static void addUnlessEmpty(Set<String> names, String name) {
        if (name != null && !name.isEmpty()) {
            names.add(name);
        }
    }
}
