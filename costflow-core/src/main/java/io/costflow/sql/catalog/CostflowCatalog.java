package io.costflow.sql.catalog;

import io.costflow.settings.Settings;
import io.costflow.sql.function.Functions;
import io.costflow.sql.lake.LakeTable;
import io.costflow.sql.postgres.PostgresTable;
import io.costflow.sql.postgres.PostgresTables;
import io.costflow.sql.scan.LakePartition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogDatabase;
import org.apache.flink.table.catalog.CatalogDatabaseImpl;
import org.apache.flink.table.catalog.CatalogFunction;
import org.apache.flink.table.catalog.CatalogPartition;
import org.apache.flink.table.catalog.CatalogPartitionSpec;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.FunctionNotExistException;
import org.apache.flink.table.catalog.exceptions.PartitionNotExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.catalog.stats.CatalogTableStatistics;
import org.apache.flink.table.factories.Factory;

/**
 * The lake and the database as one catalog: a database for each tenant, with the line items of the lake and, beside them, the tables of the tenant's schema;
 * and one for the tables that all tenants share.
 */
public final class CostflowCatalog extends ReadOnlyCatalog {

    /** Its usual name. */
    public static final String NAME = "costflow";

    private static final String SHARED = "public";

    private final Settings settings;
    private final boolean write;
    private final CatalogTenants tenants;
    private final PostgresTables postgres;

    private CostflowCatalog(String name, Settings settings, boolean write, CatalogTenants tenants) {
        super(name, tenants.names().isEmpty() ? SHARED : tenants.names().get(0));
        this.settings = settings;
        this.write = write;
        this.tenants = tenants;
        this.postgres = new PostgresTables(settings.database());
    }

    /**
     * The catalog of a configuration. Its tenants are those of the sources that it names, or, where it names none, those of the
     * database that the role may read.
     *
     * @param write whether rows may be inserted into the database's tables; else every table is only read
     * @throws CatalogException if the tenants must be looked up and the database does not answer
     */
    public static CostflowCatalog of(String name, Settings settings, boolean write) {
        return new CostflowCatalog(name, settings, write, new CatalogTenants(settings));
    }

    @Override
    public Optional<Factory> getFactory() {
        return Optional.of(new CostflowTableFactory(settings, write, this::postgresTable));
    }

    @Override
    public List<String> listDatabases() {
        return Stream.concat(tenants.names().stream(), Stream.of(SHARED)).distinct().toList();
    }

    @Override
    public boolean databaseExists(String name) {
        return listDatabases().contains(name);
    }

    @Override
    public CatalogDatabase getDatabase(String name) throws DatabaseNotExistException {
        requireDatabase(name);
        return new CatalogDatabaseImpl(Map.of(), name.equals(SHARED) ? "The tables that all tenants share." : "The tenant " + name + ".");
    }

    private void requireDatabase(String name) throws DatabaseNotExistException {
        if (!databaseExists(name)) {
            throw new DatabaseNotExistException(getName(), name);
        }
    }

    @Override
    public List<String> listTables(String database) throws DatabaseNotExistException {
        requireDatabase(database);
        List<String> names = new ArrayList<>();
        if (tenants.names().contains(database)) {
            LakeTable.ALL.forEach(table -> names.add(table.name()));
        }
        postgresTables(database).keySet().stream().filter(name -> !names.contains(name)).forEach(names::add);
        return names;
    }

    @Override
    public List<String> listViews(String database) throws DatabaseNotExistException {
        requireDatabase(database);
        return List.of();
    }

    @Override
    public boolean tableExists(ObjectPath path) {
        return lakeTable(path).isPresent() || databaseExists(path.getDatabaseName()) && postgresTable(path).isPresent();
    }

    @Override
    public CatalogBaseTable getTable(ObjectPath path) throws TableNotExistException {
        Optional<LakeTable> ofLake = lakeTable(path);
        if (ofLake.isPresent()) {
            return table(ofLake.get().schema(), LakePartition.KEYS, "Line items in the lake.");
        }
        if (!databaseExists(path.getDatabaseName())) {
            throw new TableNotExistException(getName(), path);
        }
        PostgresTable ofDatabase = postgresTable(path).orElseThrow(() -> new TableNotExistException(getName(), path));
        return table(ofDatabase.tableSchema(), List.of(), "A table of the database.");
    }

    private static CatalogTable table(Schema schema, List<String> partitionKeys, String comment) {
        return CatalogTable.newBuilder().schema(schema).comment(comment).partitionKeys(partitionKeys).options(Map.of()).build();
    }

    private Optional<LakeTable> lakeTable(ObjectPath path) {
        return tenants.names().contains(path.getDatabaseName()) ? LakeTable.of(path.getObjectName()) : Optional.empty();
    }

    private Optional<PostgresTable> postgresTable(ObjectPath path) {
        return Optional.ofNullable(postgresTables(path.getDatabaseName()).get(path.getObjectName()));
    }

    private Map<String, PostgresTable> postgresTables(String database) {
        try {
            return postgres.in(database);
        } catch (IOException | IllegalStateException e) {
            throw new CatalogException("The tables of " + database + " cannot be read from " + settings.database().url() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public CatalogTableStatistics getTableStatistics(ObjectPath path) {
        long rows = lakeTable(path).isPresent() ? -1 : postgresTable(path).map(PostgresTable::rows).orElse(-1L);
        return rows < 0 ? CatalogTableStatistics.UNKNOWN : new CatalogTableStatistics(rows, 1, -1, -1);
    }

    @Override
    public List<CatalogPartitionSpec> listPartitions(ObjectPath path) {
        return List.of();
    }

    @Override
    public List<CatalogPartitionSpec> listPartitions(ObjectPath path, CatalogPartitionSpec spec) {
        return List.of();
    }

    @Override
    public CatalogPartition getPartition(ObjectPath path, CatalogPartitionSpec spec) throws PartitionNotExistException {
        throw new PartitionNotExistException(getName(), path, spec);
    }

    @Override
    public boolean partitionExists(ObjectPath path, CatalogPartitionSpec spec) {
        return false;
    }

    @Override
    public List<String> listFunctions(String database) throws DatabaseNotExistException {
        requireDatabase(database);
        return Functions.names();
    }

    @Override
    public boolean functionExists(ObjectPath path) {
        return databaseExists(path.getDatabaseName()) && Functions.find(path.getObjectName()).isPresent();
    }

    @Override
    public CatalogFunction getFunction(ObjectPath path) throws FunctionNotExistException {
        return Functions.find(path.getObjectName()).orElseThrow(() -> new FunctionNotExistException(getName(), path));
    }
}
