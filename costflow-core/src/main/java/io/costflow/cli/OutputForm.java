package io.costflow.cli;

/** How a command writes its result on the standard output. */
public enum OutputForm {
    /** Lines for people. */
    TEXT,
    /** One JSON object, see docs/output.md. */
    JSON;

    /** The forms as users write them. */
    static final class Forms extends Words<OutputForm> {

        Forms() {
            super(values());
        }
    }
}
