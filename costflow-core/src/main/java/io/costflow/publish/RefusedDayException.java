package io.costflow.publish;

import io.costflow.day.HeldBack;

/** The rows of a day cannot be stored as they are: the day is held back. */
final class RefusedDayException extends Exception {

    private final HeldBack heldBack;
    private final String sqlState;

    RefusedDayException(HeldBack heldBack) {
        this(heldBack, null);
    }

    /** @param sqlState the SQLSTATE that PostgreSQL refused it with, or null when we did */
    RefusedDayException(HeldBack heldBack, String sqlState) {
        super(heldBack.reason());
        this.heldBack = heldBack;
        this.sqlState = sqlState;
    }

    HeldBack heldBack() {
        return heldBack;
    }

    String sqlState() {
        return sqlState;
    }
}
