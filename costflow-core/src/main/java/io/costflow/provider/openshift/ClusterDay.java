package io.costflow.provider.openshift;

import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;

/**
 * A cluster's day on its way to the cloud source that it runs on.
 *
 * @param cloudDay the cloud source's day
 * @param cluster the cluster's source UUID, as text
 * @param standing what is known of the day
 * @param planRevision the revision of the plan that the day rests on
 * @param revision the revision of the cluster's day
 * @param referenceDigest what the day took from the reference data; null when it is as it was published, or gone
 * @param fingerprint what the cluster's day was made from; null when it is held back or gone
 * @param reportPeriod the id of the cluster's report period; 0 when it is not computed
 * @param heldBack why there is no such day now, or null
 * @param body the {@link ClusterUsage}, encoded; null when it is not computed
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
        int reportPeriod,
        HeldBack heldBack,
        byte[] body,
        long newestFile) {

    /** What is known of a cluster's day. New ones go to the end: state holds their numbers. */
    public enum Standing {
        /** It was computed. */
        COMPUTED,
        /** It cannot be computed now. */
        HELD_BACK,
        /** It is as it was published: if a day of this fingerprint was computed before, it rests on the newer plan as well. */
        AS_PUBLISHED,
        /** The cluster has no such day on this cloud source any more. */
        GONE
    }

    /** A day that was computed. */
    static ClusterDay computed(SourceDay cloudDay, String cluster, long planRevision, long revision, String referenceDigest, String fingerprint,
            int reportPeriod, byte[] body, long newestFile) {
        return new ClusterDay(cloudDay, cluster, Standing.COMPUTED, planRevision, revision, referenceDigest, fingerprint, reportPeriod, null, body, newestFile);
    }

    /** A day that cannot be computed now. */
    static ClusterDay heldBack(SourceDay cloudDay, String cluster, long planRevision, long revision, String referenceDigest, HeldBack reason) {
        return new ClusterDay(cloudDay, cluster, Standing.HELD_BACK, planRevision, revision, referenceDigest, null, 0, reason, null, 0);
    }

    /** A day that is as it was published. */
    static ClusterDay asPublished(SourceDay cloudDay, String cluster, long planRevision, long revision, String fingerprint) {
        return new ClusterDay(cloudDay, cluster, Standing.AS_PUBLISHED, planRevision, revision, null, fingerprint, 0, null, null, 0);
    }

    /** A day that is not there any more. */
    static ClusterDay gone(SourceDay cloudDay, String cluster, long planRevision, long revision) {
        return new ClusterDay(cloudDay, cluster, Standing.GONE, planRevision, revision, null, null, 0, null, null, 0);
    }

    /** This day, which a newer plan found to be as it was. */
    public ClusterDay restingOn(ClusterDay newer) {
        return new ClusterDay(
                cloudDay, cluster, standing, newer.planRevision, newer.revision, referenceDigest, fingerprint, reportPeriod, heldBack, body, newestFile);
    }
}
