package io.costflow.day;

import io.costflow.settings.SourceSettings;

/**
 * A cluster that a cloud source's day is computed with.
 *
 * @param source the cluster
 * @param revision the revision of the newest plan of the cluster's day: its day must rest on this plan, or on a newer one
 */
public record PlannedCluster(SourceSettings source, long revision) {}
