package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterRow;
import java.util.List;

/** Finds the machines and volumes of a cluster in the names and resource ids of a bill. */
public interface ClusterNames {

    /** Whether a line item belongs to the cluster by the full name of its resource. */
    boolean matches(String name);

    /** The rows of volumes that lie on a disk. */
    List<ClusterRow> onDisk(String resourceId);

    /** The rows that a machine, or a volume that is no disk of a known capacity, is charged to. */
    List<ClusterRow> direct(String resourceId);

    /** The rows of pods that ran on a machine, whose nodes its data transfer is charged to. */
    List<ClusterRow> ofNetwork(String resourceId);
}
