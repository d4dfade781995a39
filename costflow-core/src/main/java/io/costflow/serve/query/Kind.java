package io.costflow.serve.query;

/** What an expression is, as far as its meaning depends on it. */
public enum Kind {
    BOOLEAN,
    INTEGER,
    BIGINT,
    DECIMAL,
    DOUBLE,
    VARCHAR,
    DATE,
    /** Without a time zone. */
    TIMESTAMP,
    /** Of NULL. */
    NOTHING,
    /** What is not computed with, such as arrays and times with a zone. */
    OTHER;

    boolean isNumber() {
        return this == INTEGER || this == BIGINT || this == DECIMAL || this == DOUBLE;
    }

    /** Whether Trino compares the two without a cast in the statement. */
    boolean isComparedWith(Kind other) {
        return this == other || this == NOTHING || other == NOTHING || isNumber() && other.isNumber() || isDay() && other.isDay();
    }

    private boolean isDay() {
        return this == DATE || this == TIMESTAMP;
    }
}
