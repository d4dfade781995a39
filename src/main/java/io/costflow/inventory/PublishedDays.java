package io.costflow.inventory;

import io.costflow.day.SourceDay;
import java.util.Map;

/**
 * What the tables hold already, read once at the start.
 *
 * @param days the fingerprint and checksum of every published day of the window
 * @param largestRevision the largest revision in any tenant's status table, 0 when there is none
 */
record PublishedDays(Map<SourceDay, Published> days, long largestRevision) {

    /** A published day: what it was made from, and the checksum of its rows. */
    record Published(String fingerprint, String checksum) {}
}
