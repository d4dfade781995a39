package io.costflow.scenario;

import io.costflow.testbed.KokuDatabase;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Moves rows between a scenario and a database. */
public final class ScenarioDatabase {
    private static final String SHARED_SCHEMA = "public.";

    private static final String FORMAT = "WITH (FORMAT csv, HEADER, NULL '\\N')";

    private ScenarioDatabase() {}

    /** Loads the rows that the scenario starts from. Columns that a file does not have get their defaults. */
    public static void load(Scenario scenario, KokuDatabase database) throws IOException, SQLException {
        try (Connection connection = database.connect()) {
            for (Path file : scenario.references()) {
                copyIn(connection, file, qualified(scenario.tenant(), file.getFileName().toString().replace(".csv", "")));
            }
            if (scenario.hasGpuRate()) {
                addGpuRate(connection, scenario.tenant(), scenario.clusters().get(0).uuid());
            }
        }
    }

    private static void addGpuRate(Connection connection, String tenant, String source) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    with model as (insert into %1$s.cost_model (source_type) values ('OCP') returning uuid),
                        list as (insert into %1$s.price_list (effective_start_date, effective_end_date) values ('2020-01-01', '2099-12-31') returning uuid),
                        rate as (insert into %1$s.cost_model_rate (price_list_id, metric, tag_key) select uuid, 'gpu_cost_per_month', 'nvidia' from list),
                        priority as (insert into %1$s.price_list_cost_model_map (price_list_id, cost_model_id, priority)
                            select list.uuid, model.uuid, 1 from list, model)
                    insert into %1$s.cost_model_map (provider_uuid, cost_model_id) select '%2$s', uuid from model""".formatted(tenant, source));
        }
    }

    /** Loads the rows that the incumbent left, in place of those that are there, under keys of their own. The tables' partitions are there already. */
    public static void loadExpected(Scenario scenario, KokuDatabase database) throws IOException, SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            for (String table : scenario.expectedTables()) {
                String name = qualified(scenario.tenant(), table);
                String key = columnsOf(statement, name).contains("uuid") ? "uuid" : "id";
                statement.execute("delete from " + name);
                statement.execute("alter table " + name + " alter column " + key + " set default public.uuid_generate_v4()");
                copyIn(connection, scenario.expectedFile(table), name);
            }
        }
    }

    private static Set<String> columnsOf(Statement statement, String table) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (ResultSet rows = statement.executeQuery("select attname from pg_attribute where attrelid = '" + table + "'::regclass")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }

    /** All rows and columns of a table of the tenant, or of a shared one with {@code public.} in front. */
    public static TableRows export(KokuDatabase database, String tenant, String table) throws IOException, SQLException {
        try (Connection connection = database.connect()) {
            return export(connection, tenant, table);
        }
    }

    /** The same over a connection that serves many tables: connecting takes longer than copying the rows of most. */
    public static TableRows export(Connection connection, String tenant, String table) throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
        }
        StringWriter csv = new StringWriter();
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (SELECT * FROM " + qualified(tenant, table) + ") TO STDOUT " + FORMAT, csv);
        return TableRows.parse(csv.toString());
    }

    private static void copyIn(Connection connection, Path file, String table) throws IOException, SQLException {
        try (Reader rows = Files.newBufferedReader(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " (" + columns(file) + ") FROM STDIN " + FORMAT, rows);
        }
    }

    private static String columns(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return Arrays.stream(lines.findFirst().orElseThrow().split(",")).map(column -> '"' + column + '"').collect(Collectors.joining(", "));
        }
    }

    private static String qualified(String tenant, String table) {
        return table.startsWith(SHARED_SCHEMA) ? table : tenant + "." + table;
    }
}
