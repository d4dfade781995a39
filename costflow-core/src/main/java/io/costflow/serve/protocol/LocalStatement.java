package io.costflow.serve.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A statement that is answered here, from its first request to its last page. A page is kept until the client asks for the one after it, so that it can be asked
 * for again; rows are read no further ahead than a few pages.
 */
public final class LocalStatement {

    private static final Logger LOG = LoggerFactory.getLogger(LocalStatement.class);

    private static final int ROWS_OF_A_PAGE = 1000;
    private static final int PAGES_AHEAD = 8;

    /** A part of an answer. */
    record Page(List<List<Object>> rows, boolean last) {}

    /** What a request for a page finds. */
    sealed interface Found {

        /** The page. */
        record Ready(Page page) implements Found {}

        /** The page is not there yet. */
        record NotYet() implements Found {}

        /** The page was dropped, or never will be there. */
        record Gone() implements Found {}

        /** The statement failed. */
        record Failed(StatementFailure failure) implements Found {}
    }

    private final String id;
    private final String slug;
    private final List<Page> pages = new ArrayList<>();
    private final long begun = System.nanoTime();

    /** The number of the first page in the list. */
    private long firstKept = 1;

    private long lastAsked = System.nanoTime();
    private Answer answer;
    private StatementFailure failure;
    private boolean cancelled;
    private Future<?> work;

    /** What begins the work; null when it has begun. */
    private Runnable notBegun;

    LocalStatement(String id, String slug) {
        this.id = id;
        this.slug = slug;
    }

    String id() {
        return id;
    }

    String slug() {
        return slug;
    }

    long begunNanos() {
        return begun;
    }

    synchronized Answer answer() {
        return answer;
    }

    /** Begins to answer. */
    synchronized void begin(Callable<Answer> question, ExecutorService workers) {
        work = workers.submit(() -> run(question));
    }

    /** Begins to answer when the first page is asked for. */
    synchronized void beginWhenAsked(Callable<Answer> question, ExecutorService workers) {
        notBegun = () -> begin(question, workers);
    }

    private void run(Callable<Answer> question) {
        try {
            Answer found = question.call();
            synchronized (this) {
                answer = found;
            }
            add(found.rows());
        } catch (StatementFailure e) {
            fail(e);
        } catch (InterruptedException e) {
            fail(new StatementFailure(ErrorCode.USER_CANCELED, "Query was canceled"));
        } catch (StackOverflowError e) {
            fail(new StatementFailure(ErrorCode.STACK_OVERFLOW, "The statement is nested too deeply to be answered here.", e));
        } catch (Exception | Error e) {
            if (e.getCause() instanceof StatementFailure ofRows) {
                fail(ofRows);
                return;
            }
            LOG.warn("The statement {} failed.", id, e);
            fail(new StatementFailure(ErrorCode.GENERIC_INTERNAL_ERROR, "The statement failed: " + (e.getMessage() == null ? e : e.getMessage()), e));
        }
    }

    private void add(Iterator<List<Object>> rows) throws InterruptedException {
        try {
            List<List<Object>> page = new ArrayList<>();
            while (rows.hasNext()) {
                page.add(rows.next());
                if (page.size() == ROWS_OF_A_PAGE) {
                    add(new Page(page, false));
                    page = new ArrayList<>();
                }
            }
            add(new Page(page, true));
        } finally {
            if (rows instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    LOG.debug("The rows of {} were not closed.", id, e);
                }
            }
        }
    }

    private synchronized void add(Page page) throws InterruptedException {
        while (pages.size() >= PAGES_AHEAD && !cancelled) {
            wait();
        }
        if (cancelled) {
            throw new InterruptedException();
        }
        pages.add(page);
        notifyAll();
    }

    private synchronized void fail(StatementFailure reason) {
        failure = reason;
        notifyAll();
    }

    /** Finds a page, and waits some time for it. */
    synchronized Found page(long number, Duration patience) throws InterruptedException {
        lastAsked = System.nanoTime();
        if (notBegun != null && !cancelled) {
            notBegun.run();
            notBegun = null;
        }
        long until = lastAsked + patience.toNanos();
        if (number < firstKept) {
            return new Found.Gone();
        }
        while (number - firstKept >= pages.size() && failure == null) {
            if (isComplete()) {
                return new Found.Gone();
            }
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return new Found.NotYet();
            }
            wait(left);
        }
        if (failure != null) {
            return new Found.Failed(failure);
        }
        while (firstKept < number) {
            pages.remove(0);
            firstKept++;
        }
        notifyAll();
        return new Found.Ready(pages.get(0));
    }

    private boolean isComplete() {
        return !pages.isEmpty() && pages.get(pages.size() - 1).last();
    }

    /** Stops the statement, if it still runs. */
    synchronized void cancel() {
        boolean open = failure == null && !isComplete();
        cancelled = true;
        if (open && work != null) {
            work.cancel(true);
        }
        if (open) {
            failure = new StatementFailure(ErrorCode.USER_CANCELED, "Query was canceled");
        }
        notifyAll();
    }

    /** Since when the client has not asked. */
    synchronized Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastAsked);
    }

    synchronized Map<String, String> headers() {
        return answer == null ? Map.of() : answer.headers();
    }
}
