package io.costflow.provider;

import io.costflow.day.OutputPeriod;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.util.List;

/**
 * All that an output of a month is computed from.
 *
 * @param period the month
 * @param source its source
 * @param days what its days contribute, in their order: sums are added in that order
 * @param reference the tenant's reference data
 */
public record MonthContents(OutputPeriod period, SourceSettings source, List<Day> days, ReferenceSnapshot reference) {

    /** The contribution of a day, encoded by the output. */
    public record Day(long epochDay, byte[] contribution) {}
}
