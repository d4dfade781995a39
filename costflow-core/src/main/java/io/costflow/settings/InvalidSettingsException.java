package io.costflow.settings;

import java.util.List;

/** The configuration cannot be used. Carries every problem that was found, each a full sentence that names the key and what to do about it. */
public final class InvalidSettingsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public InvalidSettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the configuration; never empty. */
    public List<String> problems() {
        return problems;
    }
}
