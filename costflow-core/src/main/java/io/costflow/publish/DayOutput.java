package io.costflow.publish;

import io.costflow.day.SourceDay;

/** What a stage sends to be published: exactly one of the two is set. All rows of a day and its mark are emitted in one call. */
public record DayOutput(DayRows rows, DayMark mark) {

    public static DayOutput of(DayRows rows) {
        return new DayOutput(rows, null);
    }

    public static DayOutput of(DayMark mark) {
        return new DayOutput(null, mark);
    }

    public SourceDay day() {
        return rows != null ? rows.day() : mark.day();
    }
}
