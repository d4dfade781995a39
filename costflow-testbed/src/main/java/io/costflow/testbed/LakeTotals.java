package io.costflow.testbed;

/** What has been written to a lake. */
public final class LakeTotals {
    private long files;
    private long hourlyRows;
    private long dailyRows;
    private final BillTotals bill = new BillTotals();

    /** Counts an hourly file and its daily roll-up. */
    void add(long hourly, long daily) {
        files += 2;
        hourlyRows += hourly;
        dailyRows += daily;
    }

    /** What the line items of AWS cost. */
    public BillTotals bill() {
        return bill;
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
