package io.costflow.inventory;

import io.costflow.day.OutputPeriod;
import io.costflow.day.PublishedState;
import io.costflow.publish.StatusTable;
import java.util.Map;

/**
 * What the status tables say.
 *
 * @param days what is published of every output and day of the window, of sources that were not known before
 * @param largestRevision the largest revision in any tenant's status table, 0 when there is none
 * @param standings how each source stands now, by UUID
 * @param refused the days that PostgreSQL has refused and may take now
 */
record PublishedDays(
        Map<OutputPeriod, PublishedState> days,
        long largestRevision,
        Map<String, StatusTable.Standing> standings,
        Map<OutputPeriod, StatusTable.Refusal> refused) {

    /** Days of which none was refused. */
    PublishedDays(Map<OutputPeriod, PublishedState> days, long largestRevision, Map<String, StatusTable.Standing> standings) {
        this(days, largestRevision, standings, Map.of());
    }
}
