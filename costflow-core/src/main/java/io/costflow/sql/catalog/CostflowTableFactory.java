package io.costflow.sql.catalog;

import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.sql.lake.LakeTable;
import io.costflow.sql.lake.LakeTableSource;
import io.costflow.sql.postgres.PostgresTable;
import io.costflow.sql.postgres.PostgresTableSink;
import io.costflow.sql.postgres.PostgresTableSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;

/** Makes the tables of the catalog readable, and those of the database writable if they are to be. */
final class CostflowTableFactory implements DynamicTableSourceFactory, DynamicTableSinkFactory {

    private final Settings settings;
    private final boolean write;
    private final Function<ObjectPath, Optional<PostgresTable>> postgres;

    /**
     * @param write whether rows may be inserted into the database's tables
     * @param postgres finds a table of the database
     */
    CostflowTableFactory(Settings settings, boolean write, Function<ObjectPath, Optional<PostgresTable>> postgres) {
        this.settings = settings;
        this.write = write;
        this.postgres = postgres;
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        ObjectPath path = context.getObjectIdentifier().toObjectPath();
        Optional<LakeTable> ofLake = LakeTable.of(path.getObjectName());
        if (ofLake.isPresent()) {
            return new LakeTableSource(
                    settings, SourceSettings.account(path.getDatabaseName()), ofLake.get(), context.getCatalogTable().getResolvedSchema().getColumnNames());
        }
        return new PostgresTableSource(settings.database(), ofDatabase(path));
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        ObjectPath path = context.getObjectIdentifier().toObjectPath();
        if (LakeTable.of(path.getObjectName()).isPresent()) {
            throw new ValidationException("The table " + path.getObjectName() + " is made of koku's files in the lake, which are only read.");
        }
        if (!write) {
            throw new ValidationException("The table " + path.getObjectName()
                    + " is only read; start costflow sql with --write, or create the catalog with 'write' = 'true'.");
        }
        return new PostgresTableSink(settings.database(), ofDatabase(path));
    }

    private PostgresTable ofDatabase(ObjectPath path) {
        return postgres.apply(path).orElseThrow(() -> new ValidationException("The table " + path + " was dropped. Run the statement again."));
    }

    @Override
    public String factoryIdentifier() {
        return CostflowCatalog.NAME;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }
}
