package io.costflow.provider;

import io.costflow.day.Grain;
import io.costflow.publish.DayWriter;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;

/**
 * An output that is published by the month. Each day contributes what its files say, and the month is computed from the contributions of all of its days: when
 * one day changes, no other is read.
 */
public non-sealed interface MonthOutput extends Output {

    @Override
    default Grain grain() {
        return Grain.MONTH;
    }

    /**
     * What a month takes from the reference data, in a few characters: as long as it is the same, a change of the reference data does not concern the month.
     *
     * @param month its first day
     */
    String referenceDigest(SourceSettings source, LocalDate month, ReferenceSnapshot reference);

    /**
     * Computes what a day contributes to its month, encoded. It depends on the files alone: the reference data of the day are not used.
     *
     * @throws HeldBackException if the month cannot be published because of this day
     */
    byte[] contribute(DayContents day);

    /**
     * Computes a month and writes the rows of all tables.
     *
     * @throws HeldBackException before any row is written, if the month cannot be published
     */
    void compute(MonthContents month, DayWriter writer);
}
