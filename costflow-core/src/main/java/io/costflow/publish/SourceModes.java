package io.costflow.publish;

import io.costflow.database.SqlName;
import io.costflow.database.Tables;
import io.costflow.day.OutputPeriod;
import io.costflow.settings.SourceMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code costflow_source} of a tenant: who writes which output of which source. An operator changes it by one SQL statement. A row of an output wins
 * over the row of all outputs of its source, and both over the configuration.
 */
public final class SourceModes {

    /** Its name, in the tenant's schema. */
    public static final String NAME = "costflow_source";

    /** The output of a row that is about all outputs of the source. */
    public static final String ALL_OUTPUTS = "*";

    private SourceModes() {}

    static String in(String tenant) {
        return SqlName.quoted(tenant, NAME);
    }

    /** Creates the table if it is missing, as part of the caller's transaction. Two creators at once do not disturb each other. */
    public static void create(Connection connection, String tenant) throws SQLException {
        OwnTables.create(connection, tenant, NAME, "create table if not exists " + in(tenant) + """
                     (
                        source_uuid uuid not null,
                        output text not null default '*',
                        mode text not null check (mode in ('trino', 'shadow', 'costflow', 'refuse')),
                        changed_at timestamptz not null default now(),
                        changed_by text not null default current_user,
                        primary key (source_uuid, output))""");
    }

    /** Says who writes an output of a source from now on. */
    public static void set(Connection connection, String tenant, String source, String output, SourceMode mode) throws SQLException {
        String upsert = "insert into " + in(tenant) + " (source_uuid, output, mode) values (?, ?, ?) on conflict (source_uuid, output)"
                + " do update set (mode, changed_at, changed_by) = row(excluded.mode, now(), current_user)";
        try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            statement.setObject(1, UUID.fromString(source));
            statement.setString(2, output);
            statement.setString(3, mode.text());
            statement.executeUpdate();
        }
    }

    /** The mode of a period's output, if the table is there and has a row for it. */
    static Optional<SourceMode> of(Connection connection, OutputPeriod period) throws SQLException {
        return of(connection, period.tenant(), period.source(), period.output());
    }

    /** The mode of an output of a source, if the table is there and has a row for it. */
    public static Optional<SourceMode> of(Connection connection, String tenant, String source, String output) throws SQLException {
        if (!Tables.exists(connection, tenant, NAME)) {
            return Optional.empty();
        }
        String query = "select mode from " + in(tenant) + " where source_uuid = ? and output in (?, '" + ALL_OUTPUTS + "') order by output = '" + ALL_OUTPUTS
                + "' limit 1";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, UUID.fromString(source));
            statement.setString(2, output);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? SourceMode.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** The mode of an output of a source among all modes of its tenant, if there is a row for it. */
    public static Optional<SourceMode> of(Map<String, Map<String, SourceMode>> modes, String source, String output) {
        Map<String, SourceMode> ofSource = modes.getOrDefault(source, Map.of());
        return Optional.ofNullable(ofSource.getOrDefault(output, ofSource.get(ALL_OUTPUTS)));
    }

    /** All modes of a tenant, by source and then by output; {@value #ALL_OUTPUTS} stands for all outputs. */
    public static Map<String, Map<String, SourceMode>> read(Connection connection, String tenant) throws SQLException {
        Map<String, Map<String, SourceMode>> modes = new HashMap<>();
        if (!Tables.exists(connection, tenant, NAME)) {
            return modes;
        }
        String query = "select source_uuid::text, output, mode from " + in(tenant);
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                modes.computeIfAbsent(rows.getString(1), source -> new HashMap<>()).put(rows.getString(2), SourceMode.of(rows.getString(3)).orElseThrow());
            }
        }
        return modes;
    }
}
