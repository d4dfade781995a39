package io.costflow.openshift;

import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;

/**
 * A cluster's day on its way to the cloud source that it runs on.
 *
 * @param cloudDay the cloud source's day
 * @param cluster the cluster's source UUID, as text
 * @param planRevision the revision of the plan that the day rests on
 * @param revision the revision of the cluster's day
 * @param referenceDigest what the day took from the reference data
 * @param fingerprint what the cluster's day was made from; null when it is held back
 * @param reportPeriod the id of the cluster's report period
 * @param heldBack why there is no such day now, or null
 * @param body the {@link ClusterUsage}, encoded; null when the day is held back
 */
public record ClusterDay(SourceDay cloudDay, String cluster, long planRevision, long revision, String referenceDigest, String fingerprint, int reportPeriod, HeldBack heldBack, byte[] body) {}
