package io.costflow.inventory;

/** The names of this package's metrics. */
public final class InventoryMetrics {

    /** Gauge: milliseconds that the first look at lake and tables took. */
    public static final String LIST_MILLIS = "listMillis";

    /** Gauge: milliseconds that the last look at lake and tables took: what changes just after it is seen that much later than {@code continuous.poll}. */
    public static final String LOOK_MILLIS = "lookMillis";

    /** Gauge: days of the window that are planned. */
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

    /** Gauge: days whose files changed and have not been left alone for long enough. */
    public static final String DAYS_SETTLING = "daysSettling";

    /** Gauge: what the operators hold of the window, as a number of files, counted for each day. */
    public static final String CONTRIBUTIONS_HELD = "contributionsHeld";

    /** Gauge: milliseconds since the lake was listed with success. */
    public static final String LISTING_AGE_MILLIS = "listingAgeMillis";

    /** Gauge: listings that failed since the start. */
    public static final String LISTINGS_FAILED = "listingsFailed";

    /** Gauge: months of sources that could not be listed at the last look. */
    public static final String MONTHS_UNLISTED = "monthsUnlisted";

    private InventoryMetrics() {}
}
