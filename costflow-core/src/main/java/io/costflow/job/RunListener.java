package io.costflow.job;

import io.costflow.publish.DayReport;

/** Receives what happens in a run, as it happens, from several threads at a time. */
public interface RunListener {

    /** A day was published, found unchanged or held back. */
    void reported(DayReport report);

    /** Something is odd, or failed and is tried again: a full sentence. */
    void warned(String warning);

    /** A source has no file in the window: a full sentence. */
    default void warnedOfEmptySource(String warning) {
        warned(warning);
    }

    /** Something is in order, but good to know: a full sentence. */
    default void noted(String note) {}
}
