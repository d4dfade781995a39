package io.costflow.sql.output;

/** Whether rows are shown one column below another instead of as lines of a table. */
public enum Expanded {
    ON,
    OFF,
    /** Where the table is wider than the terminal. */
    AUTO
}
