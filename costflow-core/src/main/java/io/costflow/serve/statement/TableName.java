package io.costflow.serve.statement;

/** A table by its whole name, in lower case. */
public record TableName(String catalog, String schema, String table) {

    /** The catalog of the lake. */
    public static final String LAKE = "hive";

    /** The catalog of PostgreSQL. */
    public static final String DATABASE = "postgres";

    /** What Trino calls the partitions of a table: a table with this after its name. */
    private static final String PARTITIONS = "$partitions";

    public boolean isPartitions() {
        return table.endsWith(PARTITIONS);
    }

    /** The table whose partitions these are, or this one. */
    public TableName withoutPartitions() {
        return isPartitions() ? new TableName(catalog, schema, table.substring(0, table.length() - PARTITIONS.length())) : this;
    }

    @Override
    public String toString() {
        return catalog + "." + schema + "." + table;
    }
}
