package io.costflow.metrics;

import static io.costflow.metrics.CostflowMetric.Breakdown.SOURCE_ONLY;
import static io.costflow.metrics.CostflowMetric.Breakdown.SOURCE_TOO;
import static io.costflow.metrics.CostflowMetric.Breakdown.TOTAL;
import static io.costflow.metrics.CostflowMetric.Kind.COUNTER;
import static io.costflow.metrics.CostflowMetric.Kind.GAUGE;
import static io.costflow.metrics.MetricPlace.DAYS;
import static io.costflow.metrics.MetricPlace.INVENTORY;
import static io.costflow.metrics.MetricPlace.MONTHS;
import static io.costflow.metrics.MetricPlace.COMPUTED_DAYS;
import static io.costflow.metrics.MetricPlace.CORRELATION;
import static io.costflow.metrics.MetricPlace.PUBLISH;
import static io.costflow.metrics.MetricPlace.READERS;
import static io.costflow.metrics.MetricPlace.REFERENCE;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All of Costflow's own metrics. docs/metrics.md is written from them; dashboards and alerts are built on their names, which never change. */
public enum CostflowMetric {
    LISTING_AGE_MILLIS("listingAgeMillis", GAUGE, "ms", INVENTORY, TOTAL,
            "Since the last poll that listed a month, or that had none to list; before the first one, since the start. A run that lists once has none."),
    LISTINGS_FAILED("listingsFailed", COUNTER, "listings", INVENTORY, TOTAL, "Listings that failed: months, and polls that failed altogether or could list no month."),
    MONTHS_LISTED("monthsListed", COUNTER, "months", INVENTORY, TOTAL,
            "Months of sources that polls have listed, each with a request for every report and thousand files. Where koku's manifests describe a source, few are."),
    MONTHS_UNLISTED("monthsUnlisted", GAUGE, "months", INVENTORY, SOURCE_TOO, "Months of sources that could not be listed at the last poll."),
    LIST_MILLIS("listMillis", GAUGE, "ms", INVENTORY, TOTAL, "What the first poll of lake and tables took."),
    POLL_MILLIS("pollMillis", GAUGE, "ms", INVENTORY, TOTAL,
            "What the last poll of lake and tables took: what changes just after it is seen that much later than `continuous.poll`."),
    SOURCES("sources", GAUGE, "sources", INVENTORY, TOTAL, "Sources that are worked on."),
    TENANTS("tenants", GAUGE, "tenants", INVENTORY, TOTAL, "Tenants that are served."),
    TENANTS_LEFT_OUT("tenantsLeftOut", GAUGE, "tenants", INVENTORY, TOTAL, "Tenants that the last poll has left out: the role may not read their tables, or lacks one of them."),
    TENANTS_CONTENDED("tenantsContended", GAUGE, "tenants", INVENTORY, TOTAL, "Tenants that another continuous job serves too."),
    DAYS_PLANNED("daysPlanned", GAUGE, "days", INVENTORY, TOTAL, "Days of the window that are planned."),
    DAYS_SETTLING("daysSettling", GAUGE, "days", INVENTORY, TOTAL, "Days whose files changed and have not been left alone for long enough."),
    FILES_PLANNED("filesPlanned", COUNTER, "files", INVENTORY, TOTAL, "Files that were handed out for reading."),
    BYTES_PLANNED("bytesPlanned", COUNTER, "bytes", INVENTORY, TOTAL, "Their size."),
    CONTRIBUTIONS_HELD("contributionsHeld", GAUGE, "files", INVENTORY, TOTAL,
            "What the inventory takes the operators to hold of the window: files, counted for each day."),
    DAYS_IN_TABLES("daysInTables", GAUGE, "days", INVENTORY, SOURCE_TOO, "Days of the window that are published now, as the status table says."),
    DAYS_PENDING("daysPending", GAUGE, "days", INVENTORY, SOURCE_TOO,
            "Days of the window that are held back now, as the status table says: something newer than what is published cannot be published."),
    PENDING_AGE_MILLIS("pendingAgeMillis", GAUGE, "ms", INVENTORY, SOURCE_TOO, "For how long the longest of them has been held back; 0 when there is none."),
    DAYS_DIFFERING("daysDiffering", GAUGE, "days", INVENTORY, TOTAL,
            "Days of the window of which the tables held another number of rows than was published when they were last counted, over all outputs."),
    SHADOW_DAYS("shadowDays", GAUGE, "days", INVENTORY, SOURCE_TOO,
            "Days of the window in mode `shadow` that were compared with what Trino wrote, over all outputs; without those whose newest file Trino has not summarised yet."),
    SHADOW_DAYS_DIFFERING("shadowDaysDiffering", GAUGE, "days", INVENTORY, SOURCE_TOO, "Those of `shadowDays` that have rows that differ."),
    SHADOW_ROWS_DIFFERING("shadowRowsDiffering", GAUGE, "rows", INVENTORY, SOURCE_TOO, "Rows of `shadowDays` that differ, or that only one of the two has."),
    SHADOW_MONEY_DIFFERENCE("shadowMoneyDifference", GAUGE, "ratio", INVENTORY, SOURCE_TOO,
            "The largest difference in money of any output of a source in mode `shadow`: the differences of its days, without their signs, relative to what Trino wrote of"
                    + " it. 0.0001 is 0.01 %."),
    FILES_SURVEYED("filesSurveyed", COUNTER, "files", INVENTORY, TOTAL,
            "With `inventory: costflow`: files of which a few columns were read for clusters' nodes, claims and projects, for links to clouds, and for places of GCP."),
    SURVEYS_FAILED("surveysFailed", COUNTER, "failures", INVENTORY, TOTAL,
            "Files that could not be read for it, and polls at which a tenant's tables of these could not be written."),
    INVENTORY_ROWS_WRITTEN("inventoryRowsWritten", COUNTER, "rows", INVENTORY, TOTAL, "Rows of these tables that were added, completed or taken away."),
    LINKS_FOUND("linksFound", COUNTER, "clusters", INVENTORY, TOTAL, "Clusters of which the files showed which cloud they run on."),
    FILES_LISTED("filesListed", GAUGE, "files", INVENTORY, SOURCE_ONLY, "Files in the window at the last poll."),
    NEWEST_FILE_AGE_MILLIS("newestFileAgeMillis", GAUGE, "ms", INVENTORY, SOURCE_ONLY,
            "Since the newest of them was modified; -1 when there is none. It grows when a source delivers nothing any more."),
    FILES_INGESTED("filesIngested", COUNTER, "files", INVENTORY, SOURCE_ONLY, "Files that readers have finished: read, or found unreadable."),
    BYTES_INGESTED("bytesIngested", COUNTER, "bytes", INVENTORY, SOURCE_ONLY, "Their size."),
    ROWS_INGESTED("rowsIngested", COUNTER, "line items", INVENTORY, SOURCE_ONLY, "Their line items."),
    FILES_UNREADABLE("filesUnreadable", COUNTER, "files", INVENTORY, SOURCE_ONLY, "Those of them that could not be read."),

    FILES_READ("filesRead", COUNTER, "files", READERS, TOTAL, "Files that were read, or found unreadable."),
    BYTES_READ("bytesRead", COUNTER, "bytes", READERS, TOTAL, "Their size."),
    ROWS_READ("rowsRead", COUNTER, "line items", READERS, TOTAL, "Their line items."),
    FILES_FAILED("filesFailed", COUNTER, "files", READERS, TOTAL, "Those of them that could not be read."),
    ROWS_OUTSIDE_MONTH("rowsOutsideMonth", COUNTER, "line items", READERS, TOTAL,
            "Line items whose day is not in the month of their folder, and which were ignored therefore."),
    COMBINE_MILLIS("combineMillis", COUNTER, "ms", READERS, TOTAL, "Time spent on reading, decoding and combining."),

    REFERENCE_AGE_MILLIS("referenceAgeMillis", GAUGE, "ms", REFERENCE, TOTAL,
            "Since koku's reference tables were last read with success; before that, since the start. A run that reads them once has none."),
    REFERENCE_READS_FAILED("referenceReadsFailed", COUNTER, "reads", REFERENCE, TOTAL,
            "Reads of the reference tables that failed. A run that reads them once has none."),

    DAYS_ASSEMBLED("daysAssembled", COUNTER, "days", DAYS, TOTAL, "Days of which all was there and that were passed on for a new plan."),
    DAYS_ASSEMBLED_AGAIN("daysAssembledAgain", COUNTER, "days", DAYS, TOTAL,
            "Days that were passed on again for the same plan since reference data changed; no file was read for them."),
    DAYS_FORGOTTEN("daysForgotten", COUNTER, "days", DAYS, TOTAL, "Days that were forgotten because they left the window."),
    HELD_CONTRIBUTIONS("heldContributions", GAUGE, "files", DAYS, TOTAL, "State: contributions of files that are held, counted for each day."),
    HELD_CONTRIBUTION_BYTES("heldContributionBytes", GAUGE, "bytes", DAYS, TOTAL,
            "State: their line items, combined and encoded. Those that an earlier release stored count as 0 until they are read again."),

    DAYS_COMPUTED("daysComputed", COUNTER, "days", COMPUTED_DAYS, TOTAL, "Days that were computed."),
    COMPUTE_MILLIS("computeMillis", COUNTER, "ms", COMPUTED_DAYS, TOTAL, "Time spent on computing them."),

    MONTHS_COMPUTED("monthsComputed", COUNTER, "months", MONTHS, TOTAL, "Months that were computed from the contributions of their days, or found as they were published."),
    MONTH_MILLIS("monthMillis", COUNTER, "ms", MONTHS, TOTAL, "Time spent on computing them."),

    DAYS_CORRELATED("daysCorrelated", COUNTER, "days", CORRELATION, TOTAL, "Days of cloud sources that were computed."),
    CORRELATE_MILLIS("correlateMillis", COUNTER, "ms", CORRELATION, TOTAL, "Time spent on computing them."),
    HELD_CLUSTER_DAYS("heldClusterDays", GAUGE, "days", CORRELATION, TOTAL,
            "State: days of clusters that are held for bills. After a restart, those that were planned since: all of the window, once the first"
                    + " poll is processed."),
    HELD_CLUSTER_BYTES("heldClusterBytes", GAUGE, "bytes", CORRELATION, TOTAL, "State: what a bill is attributed by in these days, encoded."),
    ITEMS_WITHOUT_SHARE("itemsWithoutShare", COUNTER, "line items", CORRELATION, TOTAL,
            "Line items that belong to a cluster by their resource and that are charged to no namespace; equal ones of a day count as one."),
    COST_WITHOUT_SHARE("costWithoutShare", GAUGE, "the bills' currency", CORRELATION, TOTAL, "What they cost, unblended, added up since the start."),
    COST_OF_CLUSTERS("costOfClusters", GAUGE, "the bills' currency", CORRELATION, TOTAL,
            "What all line items cost that a cluster is charged for, or that belong to one by their resource, unblended, added up since the start."),
    DAYS_OF_MIXED_CURRENCIES("daysOfMixedCurrencies", COUNTER, "days", CORRELATION, TOTAL, "Days of cloud sources whose bill has several currencies."),

    DAYS_PUBLISHED("daysPublished", COUNTER, "days", PUBLISH, SOURCE_TOO, "Days of which at least one row was written or deleted."),
    DAYS_UNCHANGED("daysUnchanged", COUNTER, "days", PUBLISH, SOURCE_TOO, "Days whose rows were right already, or newer."),
    DAYS_HELD_BACK("daysHeldBack", COUNTER, "days", PUBLISH, SOURCE_TOO, "Times that a day was held back; see `daysPending` for those that are now."),
    DAYS_OF_LAST_GOOD("daysOfLastGood", COUNTER, "days", PUBLISH, SOURCE_TOO,
            "Of the days in `daysHeldBack`: those whose last good revision was put back, since another program had deleted its rows."),
    DAYS_NOT_WRITTEN("daysNotWritten", COUNTER, "days", PUBLISH, SOURCE_TOO,
            "Times that a day was computed and not written, since another program writes the source, or the day was not asked for."),
    ROWS_WRITTEN("rowsWritten", COUNTER, "rows", PUBLISH, SOURCE_TOO, "Rows inserted or updated."),
    ROWS_DELETED("rowsDeleted", COUNTER, "rows", PUBLISH, SOURCE_TOO, "Rows deleted."),
    ROWS_KEPT("rowsKept", COUNTER, "rows", PUBLISH, SOURCE_TOO, "Rows that were right already and left alone."),
    PUBLISH_MILLIS("publishMillis", COUNTER, "ms", PUBLISH, SOURCE_TOO, "Time spent on publishing days, waiting for the database included."),
    PROCESSING_MILLIS("processingMillis", COUNTER, "ms", PUBLISH, SOURCE_TOO,
            "Of the days in `daysPublished`: from the poll, or the read of reference data, that a day is based on to its commit. Divide by `daysPublished`."),
    DAYS_OF_NEW_FILES("daysOfNewFiles", COUNTER, "days", PUBLISH, SOURCE_TOO,
            "Those of `daysPublished` that have a file newer than what was published of them before; of days that never were, one newer than the"
                    + " subtask's start:"
                    + " history that is taken over is no lag."),
    REVISION_LAG_MILLIS("revisionLagMillis", COUNTER, "ms", PUBLISH, SOURCE_TOO,
            "Of the days in `daysOfNewFiles`: from the newest modification of a file to the commit of its day, by the clocks of the lake and of"
                    + " the task manager."
                    + " Divide by `daysOfNewFiles`. It includes `continuous.poll` and `continuous.settle`."),
    DAYS_RESTORED("daysRestored", COUNTER, "days", PUBLISH, SOURCE_TOO,
            "Days whose rows were put back: another program had deleted some, or added some."),
    DAYS_TAKEN_OVER("daysTakenOver", COUNTER, "days", PUBLISH, SOURCE_TOO,
            "Days that were published for the first time over rows of another writer: the incumbent."),
    TAKEOVER_DIFFERENCE("takeoverDifference", GAUGE, "ratio", PUBLISH, SOURCE_TOO,
            "The largest difference to the incumbent of any day taken over since the subtask's start: the totals of each numeric column of each"
                    + " table before and"
                    + " after, relative to the larger one. 0.0001 is 0.01 %.");

    /** How a metric behaves. */
    public enum Kind {
        /** Only rises while its operator runs, and starts again at 0 with it. */
        COUNTER,
        /** Is what it is now. */
        GAUGE
    }

    /** Whether a metric is broken down by source. */
    public enum Breakdown {
        /** For all sources together. */
        TOTAL,
        /** For all together, and by source besides. */
        SOURCE_TOO,
        /** By source alone. */
        SOURCE_ONLY
    }

    private static final Map<String, CostflowMetric> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CostflowMetric::id, metric -> metric));

    private final String id;
    private final Kind kind;
    private final String unit;
    private final MetricPlace place;
    private final Breakdown breakdown;
    private final String meaning;

    CostflowMetric(String id, Kind kind, String unit, MetricPlace place, Breakdown breakdown, String meaning) {
        this.id = id;
        this.kind = kind;
        this.unit = unit;
        this.place = place;
        this.breakdown = breakdown;
        this.meaning = meaning;
    }

    /** Returns the metric of this name, if it is one of ours. */
    public static Optional<CostflowMetric> of(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** Returns the name, which no other metric of ours has. */
    public String id() {
        return id;
    }

    /** How it behaves. */
    public Kind kind() {
        return kind;
    }

    /** What it is counted in. */
    public String unit() {
        return unit;
    }

    /** Where it is registered. */
    public MetricPlace place() {
        return place;
    }

    /** Whether it is broken down by source. */
    public Breakdown breakdown() {
        return breakdown;
    }

    /** A full sentence, in Markdown. */
    public String meaning() {
        return meaning;
    }
}
