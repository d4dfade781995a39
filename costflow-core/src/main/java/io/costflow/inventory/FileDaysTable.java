package io.costflow.inventory;

import io.costflow.database.SqlName;
import io.costflow.database.Tables;
import io.costflow.day.LakeFile;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The table of a tenant that remembers which days files have line items of where no trusted name says so: the files of clouds, and those of clusters that have
 * line items of another day than their name says. A later run need not open a file of a cloud that did not change: what is not remembered is found out again. Of
 * a cluster's file it is found out when the day of its name is computed; without the table, a later run counts its line items of other days only then.
 */
public final class FileDaysTable {

    /** Its name, in the tenant's schema. */
    public static final String NAME = "costflow_file_days";

    private FileDaysTable() {}

    private static String in(String tenant) {
        return SqlName.quoted(tenant, NAME);
    }

    /** The days of files of some months of a tenant's sources that are remembered. */
    static Map<LakeFile, SortedSet<Long>> read(Connection connection, String tenant, Collection<SourceMonth> months) throws SQLException {
        Map<LakeFile, SortedSet<Long>> remembered = new HashMap<>();
        if (!Tables.exists(connection, tenant, NAME)) {
            return remembered;
        }
        String query = "select report, path, size, modified, month, days from " + in(tenant) + " where source_uuid = any (?) and month = any (?)";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("uuid", months.stream().map(month -> UUID.fromString(month.source().uuid())).distinct().toArray()));
            statement.setArray(2, connection.createArrayOf("date", months.stream().map(month -> month.month().atDay(1)).distinct().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    LocalDate month = rows.getObject(5, LocalDate.class);
                    SortedSet<Long> days = new TreeSet<>();
                    for (Integer dayOfMonth : (Integer[]) rows.getArray(6).getArray()) {
                        days.add(month.toEpochDay() + dayOfMonth - 1);
                    }
                    remembered.put(new LakeFile(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4)), days);
                }
            }
        }
        return remembered;
    }

    /**
     * Remembers what was found out of files of a month, and forgets the files that are not listed any more. The caller commits.
     *
     * @param listed all files of the month
     */
    static void write(Connection connection, SourceMonth month, Map<LakeFile, SortedSet<Long>> found, Collection<LakeFile> listed) throws SQLException {
        create(connection, month.source().tenant());
        String table = in(month.source().tenant());
        try (PreparedStatement delete = connection.prepareStatement("delete from " + table + " where source_uuid = ? and month = ? and path <> all (?)")) {
            setMonth(delete, 1, month);
            delete.setArray(3, connection.createArrayOf("text", listed.stream().map(LakeFile::path).toArray()));
            delete.executeUpdate();
        }
        String upsert = "insert into " + table + " (source_uuid, month, path, report, size, modified, days) values (?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (source_uuid, month, path) do update set (report, size, modified, days) ="
                + " row(excluded.report, excluded.size, excluded.modified, excluded.days)";
        try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            for (LakeFile file : found.keySet().stream().sorted().toList()) {
                setMonth(statement, 1, month);
                statement.setString(3, file.path());
                statement.setString(4, file.report());
                statement.setLong(5, file.size());
                statement.setLong(6, file.modified());
                Array days = connection.createArrayOf("int4", found.get(file).stream().map(day -> dayOfMonth(month, day)).toArray());
                statement.setArray(7, days);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Creates the table if it is missing. */
    private static void create(Connection connection, String tenant) throws SQLException {
        if (Tables.exists(connection, tenant, NAME)) {
            return; // "if not exists" alone asks for the right to create tables even then
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + in(tenant) + """
                     (
                        source_uuid uuid not null,
                        month date not null,
                        path text not null,
                        report text not null,
                        size bigint not null,
                        modified bigint not null,
                        days int[] not null,
                        primary key (source_uuid, month, path))""");
        }
    }

    /** Counted from 1 on the first day of the month; days of months next to it have numbers below and above. */
    private static int dayOfMonth(SourceMonth month, long epochDay) {
        return (int) (epochDay - month.month().atDay(1).toEpochDay()) + 1;
    }

    private static void setMonth(PreparedStatement statement, int first, SourceMonth month) throws SQLException {
        statement.setObject(first, UUID.fromString(month.source().uuid()));
        statement.setObject(first + 1, month.month().atDay(1));
    }
}
