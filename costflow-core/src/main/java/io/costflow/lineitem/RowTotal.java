package io.costflow.lineitem;

import java.io.Serializable;

/**
 * What is kept of the rows of a group.
 *
 * @param kind what
 * @param column of which column of numbers; null where rows are counted
 */
public record RowTotal(Kind kind, String column) implements Serializable {

    /** What can be kept. NULLs do not take part; where there are only NULLs, it is NULL. */
    public enum Kind {
        /** The sum. */
        SUM,
        /** The least number. */
        LEAST,
        /** The greatest number. */
        GREATEST,
        /** How many rows there are. */
        ROWS
    }
}
