package io.costflow.provider;

import io.costflow.publish.DayWriter;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;

/** An output that is computed from a source's own day. */
public non-sealed interface DayOutput extends Output {

    /**
     * What a day takes from the reference data, in a few characters: as long as it is the same, a change of the reference data does not concern the day.
     */
    String referenceDigest(SourceSettings source, LocalDate day, ReferenceSnapshot reference);

    /**
     * Computes a day and writes the rows of all tables.
     *
     * @return what other outputs need to know of the day, encoded; null if they need nothing, as when the source runs on no cloud
     * @throws HeldBackException before any row is written, if the day cannot be published
     */
    byte[] compute(DayContents day, DayWriter writer);

    /** Whether outputs of the cloud that the source runs on are computed from what this one returns. */
    default boolean suppliesFacts() {
        return false;
    }
}
