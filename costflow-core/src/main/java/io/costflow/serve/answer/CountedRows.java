package io.costflow.serve.answer;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Rows that are read while the client takes them, whose statement is counted when they end or fail. */
final class CountedRows implements Iterator<List<Object>>, AutoCloseable {

    private final Iterator<List<Object>> rows;
    private final Consumer<String> ended;
    private String error;

    /** @param ended takes why the rows could not be read, or null */
    CountedRows(Iterator<List<Object>> rows, Consumer<String> ended) {
        this.rows = rows;
        this.ended = ended;
    }

    @Override
    public boolean hasNext() {
        return noting(rows::hasNext);
    }

    @Override
    public List<Object> next() {
        return noting(rows::next);
    }

    private <T> T noting(Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            error = e.getMessage();
            throw e;
        }
    }

    @Override
    public void close() throws Exception {
        try {
            if (rows instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } finally {
            ended.accept(error);
        }
    }
}
