package io.costflow.sql.shell;

import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlSession;
import java.io.PrintWriter;

/** Answers the commands of the shell that need no prompt. */
public final class CommandAnswers {

    private static final String HELP = """
            SELECT ...;          runs a statement of Flink SQL; it may have several lines and ends with a semicolon
            \\d                   the tables of the current database
            \\d TABLE             the columns of a table
            \\df                  the functions that come with Costflow
            \\l                   the databases: one for each tenant; USE changes it
            \\x [on|off|auto]     rows one column below another; auto, the usual, where they are wider than the terminal
            \\?, help             this
            \\q, quit, exit       leaves
            Ctrl-C stops the query that runs.""";

    private final CatalogListing listing;
    private final PrintWriter out;

    public CommandAnswers(SqlSession session, PrintWriter out) {
        this.listing = new CatalogListing(session);
        this.out = out;
    }

    /** Whether a text is a command, not a statement. */
    public static boolean isCommand(String text) {
        return ShellCommand.isOne(text);
    }

    /** Answers the command that a text is. */
    public void answer(String text) throws SqlFailure {
        answer(ShellCommand.of(text));
        out.flush();
    }

    void answer(ShellCommand command) throws SqlFailure {
        switch (command.kind()) {
            case HELP -> out.println(HELP);
            case DATABASES -> listing.databases().forEach(out::println);
            case FUNCTIONS -> listing.functions().forEach(out::println);
            case TABLES -> (command.argument().isEmpty() ? listing.tables() : listing.columns(command.argument())).forEach(out::println);
            case UNKNOWN -> out.println("There is no such command; \\? lists them.");
            case QUIT, EXPANDED -> {
                // of the prompt only
            }
        }
    }
}
