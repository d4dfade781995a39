package io.costflow.output;

import io.costflow.assembly.CompleteDay;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;
import io.costflow.provider.DayFingerprint;
import java.util.Optional;

/**
 * A cluster's day on its way to the cloud source that it runs on.
 *
 * @param cloudDay the cloud source's day
 * @param cluster the cluster's source UUID, as text
 * @param standing what is known of the day
 * @param planRevision the revision of the plan that the day is based on
 * @param revision the revision of the cluster's day
 * @param referenceDigest what the day took from the reference data; null when it is as it was published, or gone
 * @param fingerprint identifies what the facts were computed from; null when there are none
 * @param heldBack why there is no such day now, or null
 * @param facts what the cloud's day needs to know of it, encoded; of a day that is held back, of its last good revision, if that is known; null when there are none
 * @param newestFile when the newest file that it was computed from was modified, in milliseconds since 1970-01-01 UTC; 0 when that is not known
 */
public record ClusterDay(
        SourceDay cloudDay,
        String cluster,
        Standing standing,
        long planRevision,
        long revision,
        String referenceDigest,
        String fingerprint,
        HeldBack heldBack,
        byte[] facts,
        long newestFile) {

    /** What is known of a cluster's day. New constants go to the end: state holds their numbers. */
    public enum Standing {
        /** It was computed. */
        COMPUTED,
        /** It cannot be computed now. */
        HELD_BACK,
        /** It is as it was published: if a day of this fingerprint was computed before, it is valid for the newer plan as well. */
        AS_PUBLISHED,
        /** The cluster has no such day on this cloud source any more. */
        GONE
    }

    /** What a cloud source receives of a cluster's day; empty if the cluster runs on none. */
    static Optional<ClusterDay> of(CompleteDay day, DayOutcome outcome) {
        DayPlan plan = day.plan();
        String cloud = plan.source().infrastructure();
        if (cloud == null) {
            return Optional.empty();
        }
        String digest = day.reference() == null ? null : DayFingerprint.factsDigest(plan.source(), plan.day().day(), day.reference());
        SourceDay cloudDay = new SourceDay(plan.day().tenant(), cloud, plan.day().epochDay());
        String cluster = plan.day().source();
        return Optional.of(switch (outcome.standing()) {
            case COMPUTED -> new ClusterDay(
                    cloudDay, cluster, Standing.COMPUTED, plan.revision(), day.revision(), digest, outcome.fingerprint(), null, outcome.facts(),
                    day.newestFile());
            case HELD_BACK -> new ClusterDay(
                    cloudDay, cluster, Standing.HELD_BACK, plan.revision(), day.revision(), digest, outcome.fingerprint(), outcome.heldBack(), outcome.facts(),
                    day.lastGood().map(CompleteDay::newestFile).orElse(0L));
            case AS_PUBLISHED -> new ClusterDay(
                    cloudDay, cluster, Standing.AS_PUBLISHED, plan.revision(), day.revision(), null, outcome.fingerprint(), null, null, 0);
            case GONE -> new ClusterDay(cloudDay, cluster, Standing.GONE, plan.revision(), day.revision(), null, null, null, null, 0);
        });
    }

    /** This day, which a newer plan found to be unchanged. */
    ClusterDay confirmedBy(ClusterDay newer) {
        return new ClusterDay(
                cloudDay, cluster, Standing.COMPUTED, newer.planRevision, newer.revision, referenceDigest, fingerprint, null, facts, newestFile);
    }

    /** The last good revision of this day, which is held back; empty when it is not known. */
    Optional<ClusterDay> lastGood() {
        return facts == null
                ? Optional.empty()
                : Optional.of(new ClusterDay(cloudDay, cluster, Standing.COMPUTED, planRevision, revision, referenceDigest, fingerprint, null, facts, newestFile));
    }
}
