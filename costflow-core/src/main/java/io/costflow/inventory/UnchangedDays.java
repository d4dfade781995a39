package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.reference.DayFingerprint;
import io.costflow.reference.ReferenceSnapshot;
import java.util.List;
import java.util.Map;

/** Tells whether a published day was made from just what is there now. */
final class UnchangedDays {

    private final Map<String, ReferenceSnapshot> references;

    UnchangedDays(Map<String, ReferenceSnapshot> references) {
        this.references = references;
    }

    /** Whether a cluster's day is as it was published. */
    boolean isUnchanged(DayPlan plan) {
        ReferenceSnapshot reference = references.get(plan.day().tenant());
        return plan.published() != null && reference != null && plan.published().equals(DayFingerprint.ofCluster(plan, reference));
    }

    /** Whether a cloud source's day is as it was published, with those days of its clusters. */
    boolean isUnchanged(DayPlan plan, List<DayPlan> clusters) {
        ReferenceSnapshot reference = references.get(plan.day().tenant());
        if (plan.published() == null || reference == null) {
            return false;
        }
        List<String> clusterDays = clusters.stream().map(cluster -> DayFingerprint.ofCluster(cluster, reference)).toList();
        return plan.published().equals(DayFingerprint.ofCloud(plan, clusterDays, reference));
    }
}
