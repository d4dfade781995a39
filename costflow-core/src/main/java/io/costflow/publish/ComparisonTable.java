package io.costflow.publish;

import io.costflow.database.SqlName;
import io.costflow.database.Tables;
import io.costflow.day.OutputPeriod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code costflow_comparison} of a tenant: how what another program wrote compares with what Costflow computes, the newest comparison of each output,
 * source, period and table in mode {@code shadow}.
 */
public final class ComparisonTable {

    /** Its name, in the tenant's schema. */
    public static final String NAME = "costflow_comparison";

    /** What {@code explained_by} says of rows that were summarised before the newest file of their period came. */
    public static final String NOT_SUMMARISED = "not-summarised";

    private static final String KEY = "output, source_uuid, period_start, table_name";

    private ComparisonTable() {}

    static String in(String tenant) {
        return SqlName.quoted(tenant, NAME);
    }

    /** Creates the table if it is missing, as part of the caller's transaction. Two creators at once do not disturb each other. */
    public static void create(Connection connection, String tenant) throws SQLException {
        OwnTables.create(connection, tenant, NAME, "create table if not exists " + in(tenant) + """
                     (
                        output text not null,
                        source_uuid uuid not null,
                        period_start date not null,
                        period_end date not null,
                        table_name text not null,
                        equal bigint not null,
                        missing bigint not null,
                        surplus bigint not null,
                        different bigint not null,
                        money_theirs double precision,
                        money_ours double precision,
                        explained_by text,
                        compared_at timestamptz not null default now(),
                        revision bigint not null,
                        checksum text not null,
                        their_version text not null,
                        primary key (output, source_uuid, period_start, table_name))""");
    }

    /**
     * What was compared.
     *
     * @param checksum the checksum of the computed rows, of all tables of the output
     * @param theirs the version of the rows of the other program
     */
    public record Compared(String checksum, String theirs) {}

    /**
     * A comparison of a period and table.
     *
     * @param equal rows that are equal, or within the tolerance
     * @param missing rows that the table lacks
     * @param surplus rows that the table has and that are not computed
     * @param different rows that have other values in the table
     * @param moneyTheirs the sum of the cost in the table, or null if the table has none
     * @param moneyOurs the sum of the cost that is computed, or null
     * @param explainedBy what is known to make such differences, comma-separated, or null
     */
    public record Row(
            OutputPeriod period, String table, long equal, long missing, long surplus, long different, Double moneyTheirs, Double moneyOurs, String explainedBy) {

        /** Whether every row is equal. */
        public boolean agrees() {
            return missing == 0 && surplus == 0 && different == 0;
        }

        /** Whether the other program has summarised the period since its newest file came. */
        public boolean isSummarised() {
            return !NOT_SUMMARISED.equals(explainedBy);
        }
    }

    /** Records a comparison, in place of the one before, as part of the caller's transaction. */
    public static void record(Connection connection, Row row, long revision, Compared compared) throws SQLException {
        String values = "equal, missing, surplus, different, money_theirs, money_ours, explained_by, compared_at, revision, checksum, their_version, period_end";
        String upsert = "insert into " + in(row.period().tenant()) + " (" + KEY + ", " + values + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now(), ?, ?, ?, ?)"
                + " on conflict (" + KEY + ") do update set (" + values + ") = row(excluded." + values.replace(", ", ", excluded.") + ")";
        try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            statement.setString(1, row.period().output());
            statement.setObject(2, UUID.fromString(row.period().source()));
            statement.setObject(3, row.period().from());
            statement.setString(4, row.table());
            statement.setLong(5, row.equal());
            statement.setLong(6, row.missing());
            statement.setLong(7, row.surplus());
            statement.setLong(8, row.different());
            statement.setObject(9, row.moneyTheirs());
            statement.setObject(10, row.moneyOurs());
            statement.setString(11, row.explainedBy());
            statement.setLong(12, revision);
            statement.setString(13, compared.checksum());
            statement.setString(14, compared.theirs());
            statement.setObject(15, row.period().to());
            statement.executeUpdate();
        }
    }

    /** What was last compared of a period and table. */
    public static Optional<Compared> last(Connection connection, OutputPeriod period, String table) throws SQLException {
        String query = "select checksum, their_version from " + in(period.tenant()) + " where (" + KEY + ") = (?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, period.output());
            statement.setObject(2, UUID.fromString(period.source()));
            statement.setObject(3, period.from());
            statement.setString(4, table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(new Compared(row.getString(1), row.getString(2))) : Optional.empty();
            }
        }
    }

    /** Deletes comparisons of periods that ended before a day and that were compared longer ago than they are kept; returns how many. */
    public static int deleteOld(Connection connection, String tenant, LocalDate before, Duration kept) throws SQLException {
        if (!Tables.exists(connection, tenant, NAME)) {
            return 0;
        }
        String delete = "delete from " + in(tenant) + " where period_end < ? and compared_at < now() - ? * interval '1 second'";
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setObject(1, before);
            statement.setLong(2, kept.toSeconds());
            return statement.executeUpdate();
        }
    }

    /** The comparisons of a tenant that have days from {@code from} to {@code to}, both inclusive, each with the version of the rows that it is about. */
    public static Map<Row, String> read(Connection connection, String tenant, LocalDate from, LocalDate to) throws SQLException {
        Map<Row, String> rows = new HashMap<>();
        if (!Tables.exists(connection, tenant, NAME)) {
            return rows;
        }
        String query = "select output, source_uuid::text, period_start, period_end, table_name, equal, missing, surplus, different, money_theirs, money_ours, explained_by,"
                + " their_version from " + in(tenant) + " where period_end >= ? and period_start <= ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, from);
            statement.setObject(2, to);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    OutputPeriod period = OutputPeriod.of(row.getString(1), tenant, row.getString(2), row.getObject(3, LocalDate.class), row.getObject(4, LocalDate.class));
                    rows.put(new Row(period, row.getString(5), row.getLong(6), row.getLong(7), row.getLong(8), row.getLong(9), row.getObject(10, Double.class),
                            row.getObject(11, Double.class), row.getString(12)), row.getString(13));
                }
            }
        }
        return rows;
    }
}
