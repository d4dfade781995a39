package io.costflow.lineitem;

import java.io.Serializable;

/** What is kept of the line items of a group. A column that may be absent reads as NULL then, or as zero, as its {@link Absence} says. */
public sealed interface Measure extends Serializable {

    /** The column that the measure is about. */
    String name();

    /** What a file means that lacks a column of numbers. A NULL in a column that is there stays NULL. */
    enum Absence {
        /** The file is wrong. */
        ERROR,
        /** Every value is NULL. */
        NULL,
        /** Every value is 0: koku fills such columns with it when a report lacks them (A.10). */
        ZERO;

        static Absence of(boolean required) {
            return required ? ERROR : NULL;
        }
    }

    /** The sum of a column of numbers, in the order of the file, ignoring NULL; NULL when every value is NULL. */
    record Sum(String column, Absence absence) implements Measure {

        /** A column that is required, or reads as NULL when it is absent. */
        public Sum(String column, boolean required) {
            this(column, Absence.of(required));
        }

        @Override
        public String name() {
            return column;
        }
    }

    /** The largest value of a column of numbers, ignoring NULL; NULL when every value is NULL. */
    record Max(String column, Absence absence) implements Measure {

        /** A column that is required, or reads as NULL when it is absent. */
        public Max(String column, boolean required) {
            this(column, Absence.of(required));
        }

        @Override
        public String name() {
            return column;
        }
    }

    /** The largest text of a column in the order of code points, which is that of UTF-8 bytes, ignoring NULL; NULL when every value is NULL. */
    record MaxText(String column, boolean required) implements Measure {
        @Override
        public String name() {
            return column;
        }
    }

    /**
     * The sum of the effective usage, which is per line item {@code coalesce(column, greatest(usage, request))}; the greatest is NULL when one of the two is
     * (D.2). Only {@code column} may be absent.
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
