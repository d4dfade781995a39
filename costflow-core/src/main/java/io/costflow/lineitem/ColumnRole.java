package io.costflow.lineitem;

/** What a column is read as. */
public enum ColumnRole {
    /** The nearest double. */
    NUMBER("a number"),
    /** UTF-8. */
    TEXT("text"),
    /** An instant, in microseconds since 1970-01-01 UTC. */
    TIME("a timestamp or date");

    private final String description;

    ColumnRole(String description) {
        this.description = description;
    }

    /** For messages: what the column must hold. */
    String description() {
        return description;
    }
}
