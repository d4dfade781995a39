package io.costflow.inventory;

import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * How the reading of a file ended, told by a reader to the enumerator.
 *
 * @param splitId the split
 * @param ending how it ended
 * @param daysFound every day of the file's month for which it has line items; empty unless it was read
 */
record FileOutcome(String splitId, Ending ending, List<Long> daysFound) implements SourceEvent {

    /** The ways in which the reading of a file ends. */
    enum Ending {
        /** Read as a whole. */
        READ,
        /** Not found, or changed while it was read: the next listing decides. */
        GONE,
        /** Not readable: its contributions say why. */
        FAILED
    }
}
