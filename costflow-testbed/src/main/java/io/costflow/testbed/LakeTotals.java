package io.costflow.testbed;

import java.util.EnumMap;
import java.util.Map;

/** What has been written to a lake. */
public final class LakeTotals {
    private long files;
    private long hourlyRows;
    private long dailyRows;
    private final Map<Infrastructure, BillTotals> bills = new EnumMap<>(Infrastructure.class);

    /** Counts an hourly file and its daily roll-up. */
    void add(long hourly, long daily) {
        files += 2;
        hourlyRows += hourly;
        dailyRows += daily;
    }

    /** Counts a file of line items by the day. */
    void add(long daily) {
        files++;
        dailyRows += daily;
    }

    /** What the line items of a cloud cost. */
    public BillTotals bill(Infrastructure cloud) {
        return bills.computeIfAbsent(cloud, absent -> new BillTotals());
    }

    public long files() {
        return files;
    }

    /** Line items by the hour. */
    public long hourlyRows() {
        return hourlyRows;
    }

    /** Line items by the day. */
    public long dailyRows() {
        return dailyRows;
    }
}
