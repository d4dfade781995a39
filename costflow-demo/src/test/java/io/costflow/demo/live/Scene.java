package io.costflow.demo.live;

import io.costflow.day.SourceDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A database and what is done to it, with a clock that is set by hand. */
final class Scene {
    static final LocalDate FIRST = LocalDate.of(2025, 10, 31);
    static final GridRow FRANKFURT = new GridRow("00000000-0000-0000-0000-000000000001", "Frankfurt");
    static final GridRow AWS = new GridRow("00000000-0000-0000-0000-000000000002", "AWS");

    private static final String TENANT = "org1234567";
    private static final Instant START = Instant.parse("2025-11-04T12:00:00Z");

    private final Map<SourceDay, DayState> days = new HashMap<>();
    private final List<Progress> changes = new ArrayList<>();
    private Totals totals = Totals.NONE;
    private Instant now = START;
    private long reads;

    static SourceDay day(GridRow row, int number) {
        return SourceDay.of(TENANT, row.source(), FIRST.plusDays(number));
    }

    Scene after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    Scene begins(String what, Effect effect, SourceDay... concerned) {
        changes.add(Progress.begin(changes.size() + 1, new Change(what, effect, Set.of(concerned)), tables()));
        reads = 0;
        return this;
    }

    Scene isDone() {
        changes.set(changes.size() - 1, latest().done(now));
        return this;
    }

    /** A day is published now, with so many rows written, one deleted and two kept. */
    Scene published(SourceDay day, long written) {
        long revision = now.toEpochMilli() * 1000;
        days.put(day, new DayState(revision, now, written, 1, 2, null, null));
        reads += 4;
        return this;
    }

    Scene heldBack(SourceDay day, String reason, String file) {
        DayState last = days.getOrDefault(day, DayState.UNKNOWN);
        days.put(day, new DayState(last.revision(), last.publishedAt(), last.written(), last.deleted(), last.kept(), reason, file));
        return this;
    }

    Scene sums(double coreHours, double cost, long rows) {
        totals = new Totals(coreHours, cost, rows);
        return this;
    }

    /** The database is looked at. */
    Scene seen() {
        changes.set(changes.size() - 1, latest().seen(tables(), now, reads));
        return this;
    }

    Progress latest() {
        return changes.get(changes.size() - 1);
    }

    String result() {
        return Result.of(latest(), now);
    }

    Picture picture() {
        return new Picture(TENANT, List.of(FRANKFURT, AWS), List.copyOf(changes), tables(), Duration.between(START, now), now);
    }

    private Tables tables() {
        return new Tables(Map.copyOf(days), totals);
    }
}
