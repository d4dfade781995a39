package io.costflow.inventory;

/** The names of this package's metrics. */
public final class InventoryMetrics {

    /** Gauge: milliseconds that the first look at lake and tables took. */
    public static final String LIST_MILLIS = "listMillis";

    /** Gauge: days that were planned since the start. */
    public static final String DAYS_PLANNED = "daysPlanned";

    /** Gauge: files that were handed out for reading since the start. */
    public static final String FILES_PLANNED = "filesPlanned";

    /** Gauge: their bytes. */
    public static final String BYTES_PLANNED = "bytesPlanned";

    /** Counter: files that were read, or found unreadable. */
    public static final String FILES_READ = "filesRead";

    /** Counter: their bytes. */
    public static final String BYTES_READ = "bytesRead";

    /** Counter: files that could not be read. */
    public static final String FILES_FAILED = "filesFailed";

    /** Counter: line items in the files that were read. */
    public static final String ROWS_READ = "rowsRead";

    /** Counter: line items whose day is not in the month of their folder, and which were ignored therefore. */
    public static final String ROWS_OUTSIDE_MONTH = "rowsOutsideMonth";

    /** Counter: milliseconds that were spent on reading, decoding and combining, over all readers. */
    public static final String COMBINE_MILLIS = "combineMillis";

    private InventoryMetrics() {}
}
