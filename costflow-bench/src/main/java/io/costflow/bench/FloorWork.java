package io.costflow.bench;

import io.costflow.provider.openshift.UsageTable;
import io.costflow.testbed.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * The least that has to be done: DuckDB groups the same files, and the same rows are copied to an equal table. DuckDB's own result is not used, and its
 * database is gone after each task.
 */
final class FloorWork implements Work {
    /** The table, and the columns that Costflow writes. */
    static final String TABLE = EmbeddedDatabase.TENANT + "." + UsageTable.TABLE.name();

    static final String COLUMNS = String.join(", ", UsageTable.TABLE.columns());

    private static final int BUFFER = 1 << 16;

    @Override
    public Done run(Task task) throws Exception {
        if (task.activity() == Activity.COPY) {
            return new Done(0, copy(task.database().connect(), Path.of(task.rows())), Map.of());
        }
        return new Done(0, group(task), Map.of());
    }

    /** Returns the number that the last statement selects, as a script does that says how many rows it has come to; else 0. */
    private static long group(Task task) throws SQLException, IOException {
        long rows = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = connection.createStatement()) {
            for (String sql : Script.statements(task.statements(), task)) {
                rows = statement.execute(sql) ? first(statement) : 0;
            }
        }
        return rows;
    }

    private static long first(Statement statement) throws SQLException {
        try (ResultSet result = statement.getResultSet()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private static long copy(Connection database, Path rows) throws SQLException, IOException {
        try (Connection connection = database; InputStream text = Files.newInputStream(rows)) {
            String sql = "COPY " + TABLE + " (" + COLUMNS + ") FROM STDIN";
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, text, BUFFER);
        }
    }
}
