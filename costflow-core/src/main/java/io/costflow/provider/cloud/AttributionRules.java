package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterUsage;

/** What differs between clouds when their bills are attributed to clusters (specification, 3 F, 7 and 8). Everything else is the same for all of them. */
public interface AttributionRules {

    /** The names of a cluster's machines and volumes that are looked for in a bill, and how they are found. */
    ClusterNames names(ClusterUsage usage);

    /** Whether a line item that only tags point to is split over the clusters; else each of them is charged in full. */
    boolean tagsAreSplitOverClusters();

    /** Whether line items that belong to a cluster by their tags count among its disks, and not only those that do by their resource. */
    boolean disksAreFoundByTags();

    /** Whether a disk of a known capacity is one of the cluster's even if no volume of the cluster lies on it. */
    boolean disksMayHaveNoVolume();

    /** How what no volume takes of a disk is charged. */
    RestOfDisk restOfDisk();

    /** Whether a volume that is larger than its disk is charged with the whole disk, and with no more. */
    boolean volumesTakeNoMoreThanTheirDisk();

    /** Whether a disk of a known capacity is charged by its name as well, like what is no disk. */
    boolean disksAreChargedByNameToo();

    /** Whether a volume without a claim is charged with the used amount of its disk. */
    boolean unclaimedVolumesHaveUsage();

    /** The unit that disks are shown with; null for that of the line item. */
    String diskUnit();

    /** Whether a line item that is no disk of a known capacity is charged to volumes of its name too, in equal parts. */
    boolean volumesAreChargedByName();

    /** Whether shares show the id of the machine that the cluster's rows have, and not the resource of the line item. */
    boolean machinesOfRowsAreShown();

    /** Whether names of claims, volumes and storage classes that are empty are shown so where a line item is charged by a name; else they are NULL. */
    boolean emptyNamesAreShown();

    /** How the rest of a disk is charged. */
    enum RestOfDisk {
        /** To each of the clusters an equal part, if anything is left. */
        IF_ANY,
        /** To each of the clusters an equal part, even if nothing or less is left, and for line items of data transfer too. */
        ALWAYS,
        /** To each namespace and set of labels the part of one volume; nothing if nothing is left. */
        BY_GROUP
    }
}
