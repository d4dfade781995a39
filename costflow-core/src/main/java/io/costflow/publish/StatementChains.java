package io.costflow.publish;

import io.costflow.database.Tables;
import io.costflow.day.OutputPeriod;
import io.costflow.settings.SourceMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Chains of statements that belong together: they fill intermediate tables and summarise these at last, so that all of them are answered in one mode. The mode is
 * that of the first statement. A chain is over when all tables of its output were answered, or an hour after it began. Chains stand in {@code costflow_request},
 * for all endpoints.
 */
public final class StatementChains {

    private static final String STATE = "chain";
    private static final String OVER_AFTER = "1 hour";
    private static final String UNDER_WAY = "state = '" + STATE + "' and answered_at is null and expires_at > now()";

    private StatementChains() {}

    /**
     * What a chain is about.
     *
     * @param source the source of the output
     * @param cluster the cluster whose part it is; of an output of a cluster, the source itself
     * @param month the month of its days
     */
    public record Chain(String tenant, String output, String source, String cluster, YearMonth month) {

        UUID id() {
            return UUID.nameUUIDFromBytes(String.join(" ", STATE, tenant, output, source, cluster, month.toString()).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Returns the mode that a statement of a chain is answered in, and begins the chain where none is under way.
     *
     * @param firstOf the days of which this is the first statement; none for a later statement. The first statement of days that the chain has, or of a chain that
     *     has come to its summaries, begins another one
     * @param now the mode of the output now
     */
    public static SourceMode mode(Connection connection, Chain chain, Set<LocalDate> firstOf, SourceMode now) throws SQLException {
        TreeSet<LocalDate> days = new TreeSet<>(firstOf);
        RequestTable.create(connection, chain.tenant());
        String query = "select reason, table_name is not null or period_from <= ?::date and period_to >= ?::date from " + RequestTable.in(chain.tenant())
                + " where id = ? and " + UNDER_WAY;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, days.isEmpty() ? null : days.last());
            statement.setObject(2, days.isEmpty() ? null : days.first());
            statement.setObject(3, chain.id());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next() && (days.isEmpty() || !row.getBoolean(2))) {
                    SourceMode kept = SourceMode.of(row.getString(1)).orElse(now);
                    extend(connection, chain, days);
                    return kept;
                }
            }
        }
        begin(connection, chain, days, now);
        return now;
    }

    private static void begin(Connection connection, Chain chain, TreeSet<LocalDate> days, SourceMode mode) throws SQLException {
        String insert = "insert into " + RequestTable.in(chain.tenant()) + " as chain (id, statement_id, source_uuid, output, period_from, period_to, asked_by, state, reason, expires_at)"
                + " values (?, ?, ?, ?, ?, ?, 'costflow serve', '" + STATE + "', ?, now() + interval '" + OVER_AFTER + "') on conflict (id) do update set"
                + " period_from = excluded.period_from, period_to = excluded.period_to, reason = excluded.reason, expires_at = excluded.expires_at, asked_at = now(),"
                + " table_name = null, answered_at = null";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setObject(1, chain.id());
            statement.setString(2, STATE + " of " + chain.cluster() + " in " + chain.month());
            statement.setObject(3, UUID.fromString(chain.source()));
            statement.setString(4, chain.output());
            statement.setObject(5, days.isEmpty() ? chain.month().atDay(1) : days.first());
            statement.setObject(6, days.isEmpty() ? chain.month().atEndOfMonth() : days.last());
            statement.setString(7, mode.text());
            statement.executeUpdate();
        }
    }

    private static void extend(Connection connection, Chain chain, TreeSet<LocalDate> days) throws SQLException {
        if (days.isEmpty()) {
            return;
        }
        String update = "update " + RequestTable.in(chain.tenant()) + " set period_from = least(period_from, ?), period_to = greatest(period_to, ?) where id = ?";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setObject(1, days.first());
            statement.setObject(2, days.last());
            statement.setObject(3, chain.id());
            statement.executeUpdate();
        }
    }

    /**
     * Records that the summary of a table was answered.
     *
     * @param tables how many tables are summarised by the chain
     */
    public static void answered(Connection connection, Chain chain, String table, int tables) throws SQLException {
        String update = "update " + RequestTable.in(chain.tenant()) + " as chain set table_name = answered.names,"
                + " answered_at = case when cardinality(string_to_array(answered.names, ' ')) >= ? then now() end"
                + " from (select string_agg(distinct name, ' ' order by name) as names from " + RequestTable.in(chain.tenant()) + " before,"
                + " unnest(string_to_array(coalesce(before.table_name, ''), ' ') || ?::text) as name where before.id = ? and name <> '') as answered where chain.id = ?";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setInt(1, tables);
            statement.setString(2, table);
            statement.setObject(3, chain.id());
            statement.setObject(4, chain.id());
            statement.executeUpdate();
        }
    }

    /** The mode that a chain which is under way keeps for a period, else the mode of the period's output, if a table says it. {@code refuse} counts at once. */
    static Optional<SourceMode> modeOf(Connection connection, OutputPeriod period) throws SQLException {
        Optional<SourceMode> now = SourceModes.of(connection, period);
        if (now.filter(mode -> mode == SourceMode.REFUSE).isPresent() || !Tables.exists(connection, period.tenant(), RequestTable.NAME)) {
            return now;
        }
        String query = "select reason from " + RequestTable.in(period.tenant()) + " where " + UNDER_WAY + " and source_uuid = ? and output = ?"
                + " and period_from <= ? and period_to >= ? order by asked_at desc limit 1";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, UUID.fromString(period.source()));
            statement.setString(2, period.output());
            statement.setObject(3, period.to());
            statement.setObject(4, period.from());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    return SourceMode.of(row.getString(1));
                }
            }
        }
        return now;
    }

    /** All modes of a tenant, as {@link SourceModes#read} has them, with those that chains keep which are under way. {@code refuse} counts at once. */
    public static Map<String, Map<String, SourceMode>> modes(Connection connection, String tenant) throws SQLException {
        Map<String, Map<String, SourceMode>> modes = SourceModes.read(connection, tenant);
        if (!Tables.exists(connection, tenant, RequestTable.NAME)) {
            return modes;
        }
        String query = "select source_uuid::text, output, reason from " + RequestTable.in(tenant) + " where " + UNDER_WAY + " order by asked_at";
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String source = rows.getString(1);
                String output = rows.getString(2);
                if (SourceModes.of(modes, source, output).filter(mode -> mode == SourceMode.REFUSE).isEmpty()) {
                    modes.computeIfAbsent(source, some -> new HashMap<>()).put(output, SourceMode.of(rows.getString(3)).orElseThrow());
                }
            }
        }
        return modes;
    }

    /** Ends a chain: a statement has failed, so that the next try begins another one. */
    public static void end(Connection connection, Chain chain) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update " + RequestTable.in(chain.tenant()) + " set answered_at = now() where id = ?")) {
            statement.setObject(1, chain.id());
            statement.executeUpdate();
        }
    }
}
