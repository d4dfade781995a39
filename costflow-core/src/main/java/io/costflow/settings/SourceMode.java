package io.costflow.settings;

import java.util.Locale;
import java.util.Optional;

/** Who writes an output of a source, where Costflow stands beside Trino. */
public enum SourceMode {
    /** Trino writes; Costflow computes and never writes. */
    TRINO,
    /** Trino writes; Costflow computes, compares and never writes. */
    SHADOW,
    /** Costflow writes. */
    COSTFLOW,
    /** Neither writes, and statements are refused: maintenance. */
    REFUSE;

    /** The name in the configuration and in the table. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds the mode of a name; empty if there is none. */
    public static Optional<SourceMode> of(String text) {
        for (SourceMode mode : values()) {
            if (mode.text().equals(text)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /** Whether Costflow writes. */
    public boolean isWritten() {
        return this == COSTFLOW;
    }

    /** Whether Trino writes. */
    public boolean isWrittenByTrino() {
        return this == TRINO || this == SHADOW;
    }
}
