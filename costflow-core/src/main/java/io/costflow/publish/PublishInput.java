package io.costflow.publish;

/** Input of the sink: exactly one of the two is set. All rows of a period and its mark are emitted in one call. */
public record PublishInput(DayRows rows, DayMark mark) {

    public static PublishInput of(DayRows rows) {
        return new PublishInput(rows, null);
    }

    public static PublishInput of(DayMark mark) {
        return new PublishInput(null, mark);
    }
}
