package io.costflow.lineitem;

/** What a column is read as. */
enum ColumnRole {
    NUMBER("a number"),
    TEXT("text"),
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
