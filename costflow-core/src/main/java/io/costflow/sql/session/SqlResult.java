package io.costflow.sql.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** What a statement gives: columns and rows, which come while the query runs. */
public final class SqlResult implements AutoCloseable {

    /** Of a statement that gives nothing. */
    static final SqlResult NOTHING = new SqlResult(List.of(), CloseableIterator.empty(), null);

    private final List<Column> columns;
    private final CloseableIterator<Row> rows;
    private final JobClient job;

    private SqlResult(List<Column> columns, CloseableIterator<Row> rows, JobClient job) {
        this.columns = columns;
        this.rows = rows;
        this.job = job;
    }

    static SqlResult of(TableResultInternal result) {
        if (result.getResultKind() == ResultKind.SUCCESS) {
            return NOTHING;
        }
        return new SqlResult(result.getResolvedSchema().getColumns(), result.collect(), result.getJobClient().orElse(null));
    }

    /** The same rows under other headings. */
    SqlResult withColumns(List<Column> others) {
        return new SqlResult(others, rows, job);
    }

    static SqlResult ofSettings(Map<String, String> settings) {
        List<Row> rows = new ArrayList<>();
        new TreeMap<>(settings).forEach((key, value) -> rows.add(Row.of(key, value)));
        List<Column> columns = List.of(
                Column.physical("key", DataTypes.STRING()), Column.physical("value", DataTypes.STRING()));
        return new SqlResult(columns, CloseableIterator.adapterForIterator(rows.iterator()), null);
    }

    /** The columns; none when the statement gives nothing. */
    public List<Column> columns() {
        return columns;
    }

    /** The next row; empty at the end. */
    public Optional<Row> next() throws SqlFailure {
        try {
            return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
        } catch (RuntimeException e) {
            throw SqlFailure.of(e);
        }
    }

    /** Waits until there is a row, or none will come. */
    public void awaitFirst() throws SqlFailure {
        try {
            rows.hasNext();
        } catch (RuntimeException e) {
            throw SqlFailure.of(e);
        }
    }

    /** Stops the query, from whatever thread; it then ends with a failure. */
    public void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    /** Stops the query if it still runs. */
    @Override
    public void close() throws Exception {
        rows.close();
    }
}
