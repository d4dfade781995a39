package io.costflow.cli;

import io.costflow.settings.Settings;
import io.costflow.sql.output.ResultFormat;
import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlSession;
import io.costflow.sql.session.Statement;
import io.costflow.sql.session.Statements;
import io.costflow.sql.shell.CommandAnswers;
import io.costflow.sql.shell.SqlShell;
import io.costflow.sql.shell.StatementRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Takes checked settings through a session to an exit status. */
final class SqlExecution {

    private static final String HISTORY = ".costflow_history";

    /** How many columns the terminal of the standard output has, which the launcher knows; 0 where there is none. */
    private static final int WIDTH = System.console() == null ? 0 : Integer.getInteger("costflow.columns", 0);

    private final PrintWriter out;
    private final PrintWriter error;
    private final boolean verbose;

    SqlExecution(PrintWriter out, PrintWriter error, boolean verbose) {
        this.out = out;
        this.error = error;
        this.verbose = verbose;
    }

    /**
     * Answers statements, or opens the prompt.
     *
     * @param statements their text; empty to open the prompt
     */
    int run(Settings settings, boolean write, String output, Optional<String> statements) throws Exception {
        ResultFormat format = ResultFormat.valueOf(output.toUpperCase(Locale.ROOT));
        try (SqlSession session = SqlSession.start(settings, write)) {
            if (statements.isEmpty()) {
                SqlShell.open(session, format, Path.of(System.getProperty("user.home"), HISTORY));
            } else if (CommandAnswers.isCommand(statements.get())) {
                new CommandAnswers(session, out).answer(statements.get());
            } else {
                // a separate writer, which does not flush after each row
                StatementRun run = new StatementRun(session, format, new PrintWriter(out), error, ErrorOutput.isTerminal(), () -> WIDTH);
                for (Statement statement : Statements.in(statements.orElseThrow())) {
                    run.run(statement);
                }
            }
            return ExitStatus.DONE;
        } catch (SqlFailure e) {
            error.println(RunSummary.oneLine(e.getMessage()));
            if (verbose) {
                e.printStackTrace(error);
            }
            error.flush();
            return ExitStatus.HELD_BACK;
        }
    }
}
