package io.costflow.sql.postgres;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.table.api.Schema;

/**
 * A table or view of the database.
 *
 * @param schema the schema it is in
 * @param name its name
 * @param rows how many rows PostgreSQL believes that it has; negative when it does not know
 * @param columns its columns in order
 */
public record PostgresTable(String schema, String name, long rows, List<PostgresColumn> columns) implements Serializable {

    /** All columns with their types. */
    public Schema tableSchema() {
        Schema.Builder builder = Schema.newBuilder();
        columns.forEach(column -> builder.column(column.name(), column.dataType()));
        return builder.build();
    }

    PostgresColumn column(String wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst().orElseThrow();
    }
}
