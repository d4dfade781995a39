package io.costflow.serve.answer;

import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.settings.Settings;
import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlResult;
import io.costflow.sql.session.SqlSession;
import io.costflow.sql.session.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.types.Row;

/** Runs queries of Flink SQL over lake and database, one at a time: Flink's planner belongs to one thread. */
final class LakeQueries implements AutoCloseable {

    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

    private final Settings settings;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(runnable -> {
        Thread thread = new Thread(runnable, "costflow-questions");
        thread.setDaemon(true);
        return thread;
    });
    private SqlSession session;

    LakeQueries(Settings settings) {
        this.settings = settings;
    }

    /** The rows of a query. */
    List<Row> rows(String query) throws StatementFailure, InterruptedException {
        Future<List<Row>> running = thread.submit(() -> run(query));
        try {
            return running.get(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new StatementFailure(ErrorCode.GENERIC_INTERNAL_ERROR, e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            running.cancel(true);
            throw new StatementFailure(ErrorCode.EXCEEDED_TIME_LIMIT, "The question was not answered within " + TIME_LIMIT.toMinutes() + " minutes.");
        } catch (InterruptedException e) {
            running.cancel(true);
            throw e;
        }
    }

    private List<Row> run(String query) throws Exception {
        if (session == null) {
            session = SqlSession.start(settings, false);
        }
        List<Row> rows = new ArrayList<>();
        try (SqlResult result = session.execute(new Statement(query, 1, 1))) {
            for (Optional<Row> row = result.next(); row.isPresent(); row = result.next()) {
                rows.add(row.get());
            }
        } catch (SqlFailure e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        return rows;
    }

    @Override
    public void close() throws Exception {
        thread.submit(() -> {
            if (session != null) {
                session.close();
            }
            return null;
        });
        thread.shutdown();
    }
}
