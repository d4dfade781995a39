package io.costflow.assembly;

import io.costflow.day.Contribution;
import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.GroupTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The intervals for which hourly files of OpenShift have line items: every layout of such files has them as the first key of its first grouping. */
public final class HourlyIntervals {

    /** The grouping whose table has the intervals. */
    public static final int TABLE = 0;
    /** The key of that grouping that is the beginning of the interval. */
    public static final int KEY = 0;

    private HourlyIntervals() {}

    /** How many distinct intervals the files have on the day, all together. */
    static int count(List<Contribution> hourly) {
        Set<Long> intervals = new HashSet<>();
        for (Contribution contribution : hourly) {
            GroupTable table = CombinedDay.decode(contribution.body()).table(TABLE);
            for (int group = 0; group < table.size(); group++) {
                intervals.add(table.time(KEY, group));
            }
        }
        return intervals.size();
    }
}
