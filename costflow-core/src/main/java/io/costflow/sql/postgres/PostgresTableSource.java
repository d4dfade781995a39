package io.costflow.sql.postgres;

import io.costflow.database.SqlName;
import io.costflow.settings.DatabaseSettings;
import io.costflow.sql.scan.ScanSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.DataType;

/** A table of the database in a query: PostgreSQL is asked for the columns and rows that the query needs, as far as it understands the condition alike. */
public final class PostgresTableSource implements ScanTableSource, SupportsProjectionPushDown, SupportsFilterPushDown, SupportsLimitPushDown {

    private final DatabaseSettings database;
    private final PostgresTable table;
    private List<PostgresColumn> columns;
    private PushedCondition condition;
    private long limit = Long.MAX_VALUE;

    public PostgresTableSource(DatabaseSettings database, PostgresTable table) {
        this.database = database;
        this.table = table;
        this.columns = table.columns();
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        PostgresScan scan = new PostgresScan(database, SqlName.quoted(table.schema(), table.name()), columns, condition, limit);
        return SourceProvider.of(new ScanSource(scan, limit), 1);
    }

    @Override
    public boolean supportsNestedProjection() {
        return false;
    }

    @Override
    public void applyProjection(int[][] projected, DataType produced) {
        columns = Arrays.stream(projected).map(path -> columns.get(path[0])).toList();
    }

    @Override
    public Result applyFilters(List<ResolvedExpression> filters) {
        List<ResolvedExpression> accepted = new ArrayList<>();
        List<ResolvedExpression> remaining = new ArrayList<>();
        List<Optional<PushedCondition>> pushed = new ArrayList<>();
        for (ResolvedExpression filter : filters) {
            Optional<PushedCondition> understood = PushedCondition.of(filter, table);
            (understood.isPresent() ? accepted : remaining).add(filter);
            understood.ifPresent(found -> pushed.add(Optional.of(found)));
        }
        condition = PushedCondition.all(pushed, " and ").orElse(null);
        return Result.of(accepted, remaining);
    }

    @Override
    public void applyLimit(long rows) {
        limit = rows;
    }

    @Override
    public DynamicTableSource copy() {
        PostgresTableSource copy = new PostgresTableSource(database, table);
        copy.columns = columns;
        copy.condition = condition;
        copy.limit = limit;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "the database's table " + table.name();
    }
}
