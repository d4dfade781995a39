package io.costflow.sql.postgres;

import io.costflow.database.PostgresConnections;
import io.costflow.database.SqlName;
import io.costflow.settings.DatabaseSettings;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.data.RowData;

/** A table of the database that rows are inserted into, in batches: what was inserted before a failure stays. */
public final class PostgresTableSink implements DynamicTableSink {

    private static final int ROWS_PER_BATCH = 1000;

    private final DatabaseSettings database;
    private final PostgresTable table;

    public PostgresTableSink(DatabaseSettings database, PostgresTable table) {
        this.database = database;
        this.table = table;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
        return ChangelogMode.insertOnly();
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        return SinkV2Provider.of(JdbcSink.<RowData>builder()
                .withQueryStatement(insertion(), new Insertion(table.columns()))
                .withExecutionOptions(JdbcExecutionOptions.builder().withBatchSize(ROWS_PER_BATCH).withMaxRetries(0).build())
                .buildAtLeastOnce(PostgresConnections.to(database)), 1);
    }

    /** Values come as what the driver has for them, or as text, and PostgreSQL makes the column's own type of them. */
    private String insertion() {
        List<String> names = table.columns().stream().map(PostgresColumn::quoted).toList();
        List<String> values = table.columns().stream().map(column -> "?::" + column.typeName()).toList();
        return "insert into " + SqlName.quoted(table.schema(), table.name()) + " (" + String.join(", ", names) + ") values (" + String.join(", ", values) + ")";
    }

    /** Fills in a row. */
    private record Insertion(List<PostgresColumn> columns) implements JdbcStatementBuilder<RowData> {

        @Override
        public void accept(PreparedStatement statement, RowData row) throws SQLException {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).write(statement, i + 1, row, i);
            }
        }
    }

    @Override
    public DynamicTableSink copy() {
        return new PostgresTableSink(database, table);
    }

    @Override
    public String asSummaryString() {
        return "the database's table " + table.name();
    }
}
