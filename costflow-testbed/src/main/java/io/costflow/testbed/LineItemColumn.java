package io.costflow.testbed;

import java.util.function.Function;

/**
 * A column of a report: what it is called, what it holds, and how it is combined when hours are rolled up to a day (storage layout, A.9 and A.10).
 *
 * @param name the column's name in Parquet
 * @param kind what it holds
 * @param rollUp what the daily file does with it
 * @param value the value of a line item: String, Double or Long (milliseconds since 1970-01-01 UTC), or null
 */
record LineItemColumn<T>(String name, Kind kind, RollUp rollUp, Function<T, Object> value) {

    /** The types that koku writes. */
    enum Kind {
        TEXT,
        NUMBER,
        /** Of a clock that nothing is said about; it is UTC. */
        TIME,
        /** Of a clock that the file says is UTC. */
        UTC_TIME
    }

    /** What the daily file does with a column. */
    enum RollUp {
        /** One row for each combination of these. */
        KEY,
        /** Part of the key, cut down to the day. */
        DAY,
        /** The largest of the hours. */
        MAX,
        /** The sum of the hours. */
        SUM,
        /** The sum of the hours. Not in the hourly file. */
        DAILY_SUM,
        /** Not in the daily file. */
        HOURLY_ONLY,
        /** Not in the hourly file: koku adds it. */
        DAILY_ONLY
    }

    static <T> LineItemColumn<T> key(String name, Function<T, Object> value) {
        return new LineItemColumn<>(name, Kind.TEXT, RollUp.KEY, value);
    }

    static <T> LineItemColumn<T> sum(String name, Function<T, Object> value) {
        return new LineItemColumn<>(name, Kind.NUMBER, RollUp.SUM, value);
    }

    static <T> LineItemColumn<T> max(String name, Function<T, Object> value) {
        return new LineItemColumn<>(name, Kind.NUMBER, RollUp.MAX, value);
    }

    static <T> LineItemColumn<T> maxText(String name, Function<T, Object> value) {
        return new LineItemColumn<>(name, Kind.TEXT, RollUp.MAX, value);
    }

    static <T> LineItemColumn<T> absentText(String name) {
        return new LineItemColumn<>(name, Kind.TEXT, RollUp.DAILY_ONLY, item -> null);
    }

    /** Whether the hourly file lacks it. */
    boolean isDailyOnly() {
        return rollUp == RollUp.DAILY_ONLY || rollUp == RollUp.DAILY_SUM;
    }

    boolean isKey() {
        return rollUp == RollUp.KEY || rollUp == RollUp.DAY;
    }
}
