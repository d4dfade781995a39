package io.costflow.provider.cloud;

import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;
import io.costflow.reference.ReferenceSnapshot;
import java.util.Optional;

/** The bills of cloud sources, which the rows of a month refer to. */
public final class Bills {

    private Bills() {}

    /**
     * Says that the month of a day has no bill, if it has none.
     *
     * @param table the table that bills of this kind of source are in
     */
    public static Optional<HeldBack> missing(String table, SourceDay day, ReferenceSnapshot reference) {
        return reference.bill(day.source(), day.day()).isPresent()
                ? Optional.empty()
                : Optional.of(HeldBack.because("The source has no bill for the month of the day. Add it to " + day.tenant() + "." + table
                        + " (provider_id, billing_period_start), which koku does when it ingests the month."));
    }
}
