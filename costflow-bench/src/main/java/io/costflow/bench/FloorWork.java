package io.costflow.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * The least that has to be done: DuckDB groups the same files, and the same rows are copied to an equal table. DuckDB's own result is not used, and its
 * database is gone after each task.
 */
final class FloorWork implements Work {
    @Override
    public Done run(Task task) throws Exception {
        if (task.activity() == Activity.COPY) {
            return new Done(0, CopiedRows.of(task.outputs().get(0)).read(task.database(), Path.of(task.rows())), Map.of());
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
}
