package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterUsage;

/** What differs between clouds when their bills are attributed to clusters (specification, 3 F and 7). Everything else is the same for all of them. */
public interface AttributionRules {

    /** The names of a cluster's machines and volumes that are looked for in a bill, and how they are found. */
    ClusterNames names(ClusterUsage usage);

    /** Whether a line item that only tags point to is split over the clusters; else each of them is charged in full. */
    boolean tagsAreSplitOverClusters();

    /** Whether line items that belong to a cluster by their tags count among its disks, and not only those that do by their resource. */
    boolean disksAreFoundByTags();

    /** Whether a disk of a known capacity is one of the cluster's even if no volume of the cluster lies on it. */
    boolean disksMayHaveNoVolume();

    /** Whether the rest of a disk is charged even if nothing is left of it, and for line items of data transfer too. */
    boolean everyDiskHasARest();

    /** Whether a volume without a claim is charged with the used amount of its disk. */
    boolean unclaimedVolumesHaveUsage();

    /** The unit that disks are shown with; null for that of the line item. */
    String diskUnit();

    /** Whether a line item that is no disk of a known capacity is charged to volumes of its name too, in equal parts. */
    boolean volumesAreChargedByName();
}
