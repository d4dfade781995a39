package io.costflow.lineitem;

import java.io.Serializable;

/** An aggregate of the line items of a group. */
public sealed interface Measure extends Serializable {

    /** Returns the column of the measure. */
    String name();

    /** How a column of numbers reads that the file lacks. A NULL in a column that is there stays NULL. */
    enum Absence {
        /** The file is unreadable. */
        ERROR,
        /** Every value is NULL. */
        NULL,
        /** Every value is 0, with which koku fills such columns (A.10). */
        ZERO;

        static Absence of(boolean required) {
            return required ? ERROR : NULL;
        }
    }

    /** The sum of a column of numbers, in the order of the file. NULLs are ignored; the sum of NULLs alone is NULL. */
    record Sum(String column, Absence absence) implements Measure {

        /** Reads the column as NULL when the file lacks it, unless it is required. */
        public Sum(String column, boolean required) {
            this(column, Absence.of(required));
        }

        @Override
        public String name() {
            return column;
        }
    }

    /** The largest value of a column of numbers. NULLs are ignored; the maximum of NULLs alone is NULL. */
    record Max(String column, Absence absence) implements Measure {

        /** Reads the column as NULL when the file lacks it, unless it is required. */
        public Max(String column, boolean required) {
            this(column, Absence.of(required));
        }

        @Override
        public String name() {
            return column;
        }
    }

    /** The largest number of a column that some writers store as text; a text that is no number, and every value of a file without the column, is NULL. */
    record MaxOfNumberOrText(String column) implements Measure {
        @Override
        public String name() {
            return column;
        }
    }

    /** The largest text of a column in the order of code points. NULLs are ignored; the maximum of NULLs alone is NULL. */
    record MaxText(String column, boolean required) implements Measure {
        @Override
        public String name() {
            return column;
        }
    }

    /**
     * The sum of a number in JSON objects, each rounded half up, in units of its last decimal: whole numbers, so that the sum is exact as far as they fit. NULL
     * and objects without the number count as 0.
     *
     * @param column a text column of JSON objects
     * @param member the name of the number
     * @param scale the decimals that are kept
     * @param required whether a file without the column is unreadable
     */
    record SumOfMember(String column, String member, int scale, boolean required) implements Measure {
        @Override
        public String name() {
            return column;
        }

        DecimalMember decimal() {
            return new DecimalMember(member, scale);
        }
    }

    /** The number of line items. */
    record Count() implements Measure {
        @Override
        public String name() {
            return "count";
        }
    }

    /**
     * The sum of {@code coalesce(column, greatest(usage, request))}, the effective usage of a line item (D.2). {@code greatest} is NULL when one of the two is.
     * Only {@code column} may be absent.
     *
     * @param column the effective usage as the operator reports it
     * @param usage the usage
     * @param request the request
     */
    record SumOfEffective(String column, String usage, String request) implements Measure {
        @Override
        public String name() {
            return column;
        }
    }
}
