package io.costflow.lineitem.parquet;

import java.io.Serializable;

/**
 * A condition on one column. {@link ParquetBatchReader} uses conditions only to prune row groups, so it may return rows that fail them. NULL is in no range.
 */
public sealed interface RowCondition extends Serializable
        permits RowCondition.NumberWithin, RowCondition.TimeWithin, TextCondition, RowCondition.Absent, RowCondition.Present {

    /** Returns the column's name. */
    String column();

    /** Holds for numbers from one bound to the other, both included. */
    record NumberWithin(String column, double from, double to) implements RowCondition {}

    /** Holds for instants from one bound to the other, both included, in microseconds since 1970-01-01 UTC. */
    record TimeWithin(String column, long from, long to) implements RowCondition {}

    /** Holds for NULL. */
    record Absent(String column) implements RowCondition {}

    /** Holds for all values but NULL. */
    record Present(String column) implements RowCondition {}
}
