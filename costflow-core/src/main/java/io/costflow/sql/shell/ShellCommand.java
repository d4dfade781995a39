package io.costflow.sql.shell;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
        EXPANDED,
        UNKNOWN
    }

    private static final Set<String> WORDS = Set.of("help", "exit", "quit");

    /** Whether a line is for the shell, not for Flink. */
    static boolean isOne(String line) {
        String text = withoutSemicolon(line);
        return text.startsWith("\\") || WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** The command that ends an entry of one or more lines, if its last line is one: it drops the statement before it. */
    static Optional<ShellCommand> last(String entry) {
        String line = entry.substring(entry.stripTrailing().lastIndexOf('\n') + 1);
        return isOne(line) ? Optional.of(of(line)) : Optional.empty();
    }

    private static String withoutSemicolon(String line) {
        return line.strip().replaceFirst(";$", "").strip();
    }

    static ShellCommand of(String line) {
        String text = withoutSemicolon(line);
        int blank = text.indexOf(' ');
        String name = blank < 0 ? text : text.substring(0, blank);
        Kind kind = switch (name.toLowerCase(Locale.ROOT)) {
            case "\\q", "exit", "quit" -> Kind.QUIT;
            case "\\?", "\\h", "help" -> Kind.HELP;
            case "\\l" -> Kind.DATABASES;
            case "\\d", "\\dt" -> Kind.TABLES;
            case "\\df" -> Kind.FUNCTIONS;
            case "\\x" -> Kind.EXPANDED;
            default -> Kind.UNKNOWN;
        };
        return new ShellCommand(kind, blank < 0 ? "" : text.substring(blank).strip());
    }
}
