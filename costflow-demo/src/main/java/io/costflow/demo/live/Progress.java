package io.costflow.demo.live;

import io.costflow.day.SourceDay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The results of a change so far.
 *
 * @param number the number of the change, counted from 1
 * @param change the change
 * @param before the tables before it
 * @param now the tables as they were seen last
 * @param doneAt when the last file was uploaded, or the database's transaction ended; null while it is going on
 * @param lastAt when a day was last seen to be different than before, or null
 * @param rows what happened to rows since
 * @param reads how many times a file was asked for since
 */
record Progress(int number, Change change, Tables before, Tables now, Instant doneAt, Instant lastAt, Rows rows, long reads) {

    /** Rows that were written, deleted, and found right. */
    record Rows(long written, long deleted, long kept) {

        static final Rows NONE = new Rows(0, 0, 0);

        Rows plus(DayState day) {
            return new Rows(written + day.written(), deleted + day.deleted(), kept + day.kept());
        }
    }

    /** A change that begins. */
    static Progress begin(int number, Change change, Tables tables) {
        return new Progress(number, change, tables, tables, null, null, Rows.NONE, 0);
    }

    /** The change was made; now its effect is waited for. */
    Progress done(Instant at) {
        return new Progress(number, change, before, now, at, lastAt, rows, reads);
    }

    /**
     * The tables were looked at again.
     *
     * @param readsSince how many times a file was asked for since the change began
     */
    Progress seen(Tables tables, Instant at, long readsSince) {
        Rows sum = rows;
        boolean changed = false;
        for (SourceDay day : tables.days().keySet()) {
            DayState next = tables.day(day);
            DayState last = now.day(day);
            if (next.revision() != last.revision()) {
                sum = sum.plus(next);
            }
            changed |= next.revision() != last.revision() || next.isHeldBack() != last.isHeldBack();
        }
        return new Progress(number, change, before, tables, doneAt, changed ? at : lastAt, sum, readsSince);
    }

    /** Whether the change has been made, but not yet done to this day what it must. */
    boolean isAwaitedAt(SourceDay day) {
        return doneAt != null && change.days().contains(day) && !isThere(day);
    }

    /** Whether it has done to every day what it must. */
    boolean isComplete() {
        return doneAt != null && change.days().stream().allMatch(this::isThere);
    }

    /** The days of the change that are as they must be. */
    List<SourceDay> there() {
        return change.days().stream().filter(this::isThere).toList();
    }

    /** Whether no day that turned over was published before. */
    boolean isFirstArrival() {
        return turnedOverDays().allMatch(day -> !before.day(day).isPublished());
    }

    /** How many rows the days have that turned over: those that their last revision wrote, and those that it found right. */
    long rowsThere() {
        return turnedOverDays().mapToLong(day -> now.day(day).written() + now.day(day).kept()).sum();
    }

    /** How many days have a newer revision than before, whether the change names them or not. */
    long turnedOver() {
        return turnedOverDays().count();
    }

    private Stream<SourceDay> turnedOverDays() {
        return now.days().keySet().stream().filter(day -> now.day(day).revision() != before.day(day).revision());
    }

    /** How long it took from the end of the change until the last day that it changed; as long as none has, until now. */
    Duration took(Instant at) {
        Duration took = Duration.between(doneAt, lastAt == null ? at : lastAt);
        return took.isNegative() ? Duration.ZERO : took;
    }

    private boolean isThere(SourceDay day) {
        return change.effect().isThere(before.day(day), now.day(day));
    }
}
