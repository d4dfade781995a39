package io.costflow.provider.cloud;

import io.costflow.provider.cloud.CloudLineItem.Resource;
import io.costflow.provider.openshift.ClusterRow;
import java.util.List;

/** Finds the machines and volumes of a cluster in the names and resource ids of a bill. */
public interface ClusterNames {

    /** Whether line items of the resource, and with them all of the same full name, belong to the cluster. */
    boolean matches(Resource resource);

    /** The rows of volumes that lie on a disk. */
    List<ClusterRow> onDisk(Resource resource);

    /** The rows that a machine, or a volume that is no disk of a known capacity, is charged to. */
    List<ClusterRow> direct(String resourceId);

    /** The rows of pods that ran on a machine, whose nodes its data transfer is charged to. */
    List<ClusterRow> ofNetwork(String resourceId);
}
