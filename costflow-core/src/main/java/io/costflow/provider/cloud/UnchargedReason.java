package io.costflow.provider.cloud;

/** Why no cluster is charged for a line item although it belongs to one by its resource. The incumbent loses the same money without a word. */
public enum UnchargedReason {
    /** Its resource has a name of the cluster's, but no row of the summary is charged by that name: a volume without a CSI handle on AWS, as a rule. */
    NAME_ONLY("match nothing but a name, such as a volume's that has no CSI handle"),
    /** It is a disk whose capacity the hourly bill does not tell. */
    DISK_CAPACITY("are disks without a known capacity"),
    /** It is a machine whose capacity is 0 or not known. */
    NODE_CAPACITY("are machines without a capacity"),
    /** There is no pod, or no volume of a namespace, that it could be charged to. */
    NOBODY_THERE("have no pod or volume that they could be charged to");

    private final String sentence;

    UnchargedReason(String sentence) {
        this.sentence = sentence;
    }

    /** The reason as the end of a sentence about line items. */
    String sentence() {
        return sentence;
    }
}
