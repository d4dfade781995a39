package io.costflow.lineitem;

import java.io.Serializable;

/**
 * A column whose value is part of what a group stands for. NULL is a value of its own, different from an empty text.
 *
 * @param column the name of the column
 * @param kind what the column holds
 * @param required whether a file without this column is wrong; a column that may be absent reads as NULL
 */
public record Key(String column, Kind kind, boolean required) implements Serializable {

    /** What a key column holds. */
    public enum Kind {
        /** Text, compared byte by byte. */
        TEXT,
        /** Text that must be a JSON object with scalar values, compared byte by byte: two orders of the same labels are two keys (A.9). */
        LABELS,
        /** An instant, in microseconds since 1970-01-01 UTC. */
        TIME
    }

    ColumnRole role() {
        return kind == Kind.TIME ? ColumnRole.TIME : ColumnRole.TEXT;
    }
}
