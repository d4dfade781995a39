package io.costflow.settings;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How a continuous run keeps up with changes.
 *
 * @param poll how often the lake and koku's tables are polled
 * @param fullListing after which time the files of a month are listed again although koku's manifests say nothing new
 * @param settle how long a day's files must have been left alone before the day is computed again: the writer deletes first and writes after
 * @param emptyAfter how long all files of a day must have been gone before the day is published empty
 * @param outageBudget how long the lake may fail to be listed before the job fails
 * @param recount how often the rows of published days are counted
 * @param restoreAfter how long rows that another program deleted must have stayed away before they are written again
 */
public record ContinuousSettings(
        Duration poll, Duration fullListing, Duration settle, Duration emptyAfter, Duration outageBudget, Duration recount, Duration restoreAfter) implements Serializable {

    static final Option<Duration> POLL = Option.duration("continuous.poll", Form.INTERVAL, Duration.ofSeconds(30),
            "How often a continuous run polls the lake and koku's tables.");
    static final Option<Duration> FULL_LISTING = Option.duration("continuous.full-listing", Form.INTERVAL, Duration.ofHours(1),
            "After which time the files of a source are listed again although koku's manifests do not say that it has processed any. Sources that they do not describe"
                    + " are listed at each poll.");
    static final Option<Duration> SETTLE = Option.duration("continuous.settle", Form.PAUSE, Duration.ofSeconds(60),
            "How long the files of a day must have been left alone before the day is computed again, unless koku's manifests say that all files are written.");
    static final Option<Duration> EMPTY_AFTER = Option.duration("continuous.empty-after", Form.DURATION, Duration.ofHours(1),
            "How long all files of a day must have been gone before the day is published without rows.");
    static final Option<Duration> OUTAGE_BUDGET = Option.duration("continuous.outage-budget", Form.DURATION, Duration.ofHours(1),
            "How long a continuous run puts up with a lake that cannot be listed before it fails, and starts again from its last checkpoint.");

    static final Option<Duration> RECOUNT = Option.duration("continuous.recount", Form.INTERVAL, Duration.ofMinutes(15),
            "How often the rows of published days are counted in months whose partition was changed.");
    static final Option<Duration> RESTORE_AFTER = Option.duration("continuous.restore-after", Form.PAUSE, Duration.ofMinutes(10),
            "How long rows that another program deleted must have stayed away before they are written again. The time doubles each time that this happens to a day"
                    + " again within 24 hours.");

    /** In the order of the reference page. */
    static final List<Option<?>> OPTIONS = List.of(POLL, FULL_LISTING, SETTLE, EMPTY_AFTER, OUTAGE_BUDGET, RECOUNT, RESTORE_AFTER);

    /** What holds where the configuration says nothing. */
    public static final ContinuousSettings DEFAULTS = from(CheckedValues.none());

    static ContinuousSettings from(CheckedValues values) {
        return new ContinuousSettings(values.get(POLL), values.get(FULL_LISTING), values.get(SETTLE), values.get(EMPTY_AFTER), values.get(OUTAGE_BUDGET), values.get(RECOUNT),
                values.get(RESTORE_AFTER));
    }

    /** The same with another {@code poll}. */
    public ContinuousSettings withPoll(Duration other) {
        return new ContinuousSettings(other, fullListing, settle, emptyAfter, outageBudget, recount, restoreAfter);
    }

    /** The same with another {@code fullListing}. */
    public ContinuousSettings withFullListing(Duration other) {
        return new ContinuousSettings(poll, other, settle, emptyAfter, outageBudget, recount, restoreAfter);
    }

    /** The same with another {@code settle}. */
    public ContinuousSettings withSettle(Duration other) {
        return new ContinuousSettings(poll, fullListing, other, emptyAfter, outageBudget, recount, restoreAfter);
    }

    /** The same with another {@code emptyAfter}. */
    public ContinuousSettings withEmptyAfter(Duration other) {
        return new ContinuousSettings(poll, fullListing, settle, other, outageBudget, recount, restoreAfter);
    }

    /** The same with another {@code outageBudget}. */
    public ContinuousSettings withOutageBudget(Duration other) {
        return new ContinuousSettings(poll, fullListing, settle, emptyAfter, other, recount, restoreAfter);
    }

    /** The same with another {@code recount} and {@code restoreAfter}. */
    public ContinuousSettings restoring(Duration otherRecount, Duration otherRestoreAfter) {
        return new ContinuousSettings(poll, fullListing, settle, emptyAfter, outageBudget, otherRecount, otherRestoreAfter);
    }
}
