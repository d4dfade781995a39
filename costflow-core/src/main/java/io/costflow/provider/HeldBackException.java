package io.costflow.provider;

import io.costflow.day.HeldBack;

/** Stops the computation of a day that cannot be published as it is. Its last good revision stays. */
public final class HeldBackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient HeldBack heldBack;

    public HeldBackException(HeldBack heldBack) {
        super(heldBack.reason());
        this.heldBack = heldBack;
    }

    /** Why the day cannot be published. */
    public HeldBack heldBack() {
        return heldBack;
    }
}
