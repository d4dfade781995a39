package io.costflow.demo.live;

import io.costflow.day.SourceDay;
import java.util.Map;

/**
 * What a user of the database sees at one moment.
 *
 * @param days what the status table says, by day
 * @param totals the sums of the summary tables
 */
record Tables(Map<SourceDay, DayState> days, Totals totals) {

    static final Tables EMPTY = new Tables(Map.of(), Totals.NONE);

    DayState day(SourceDay day) {
        return days.getOrDefault(day, DayState.UNKNOWN);
    }
}
