package io.costflow.publish;

import io.costflow.day.HeldBack;

/** The rows of a day cannot be stored, however often it is tried: the day is held back. */
final class RefusedDayException extends Exception {

    private final HeldBack heldBack;

    RefusedDayException(HeldBack heldBack, Throwable cause) {
        super(heldBack.reason(), cause);
        this.heldBack = heldBack;
    }

    HeldBack heldBack() {
        return heldBack;
    }
}
