package io.costflow.cli;

/** Where people are told what happens. */
public final class ErrorOutput {

    private ErrorOutput() {}

    /** Whether it is a terminal: the launcher knows; without it Java's console is the nearest guess. */
    public static boolean isTerminal() {
        String told = System.getProperty("costflow.terminal");
        return told != null ? Boolean.parseBoolean(told) : System.console() != null;
    }
}
