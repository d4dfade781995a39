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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.types.Row;

/** Runs queries of Flink SQL over lake and database, one at a time: Flink's planner belongs to one thread. */
final class LakeQueries implements AutoCloseable {

    /** What a query gave. */
    record Result(List<Column> columns, List<Row> rows) {}

    /** Each one that waits holds one of the threads by which koku's statements are answered. */
    private static final int MOST_AT_ONCE = 16;

    private final Settings settings;
    private final Duration limit;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ExecutorService thread;
    private SqlSession session;

    /** @param limit how long one may take, from the moment when its turn comes */
    LakeQueries(Settings settings, Duration limit, String name) {
        this.settings = settings;
        this.limit = limit;
        this.thread = Executors.newSingleThreadExecutor(runnable -> {
            Thread one = new Thread(runnable, name);
            one.setDaemon(true);
            return one;
        });
    }

    /**
     * The columns and rows of a query.
     *
     * @param most how many rows there may be
     */
    Result result(String query, int most) throws StatementFailure, InterruptedException {
        if (!places.tryAcquire()) {
            throw new StatementFailure(
                    ErrorCode.QUERY_QUEUE_FULL, MOST_AT_ONCE + " questions run or wait already, one after another; ask again later.");
        }
        try {
            return resultInTurn(query, most);
        } finally {
            places.release();
        }
    }

    private Result resultInTurn(String query, int most) throws StatementFailure, InterruptedException {
        CountDownLatch turn = new CountDownLatch(1);
        Future<Result> running = thread.submit(() -> {
            turn.countDown();
            return run(query, most);
        });
        try {
            turn.await();
            return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StatementFailure failure
                    ? failure
                    : new StatementFailure(ErrorCode.GENERIC_INTERNAL_ERROR, e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            running.cancel(true);
            throw new StatementFailure(ErrorCode.EXCEEDED_TIME_LIMIT, "The question was not answered within " + limit.toSeconds() + " seconds.");
        } catch (InterruptedException e) {
            running.cancel(true);
            throw e;
        }
    }

    private Result run(String query, int most) throws Exception {
        if (session == null) {
            session = SqlSession.start(settings, false);
        }
        List<Row> rows = new ArrayList<>();
        try (SqlResult result = session.execute(new Statement(query, 1, 1))) {
            for (Optional<Row> row = result.next(); row.isPresent(); row = result.next()) {
                if (rows.size() == most) {
                    throw new StatementFailure(ErrorCode.NOT_SUPPORTED, "The answer has more than " + most + " rows; ask for fewer, or use costflow sql.");
                }
                rows.add(row.get());
            }
            return new Result(result.columns(), rows);
        } catch (StackOverflowError e) {
            // the planner may have stopped halfway
            session.close();
            session = null;
            throw new StatementFailure(ErrorCode.STACK_OVERFLOW, "The question has more conditions or parts than Flink's planner takes.", e);
        } catch (SqlFailure e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
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
