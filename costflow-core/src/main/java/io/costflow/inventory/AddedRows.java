package io.costflow.inventory;

import io.costflow.database.SqlName;
import io.costflow.provider.AddedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of a source in a table to which rows are only added. */
final class AddedRows {

    private final Connection connection;
    private final String name;
    private final AddedTable table;
    private final UUID source;

    AddedRows(Connection connection, String tenant, AddedTable table, String source) {
        this.connection = connection;
        this.name = SqlName.quoted(tenant, table.name());
        this.table = table;
        this.source = UUID.fromString(source);
    }

    /** The source's rows. */
    Set<List<String>> read() throws SQLException {
        Set<List<String>> read = new HashSet<>();
        String columns = table.storedAs().stream().map(SqlName::quoted).collect(Collectors.joining(", "));
        try (PreparedStatement query = connection.prepareStatement("select " + columns + " from " + name + " where source_uuid = ?")) {
            query.setObject(1, source);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= table.storedAs().size(); column++) {
                        row.add(rows.getString(column));
                    }
                    read.add(row);
                }
            }
        }
        return read;
    }

    /**
     * Adds the rows that are missing. The caller holds the lock, and commits.
     *
     * @return how many rows were written
     */
    int add(Collection<List<String>> rows) throws SQLException {
        Set<List<String>> known = read();
        String columns = table.storedAs().stream().map(SqlName::quoted).collect(Collectors.joining(", "));
        String values = table.storedAs().stream().map(column -> ", ?").collect(Collectors.joining());
        int added = 0;
        try (PreparedStatement insert = connection.prepareStatement("insert into " + name + " (uuid, source_uuid, " + columns + ") values (?, ?" + values + ")")) {
            for (List<String> row : rows) {
                if (known.add(row)) {
                    insert.setObject(1, UUID.randomUUID());
                    insert.setObject(2, source);
                    for (int column = 0; column < row.size(); column++) {
                        insert.setString(column + 3, row.get(column));
                    }
                    added += insert.executeUpdate();
                }
            }
        }
        return added;
    }
}
