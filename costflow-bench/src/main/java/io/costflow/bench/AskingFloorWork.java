package io.costflow.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Questions to a DuckDB that stays between the tasks, with the lake's tables as views and Costflow's functions as macros. */
final class AskingFloorWork implements Work {
    private static final String TABLES = "/bench/sql/duckdb.sql";

    private Connection connection;

    @Override
    public Done run(Task task) throws Exception {
        if (connection == null) {
            connection = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = connection.createStatement()) {
                for (String sql : Script.statements(TABLES, task)) {
                    statement.execute(sql);
                }
            }
        }
        String sql = Script.text(task.statements()).replace('`', '"');
        Answer answer = null;
        for (int time = 0; time < task.times(); time++) {
            answer = answer(sql);
        }
        answer.write(Path.of(task.rows()));
        return new Done(0, 0, Map.of());
    }

    private Answer answer(String sql) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(result.getObject(column));
                }
                rows.add(row);
            }
        }
        return new Answer(rows);
    }
}
