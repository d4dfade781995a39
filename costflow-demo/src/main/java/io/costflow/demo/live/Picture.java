package io.costflow.demo.live;

import io.costflow.day.SourceDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that is shown at one moment.
 *
 * @param tenant whose days are shown
 * @param rows the sources
 * @param changes the latest changes, oldest first
 * @param tables what the database holds
 * @param running for how long the job has been running
 * @param now the moment
 */
record Picture(String tenant, List<GridRow> rows, List<Progress> changes, Tables tables, Duration running, Instant now) {

    /** The last days that have something to show, at most so many. */
    List<LocalDate> days(int most) {
        List<LocalDate> known = Stream.concat(tables.days().keySet().stream(), changes.stream().flatMap(progress -> progress.change().days().stream()))
                .map(SourceDay::day)
                .toList();
        if (known.isEmpty()) {
            return List.of();
        }
        LocalDate last = known.stream().max(Comparator.naturalOrder()).orElseThrow();
        LocalDate first = known.stream().min(Comparator.naturalOrder()).orElseThrow();
        LocalDate shown = last.minusDays(most - 1L);
        return (first.isAfter(shown) ? first : shown).datesUntil(last.plusDays(1)).toList();
    }

    DayState state(GridRow row, LocalDate day) {
        return tables.day(SourceDay.of(tenant, row.source(), day));
    }

    /** Whether a change is on its way to the day. */
    boolean isAwaited(GridRow row, LocalDate day) {
        return !changes.isEmpty() && latest().isAwaitedAt(SourceDay.of(tenant, row.source(), day));
    }

    /** The change that is going on or was made last. */
    Progress latest() {
        return changes.get(changes.size() - 1);
    }
}
