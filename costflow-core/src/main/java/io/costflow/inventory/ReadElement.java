package io.costflow.inventory;

import io.costflow.day.DayInput;

/** What a reader's fetching thread gives to its main thread: something to emit, or how a file ended. */
sealed interface ReadElement {

    /** To be emitted. */
    record Emitted(DayInput input) implements ReadElement {}

    /** The last element of a split: to be told to the enumerator. */
    record Ended(FileOutcome outcome) implements ReadElement {}
}
