package io.costflow.sql.postgres;

import io.costflow.database.PostgresConnections;
import io.costflow.sql.scan.RowCursor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** The rows of a statement, fetched some at a time in a transaction that may not write. */
final class PostgresCursor implements RowCursor {

    private static final int ROWS = 2048;

    private final PostgresScan scan;
    private final Connection connection;
    private final ResultSet result;
    private final List<GenericRowData> rows = new ArrayList<>(ROWS);

    private PostgresCursor(PostgresScan scan, Connection connection, ResultSet result) {
        this.scan = scan;
        this.connection = connection;
        this.result = result;
    }

    static PostgresCursor open(PostgresScan scan) throws SQLException {
        Connection connection = PostgresConnections.to(scan.database()).getOrEstablishConnection();
        try {
            connection.setReadOnly(true);
            connection.setAutoCommit(false); // else the driver fetches everything at once
            PreparedStatement statement = connection.prepareStatement(scan.sql());
            statement.setFetchSize(ROWS);
            if (scan.condition() != null) {
                for (int i = 0; i < scan.condition().values().size(); i++) {
                    statement.setObject(i + 1, scan.condition().values().get(i));
                }
            }
            return new PostgresCursor(scan, connection, answer(statement));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Waits for the first rows on another thread than the driver, which hears of nothing while the server computes: so a query can be stopped. */
    private static ResultSet answer(PreparedStatement statement) throws SQLException {
        FutureTask<ResultSet> answer = new FutureTask<>(statement::executeQuery);
        Thread driver = new Thread(answer, "database-query");
        driver.setDaemon(true);
        driver.start();
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            statement.cancel();
            throw new SQLException("The query was stopped.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException failure ? failure : new SQLException(e.getCause());
        }
    }

    @Override
    public int next() {
        rows.clear();
        try {
            while (rows.size() < ROWS && result.next()) {
                GenericRowData row = new GenericRowData(scan.columns().size());
                for (int i = 0; i < scan.columns().size(); i++) {
                    row.setField(i, scan.columns().get(i).read(result, i + 1));
                }
                rows.add(row);
            }
            return rows.size();
        } catch (SQLException e) {
            throw scan.failure(e);
        }
    }

    @Override
    public int taken() {
        return rows.size();
    }

    @Override
    public RowData row(int number) {
        return rows.get(number);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
