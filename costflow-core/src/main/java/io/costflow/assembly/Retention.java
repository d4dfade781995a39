package io.costflow.assembly;

/** How long the operators keep what they know of a day. */
public enum Retention {
    /** Until the day is finished: it is not looked at again. */
    UNTIL_FINISHED,
    /** As long as the day is in the window: when its files or the reference data change, it is computed again from what is kept. */
    WHILE_IN_WINDOW
}
