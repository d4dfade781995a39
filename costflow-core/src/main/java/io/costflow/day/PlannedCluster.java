package io.costflow.day;

import io.costflow.settings.SourceSettings;

/**
 * A cluster that a cloud source's day is computed with.
 *
 * @param source the cluster
 * @param revision the revision of the newest plan of the cluster's day: its day must be computed by this plan, or by a newer one
 */
public record PlannedCluster(SourceSettings source, long revision) {}
