package io.costflow.sql.lake;

import io.costflow.inventory.SourceFolders;
import io.costflow.settings.Settings;
import io.costflow.sql.scan.LakePartition;
import io.costflow.sql.scan.ScanFailedException;
import io.costflow.sql.scan.ScanSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsAggregatePushDown;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsPartitionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.expressions.AggregateExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.DataType;

/** A table of the lake in a query: only what the query needs is read. */
public final class LakeTableSource
        implements ScanTableSource, SupportsProjectionPushDown, SupportsFilterPushDown, SupportsPartitionPushDown, SupportsLimitPushDown,
        SupportsAggregatePushDown {

    private final Settings settings;
    private final String account;
    private final LakeTable table;
    private List<String> names;
    private PushedConditions conditions = PushedConditions.NONE;
    private List<LakePartition> partitions;
    private LakeGroups groups;
    private long limit = Long.MAX_VALUE;

    /**
     * @param settings where the lake is
     * @param account the tenant's folder
     * @param table the table
     * @param names all columns of the table
     */
    public LakeTableSource(Settings settings, String account, LakeTable table, List<String> names) {
        this.settings = settings;
        this.account = account;
        this.table = table;
        this.names = names;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        LakeColumns columns = LakeColumns.of(table, names, conditions, groups);
        return SourceProvider.of(
                new ScanSource(new LakeScan(settings.lake(), account, table.type(), partitions, columns, settings.run().readBudget()), limit));
    }

    @Override
    public boolean supportsNestedProjection() {
        return false;
    }

    @Override
    public void applyProjection(int[][] projected, DataType produced) {
        names = Arrays.stream(projected).map(path -> names.get(path[0])).toList();
    }

    /** What is not understood exactly is left to be tested on the rows: here it only passes over row groups. */
    @Override
    public Result applyFilters(List<ResolvedExpression> filters) {
        conditions = PushedConditions.of(filters);
        List<ResolvedExpression> understood = filters.stream().filter(filter -> !PushedCondition.of(filter).said().isEmpty()).toList();
        return Result.of(understood, filters.stream().filter(filter -> !PushedCondition.of(filter).exact()).toList());
    }

    @Override
    public Optional<List<Map<String, String>>> listPartitions() {
        try {
            PartitionListing listing = new PartitionListing(
                    new SourceFolders(settings.lake().root(), settings.run().readBudget()), account, table.type());
            return Optional.of(listing.partitions().stream().map(LakePartition::values).toList());
        } catch (IOException e) {
            throw new ScanFailedException("The lake cannot be listed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScanFailedException("Listing the lake was interrupted.", e);
        }
    }

    @Override
    public void applyPartitions(List<Map<String, String>> remaining) {
        partitions = remaining.stream().map(LakePartition::of).toList();
    }

    @Override
    public boolean applyAggregates(List<int[]> groupings, List<AggregateExpression> aggregates, DataType produced) {
        groups = new PushedTotals(table.columns(), names).of(groupings, aggregates).orElse(null);
        return groups != null;
    }

    @Override
    public void applyLimit(long rows) {
        limit = rows;
    }

    @Override
    public DynamicTableSource copy() {
        LakeTableSource copy = new LakeTableSource(settings, account, table, names);
        copy.conditions = conditions;
        copy.partitions = partitions;
        copy.groups = groups;
        copy.limit = limit;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "line items of " + table.name();
    }
}
