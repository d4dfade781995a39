package io.costflow.sql.shell;

import java.util.List;
import java.util.Locale;

/**
 * A command of the shell itself.
 *
 * @param kind which
 * @param argument what follows it; empty for nothing
 */
record ShellCommand(Kind kind, String argument) {

    /** The commands. */
    enum Kind {
        HELP,
        QUIT,
        DATABASES,
        TABLES,
        FUNCTIONS,
        UNKNOWN
    }

    private static final List<String> LEAVING = List.of("exit", "quit", "exit;", "quit;");

    /** Whether a line is for the shell, not for Flink. */
    static boolean isOne(String line) {
        return line.strip().startsWith("\\") || LEAVING.contains(line.strip().toLowerCase(Locale.ROOT));
    }

    static ShellCommand of(String line) {
        String text = line.strip().replaceFirst(";$", "").strip();
        int blank = text.indexOf(' ');
        String name = blank < 0 ? text : text.substring(0, blank);
        Kind kind = switch (name.toLowerCase(Locale.ROOT)) {
            case "\\q", "exit", "quit" -> Kind.QUIT;
            case "\\?", "\\h" -> Kind.HELP;
            case "\\l" -> Kind.DATABASES;
            case "\\d", "\\dt" -> Kind.TABLES;
            case "\\df" -> Kind.FUNCTIONS;
            default -> Kind.UNKNOWN;
        };
        return new ShellCommand(kind, blank < 0 ? "" : text.substring(blank).strip());
    }
}
