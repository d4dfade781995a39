package io.costflow.demo.live;

import io.costflow.day.SourceDay;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The result of a change, in words. */
final class Result {

    private Result() {}

    static String of(Progress progress, Instant now) {
        if (progress.doneAt() == null) {
            return "going on ...";
        }
        if (!progress.isComplete()) {
            return String.format(Locale.ROOT, "%d of %s, %s after it ...", progress.there().size(), days(progress.change().days().size()),
                    seconds(Duration.between(progress.doneAt(), now)));
        }
        return switch (progress.change().effect()) {
            case PUBLISHED -> progress.isFirstArrival()
                    ? String.format(Locale.ROOT, "%s appeared within %s: %,d rows; %s from S3",
                            days(progress.turnedOver()), seconds(progress.took(now)), progress.rowsThere(), reads(progress.reads()))
                    : String.format(Locale.ROOT, "%s turned over within %s: %,d rows written, %,d deleted, %,d kept; %s from S3",
                            days(progress.turnedOver()), seconds(progress.took(now)), progress.rows().written(), progress.rows().deleted(), progress.rows().kept(),
                            reads(progress.reads()));
            case HELD_BACK -> "Held back within " + seconds(progress.took(now)) + ", what is published stays: " + why(progress);
        };
    }

    private static String why(Progress progress) {
        SourceDay day = progress.there().get(0);
        DayState state = progress.now().day(day);
        if (state.file() == null || state.heldBack() == null) {
            return state.heldBack() == null ? "nothing any more" : state.heldBack();
        }
        String name = state.file().substring(state.file().lastIndexOf('/') + 1);
        return state.heldBack().contains(state.file()) ? state.heldBack().replace(state.file(), name) : state.heldBack() + " File: " + name;
    }

    private static String days(long count) {
        return count == 1 ? "1 day" : count + " days";
    }

    private static String reads(long count) {
        return count == 1 ? "1 read" : String.format(Locale.ROOT, "%,d reads", count);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
