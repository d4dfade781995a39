package io.costflow.inventory;

import io.costflow.day.SourceDay;
import io.costflow.publish.SourceStanding;
import java.util.Map;

/**
 * What the status tables say.
 *
 * @param days the fingerprint and checksum of every published day of the window, of sources that were not known before
 * @param largestRevision the largest revision in any tenant's status table, 0 when there is none
 * @param standings how each source stands now, by UUID
 */
record PublishedDays(Map<SourceDay, Published> days, long largestRevision, Map<String, SourceStanding> standings) {

    /** A published day: what it was made from, and the checksum of its rows. */
    record Published(String fingerprint, String checksum) {}
}
