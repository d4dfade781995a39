package io.costflow.sql.shell;

import io.costflow.sql.output.Expanded;
import io.costflow.sql.output.ResultFormat;
import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlResult;
import io.costflow.sql.session.SqlSession;
import io.costflow.sql.session.Statement;
import io.costflow.sql.session.Statements;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/** The prompt. Ctrl-C stops the query that runs, or drops the line; Ctrl-D leaves. */
public final class SqlShell {

    private final SqlSession session;
    private final Terminal terminal;
    private final PrintWriter out;
    private final StatementRun run;
    private final CommandAnswers answers;

    private SqlShell(SqlSession session, ResultFormat format, Terminal terminal) {
        this.session = session;
        this.terminal = terminal;
        this.out = terminal.writer();
        this.run = new StatementRun(session, format, out, out, !terminal.getType().startsWith(Terminal.TYPE_DUMB), terminal::getWidth);
        this.answers = new CommandAnswers(session, out);
    }

    /**
     * Opens the prompt on the terminal of this process and answers until its user leaves.
     *
     * @param history the file that keeps what was entered
     */
    public static void open(SqlSession session, ResultFormat format, Path history) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().name("costflow").system(true).dumb(true).build()) {
            open(session, format, history, terminal);
        }
    }

    /** Opens the prompt on a terminal. */
    static void open(SqlSession session, ResultFormat format, Path history, Terminal terminal) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("costflow")
                .parser(new SqlLineParser())
                .completer(new NameCompleter(session))
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P   -> ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .build();
        new SqlShell(session, format, terminal).converse(reader);
    }

    private void converse(LineReader reader) {
        out.println("Flink SQL over the lake and the database. \\? for help.");
        boolean goesOn = true;
        while (goesOn) {
            try {
                goesOn = answer(reader.readLine(session.currentDatabase() + "> "));
            } catch (UserInterruptException e) {
                // the line is dropped
            } catch (EndOfFileException e) {
                goesOn = false;
            }
            out.flush();
        }
    }

    /** Does what a line asks for, and returns whether to go on. */
    private boolean answer(String line) {
        try {
            Optional<ShellCommand> command = ShellCommand.last(line);
            if (command.isPresent()) {
                return obey(command.get());
            }
            for (Statement statement : Statements.in(line)) {
                runInterruptibly(statement);
            }
        } catch (SqlFailure e) {
            out.println(e.getMessage());
        }
        return true;
    }

    private boolean obey(ShellCommand command) throws SqlFailure {
        switch (command.kind()) {
            case QUIT -> {
                return false;
            }
            case EXPANDED -> expand(command.argument());
            case HELP, DATABASES, TABLES, FUNCTIONS, UNKNOWN -> answers.answer(command);
        }
        return true;
    }

    private void expand(String argument) {
        Expanded next = switch (argument.toLowerCase(Locale.ROOT)) {
            case "" -> run.expanded() == Expanded.ON ? Expanded.OFF : Expanded.ON;
            case "on" -> Expanded.ON;
            case "off" -> Expanded.OFF;
            case "auto" -> Expanded.AUTO;
            default -> null;
        };
        if (next == null) {
            out.println("\\x takes on, off or auto.");
            return;
        }
        run.expand(next);
        out.println(switch (next) {
            case ON -> "Rows are shown one column below another.";
            case OFF -> "Rows are shown as lines of a table.";
            case AUTO -> "Rows that are wider than the terminal are shown one column below another.";
        });
    }

    private void runInterruptibly(Statement statement) throws SqlFailure {
        AtomicReference<SqlResult> running = new AtomicReference<>();
        AtomicBoolean stopped = new AtomicBoolean();
        Terminal.SignalHandler before = terminal.handle(Signal.INT, signal -> {
            stopped.set(true);
            SqlResult result = running.get();
            if (result != null) {
                result.cancel();
            }
        });
        try {
            run.run(statement, result -> {
                running.set(result);
                if (stopped.get()) {
                    result.cancel();
                }
            });
        } catch (SqlFailure e) {
            throw stopped.get() ? new SqlFailure("The query was stopped.", e) : e;
        } finally {
            terminal.handle(Signal.INT, before);
        }
    }
}
