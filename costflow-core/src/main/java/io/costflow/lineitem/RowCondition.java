package io.costflow.lineitem;

import java.io.Serializable;

/**
 * What must hold for a row to be wanted, said of one column. Where a file is opened, conditions only tell which row groups need not be read: rows that do not
 * fulfil them may come nevertheless. {@link WantedRows} and {@link LineItemGroups} test each row. NULL is within no bounds.
 */
public sealed interface RowCondition extends Serializable
        permits RowCondition.NumberWithin, RowCondition.TimeWithin, TextCondition, RowCondition.Absent, RowCondition.Present {

    /** The column's name. */
    String column();

    /** A number from one bound to the other, both included. */
    record NumberWithin(String column, double from, double to) implements RowCondition {}

    /** An instant from one bound to the other, both included, in microseconds since 1970-01-01 UTC. */
    record TimeWithin(String column, long from, long to) implements RowCondition {}

    /** NULL. */
    record Absent(String column) implements RowCondition {}

    /** Anything but NULL. */
    record Present(String column) implements RowCondition {}
}
