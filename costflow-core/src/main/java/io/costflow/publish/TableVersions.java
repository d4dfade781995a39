package io.costflow.publish;

import io.costflow.database.SqlName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Tells whether rows of ours in a table were inserted, updated or deleted since, day by day: equal versions are of equal rows. */
public final class TableVersions {

    private final Connection connection;
    private final String tenant;

    public TableVersions(Connection connection, String tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    /**
     * The state of some rows.
     *
     * @param rows how many there are
     * @param transactions the sum of the ids of the transactions that wrote them
     */
    public record Version(long rows, long transactions) {

        /** Of no rows. */
        public static final Version EMPTY = new Version(0, 0);

        /** The version of both together. */
        public Version and(Version other) {
            return new Version(rows + other.rows, transactions + other.transactions);
        }

        /** The form that is stored. */
        public String text() {
            return rows + "/" + transactions;
        }
    }

    /** A day of a source. */
    public record Day(String source, LocalDate day) {}

    /** The versions of the days of some sources from {@code from} to {@code to}, both inclusive. Days without rows are left out. */
    public Map<Day, Version> read(Table<?> table, Collection<String> sources, LocalDate from, LocalDate to) throws SQLException {
        // xmin stays what it was when PostgreSQL freezes a row; one that was updated is another row with another xmin
        String query = "select " + Table.SOURCE_COLUMN + "::text, " + Table.DAY_COLUMN + ", count(*), sum(xmin::text::bigint)::bigint from " + SqlName.quoted(tenant, table.name())
                + " where " + Table.SOURCE_COLUMN + " = any (?) and " + Table.DAY_COLUMN + " between ? and ?"
                + " and " + table.isOwned() + " group by 1, 2";
        Array uuids = connection.createArrayOf("uuid", sources.stream().map(UUID::fromString).toArray());
        Map<Day, Version> versions = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, uuids);
            statement.setObject(2, from);
            statement.setObject(3, to);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    versions.put(new Day(row.getString(1), row.getObject(2, LocalDate.class)), new Version(row.getLong(3), row.getLong(4)));
                }
            }
        }
        return versions;
    }
}
