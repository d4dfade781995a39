package io.costflow.inventory;

import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What counting the rows of published periods has shown.
 *
 * @param due periods that are to be compared with the tables now, since these have held another number of rows for long enough
 * @param heldBack periods that a run which ends cannot put back, each with the reason
 * @param gone periods that are not published any more, since their month was taken away
 * @param differing how many periods of the window the tables hold another number of rows of
 * @param warnings what an operator should know, in full sentences
 * @param shadow what comparisons with another program's rows have shown
 */
record RowFindings(
        Set<OutputPeriod> due, Map<OutputPeriod, HeldBack> heldBack, Set<OutputPeriod> gone, int differing, List<String> warnings,
        ShadowFindings shadow) {

    /** Nothing was counted. */
    static final RowFindings NONE = new RowFindings(Set.of(), Map.of(), Set.of(), 0, List.of(), ShadowFindings.NONE);

    /** These findings, and more periods that are to be compared with the tables. */
    RowFindings withDue(Set<OutputPeriod> others) {
        if (others.isEmpty()) {
            return this;
        }
        Set<OutputPeriod> all = new HashSet<>(due);
        all.addAll(others);
        return new RowFindings(all, heldBack, gone, differing, warnings, shadow);
    }

    /** These findings, and those of sources in mode shadow. */
    RowFindings with(ShadowFindings other) {
        return new RowFindings(due, heldBack, gone, differing, warnings, other).withDue(other.due());
    }

    /** These findings, of which nothing is to be done again. */
    RowFindings repeated() {
        return new RowFindings(Set.of(), Map.of(), Set.of(), differing, warnings, shadow);
    }
}
