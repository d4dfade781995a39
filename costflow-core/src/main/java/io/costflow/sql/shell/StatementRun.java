package io.costflow.sql.shell;

import io.costflow.sql.output.Expanded;
import io.costflow.sql.output.OutputDevice;
import io.costflow.sql.output.ResultFormat;
import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlResult;
import io.costflow.sql.session.SqlSession;
import io.costflow.sql.session.Statement;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Runs statements and writes their results. */
public final class StatementRun {

    private final SqlSession session;
    private final ResultFormat format;
    private final PrintWriter out;
    private final PrintWriter error;
    private final boolean terminal;
    private final IntSupplier width;
    private Expanded expanded = Expanded.AUTO;

    /**
     * @param out where results go
     * @param error where progress goes
     * @param terminal whether the error output is a terminal, where progress is shown
     * @param width how many columns the output has; 0 if that is not known
     */
    public StatementRun(SqlSession session, ResultFormat format, PrintWriter out, PrintWriter error, boolean terminal, IntSupplier width) {
        this.session = session;
        this.format = format;
        this.out = out;
        this.error = error;
        this.terminal = terminal;
        this.width = width;
    }

    Expanded expanded() {
        return expanded;
    }

    /** Says how rows are shown from now on. */
    void expand(Expanded next) {
        expanded = next;
    }

    /** Runs a statement to its end. */
    public void run(Statement statement) throws SqlFailure {
        run(statement, result -> {});
    }

    /**
     * Runs a statement to its end.
     *
     * @param begun is given the result as soon as there is one, so that it can be stopped
     */
    void run(Statement statement, Consumer<SqlResult> begun) throws SqlFailure {
        try (QueryProgress progress = QueryProgress.begin(error, terminal);
                SqlResult result = session.execute(statement)) {
            begun.accept(result);
            result.awaitFirst();
            progress.clear();
            format.write(result, new OutputDevice(out, width.getAsInt(), expanded));
        } catch (SqlFailure e) {
            throw e;
        } catch (Exception e) {
            throw SqlFailure.of(e);
        }
    }
}
