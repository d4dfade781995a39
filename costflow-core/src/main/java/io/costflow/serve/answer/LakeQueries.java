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
import java.util.concurrent.Callable;
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
        Running running = new Running(query, most);
        Future<Result> result = thread.submit(running);
        try {
            running.turn.await();
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StatementFailure failure
                    ? failure
                    : new StatementFailure(ErrorCode.GENERIC_INTERNAL_ERROR, e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            result.cancel(true);
            running.stop();
            throw new StatementFailure(ErrorCode.EXCEEDED_TIME_LIMIT, "The question was not answered within " + limit.toSeconds() + " seconds.");
        } catch (InterruptedException e) {
            result.cancel(true);
            running.stop();
            throw e;
        }
    }

    /** A query that runs, or waits for its turn. */
    private final class Running implements Callable<Result> {

        private final String query;
        private final int most;
        private final CountDownLatch turn = new CountDownLatch(1);
        private SqlResult result;
        private boolean stopped;

        private Running(String query, int most) {
            this.query = query;
            this.most = most;
        }

        @Override
        public Result call() throws Exception {
            turn.countDown();
            if (session == null) {
                session = SqlSession.start(settings, false);
            }
            try (SqlResult begun = session.execute(new Statement(query, 1, 1))) {
                began(begun);
                return new Result(begun.columns(), rows(begun));
            } catch (StackOverflowError e) {
                // the planner may have stopped halfway
                session.close();
                session = null;
                throw new StatementFailure(ErrorCode.STACK_OVERFLOW, "The question has more conditions or parts than Flink's planner takes.", e);
            } catch (SqlFailure e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }

        private List<Row> rows(SqlResult begun) throws SqlFailure, StatementFailure {
            List<Row> rows = new ArrayList<>();
            for (Optional<Row> row = begun.next(); row.isPresent(); row = begun.next()) {
                if (rows.size() == most) {
                    throw new StatementFailure(ErrorCode.NOT_SUPPORTED, "The answer has more than " + most + " rows; ask for fewer, or use costflow sql.");
                }
                rows.add(row.get());
            }
            return rows;
        }

        private synchronized void began(SqlResult begun) {
            result = begun;
            if (stopped) {
                result.cancel();
            }
        }

        /** Ends the query's job, and with it the wait for its rows: Flink's client, which waits for them, passes over interrupts. */
        private synchronized void stop() {
            stopped = true;
            if (result != null) {
                result.cancel();
            }
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
