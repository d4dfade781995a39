package io.costflow.demo.live;

/** What a change must do to each of the days that it concerns. */
public enum Effect {
    /** The day is replaced by a newer revision, and nothing is held back. */
    PUBLISHED {
        @Override
        boolean isThere(DayState before, DayState now) {
            return now.revision() > before.revision() && !now.isHeldBack();
        }
    },
    /** The published revision stays, and the status table says why. */
    HELD_BACK {
        @Override
        boolean isThere(DayState before, DayState now) {
            return now.isHeldBack();
        }
    };

    abstract boolean isThere(DayState before, DayState now);
}
