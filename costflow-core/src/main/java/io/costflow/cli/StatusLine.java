package io.costflow.cli;

import java.io.PrintWriter;

/** The last line of a terminal, which stays below what is printed; nothing where there is no terminal. */
final class StatusLine {

    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter error;
    private final boolean terminal;

    StatusLine(PrintWriter error, boolean terminal) {
        this.error = error;
        this.terminal = terminal;
    }

    void show(String text) {
        if (terminal) {
            error.print(CLEAR + text);
            error.flush();
        }
    }

    /** Makes room for a line, or for good. */
    void clear() {
        show("");
    }
}
