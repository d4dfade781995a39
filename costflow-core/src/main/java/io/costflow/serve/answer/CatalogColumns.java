package io.costflow.serve.answer;

import io.costflow.serve.query.Kind;
import io.costflow.serve.query.TableColumns;
import io.costflow.serve.statement.TableName;
import io.costflow.settings.Settings;
import io.costflow.sql.catalog.CostflowCatalog;
import io.costflow.sql.lake.LakeTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.Schema.UnresolvedColumn;
import org.apache.flink.table.api.Schema.UnresolvedPhysicalColumn;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;

/** The columns of the lake's tables and the database's, as the catalog of questions has them. */
final class CatalogColumns implements TableColumns {

    private final Settings settings;
    private CostflowCatalog catalog;

    CatalogColumns(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<Map<String, Kind>> of(String ofCatalog, String schema, String table) {
        return types(ofCatalog, schema, table).map(types -> {
            Map<String, Kind> kinds = new LinkedHashMap<>();
            types.forEach((name, type) -> kinds.put(name, kind(type)));
            return kinds;
        });
    }

    /** The columns with Flink's types. */
    synchronized Optional<Map<String, LogicalType>> types(String ofCatalog, String schema, String table) {
        boolean isOfLake = ofCatalog.equals(TableName.LAKE);
        if (!isOfLake && !ofCatalog.equals(TableName.DATABASE)) {
            return Optional.empty();
        }
        if (catalog == null) {
            catalog = CostflowCatalog.of(CostflowCatalog.NAME, settings, false);
        }
        if (isOfLake != LakeTable.of(table).isPresent() || !catalog.databaseExists(schema)) {
            return Optional.empty();
        }
        try {
            Map<String, LogicalType> types = new LinkedHashMap<>();
            for (UnresolvedColumn column : catalog.getTable(new ObjectPath(schema, table)).getUnresolvedSchema().getColumns()) {
                types.put(column.getName(), ((DataType) ((UnresolvedPhysicalColumn) column).getDataType()).getLogicalType());
            }
            return Optional.of(types);
        } catch (TableNotExistException e) {
            return Optional.empty();
        }
    }

    private static Kind kind(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> Kind.BOOLEAN;
            case TINYINT, SMALLINT, INTEGER -> Kind.INTEGER;
            case BIGINT -> Kind.BIGINT;
            case DECIMAL -> Kind.DECIMAL;
            case DOUBLE -> Kind.DOUBLE;
            case VARCHAR -> Kind.VARCHAR;
            case DATE -> Kind.DATE;
            case TIMESTAMP_WITHOUT_TIME_ZONE -> Kind.TIMESTAMP;
            default -> Kind.OTHER;
        };
    }
}
