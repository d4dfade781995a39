package io.costflow.compare;

import java.util.Map;

/**
 * A row that only one side has, or that differs.
 *
 * @param kind what is the matter with it
 * @param row the values of its columns that are neither numbers nor NULL, by name, from our side if we have it
 * @param ours our values of the columns that differ, or of the numbers of a row that only we have; a value may be null
 * @param theirs their values of the columns that differ, or of the numbers of a row that only they have
 * @param weight by how much the largest of its numbers differs
 */
public record RowDifference(Kind kind, Map<String, String> row, Map<String, String> ours, Map<String, String> theirs, double weight) {

    /** What can be the matter with a row. */
    public enum Kind {
        /** The table lacks it. */
        MISSING,
        /** The table has it, and it is not computed. */
        SURPLUS,
        /** Some of its columns have other values in the table. */
        DIFFERENT
    }
}
