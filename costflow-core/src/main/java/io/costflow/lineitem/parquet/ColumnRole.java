package io.costflow.lineitem.parquet;

/** The type that a column is read as, whatever its physical type. */
public enum ColumnRole {
    /** The nearest double. */
    NUMBER("a number"),
    /** The nearest double, also of a text: a text that is no number is NULL. Some writers store numbers that are often missing so. */
    NUMBER_OR_TEXT("a number"),
    /** UTF-8. */
    TEXT("text"),
    /** An instant, in microseconds since 1970-01-01 UTC. */
    TIME("a timestamp or date");

    private final String description;

    ColumnRole(String description) {
        this.description = description;
    }

    /** Describes the values of such a column, for messages. */
    public String description() {
        return description;
    }
}
