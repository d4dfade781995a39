package io.costflow.sql.postgres;

import io.costflow.database.Database;
import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables and views of a schema that may be read, without the partitions of tables. They are looked up again when they are some seconds old. */
public final class PostgresTables {

    private static final long LASTING_NANOS = Duration.ofSeconds(10).toNanos();

    private static final String COLUMNS =
            """
            select c.relname, c.reltuples::bigint, a.attname, format_type(a.atttypid, a.atttypmod), t.typname, a.atttypmod, a.attnotnull
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            join pg_catalog.pg_type b on b.oid = a.atttypid
            join pg_catalog.pg_type t on t.oid = case when b.typtype = 'd' then b.typbasetype else b.oid end
            where n.nspname = ? and c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition and has_table_privilege(c.oid, 'select')
            order by c.relname, a.attnum""";

    private final Database database;
    private final Map<String, Found> bySchema = new LinkedHashMap<>();

    private record Found(long at, Map<String, PostgresTable> tables) {}

    public PostgresTables(DatabaseSettings settings) {
        this.database = new Database(settings);
    }

    /**
     * The tables of a schema by their names.
     *
     * @throws IOException if the database does not answer
     */
    public synchronized Map<String, PostgresTable> in(String schema) throws IOException {
        Found found = bySchema.get(schema);
        if (found == null || System.nanoTime() - found.at() > LASTING_NANOS) {
            found = new Found(System.nanoTime(), database.readAtOnce(connection -> read(connection, schema)));
            bySchema.put(schema, found);
        }
        return found.tables();
    }

    private static Map<String, PostgresTable> read(Connection connection, String schema) throws SQLException {
        Map<String, PostgresTable> tables = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    long tuples = rows.getLong(2);
                    tables.computeIfAbsent(name, n -> new PostgresTable(schema, n, tuples, new ArrayList<>()))
                            .columns()
                            .add(PostgresColumn.of(rows.getString(3), rows.getString(4), rows.getString(5), rows.getInt(6), rows.getBoolean(7)));
                }
            }
        }
        tables.replaceAll((name, table) -> new PostgresTable(schema, name, table.rows(), List.copyOf(table.columns())));
        return tables;
    }
}
