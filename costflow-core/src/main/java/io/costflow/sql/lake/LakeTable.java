package io.costflow.sql.lake;

import io.costflow.provider.Providers;
import io.costflow.provider.Report;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.sql.scan.LakePartition;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.types.DataType;

/**
 * A table of line items in the lake, under koku's own name for it (storage layout, A.2), with koku's own types (A.7): numbers are doubles, times have
 * milliseconds, all else is text.
 *
 * @param name the table's name
 * @param report whose files it is made of
 * @param columns the columns of the files; the ones that the folder names give come after them
 */
public record LakeTable(String name, Report report, List<Column> columns) {

    /** Every table, in the order in which they are listed. */
    public static final List<LakeTable> ALL = Providers.all().stream()
            .flatMap(provider -> provider.lineItemTables().stream())
            .map(table -> new LakeTable(table.name(), table.report(), table.columns()))
            .toList();

    /** The table of that name, if it is one of the lake's. */
    public static Optional<LakeTable> of(String name) {
        return ALL.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** All columns with their types. */
    public Schema schema() {
        Schema.Builder schema = Schema.newBuilder();
        columns.forEach(column -> schema.column(column.name(), dataType(column)));
        LakePartition.KEYS.forEach(key -> schema.column(key, DataTypes.STRING()));
        return schema.build();
    }

    private static DataType dataType(Column column) {
        return switch (column.role()) {
            case NUMBER, NUMBER_OR_TEXT -> DataTypes.DOUBLE();
            case TEXT -> DataTypes.STRING();
            case TIME -> DataTypes.TIMESTAMP(LineItemRow.TIME_PRECISION);
        };
    }
}
