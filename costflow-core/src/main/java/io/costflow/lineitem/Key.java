package io.costflow.lineitem;

import io.costflow.lineitem.parquet.ColumnRole;
import java.io.Serializable;

/**
 * A column by which line items are grouped. NULL is a value too, different from an empty text.
 *
 * @param column the name of the column
 * @param kind what the column holds
 * @param required whether a file without this column is unreadable; an optional column that is absent reads as NULL,
 *     one of numbers as 0
 */
public record Key(String column, Kind kind, boolean required) implements Serializable {

    /** The values of a key column. */
    public enum Kind {
        /** Text, compared byte by byte. */
        TEXT,
        /** Text that must be a JSON object with scalar values, compared byte by byte: two orders of the same labels are two keys (A.9). */
        LABELS,
        /** Text that must be a JSON object, whatever its values, compared byte by byte. */
        JSON,
        /** An instant, in microseconds since 1970-01-01 UTC. */
        TIME,
        /** The UTC day of an instant, as its midnight. */
        DAY,
        /** A number: line items whose arithmetic is not linear in it are kept separate by it. */
        NUMBER
    }

    ColumnRole role() {
        return switch (kind) {
            case TEXT, LABELS, JSON -> ColumnRole.TEXT;
            case TIME, DAY -> ColumnRole.TIME;
            case NUMBER -> ColumnRole.NUMBER;
        };
    }
}
