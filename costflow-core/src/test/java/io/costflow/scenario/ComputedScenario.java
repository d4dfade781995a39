package io.costflow.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import io.costflow.publish.DayRows;
import io.costflow.publish.OwnTables;
import io.costflow.publish.PublishInput;
import io.costflow.publish.Table;
import io.costflow.reference.ReferenceReader;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.testbed.KokuDatabase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Computes all outputs of a scenario without a Flink job, and copies their rows to a database. */
public final class ComputedScenario {

    private static final Map<String, Table<?>> TABLES = InProcessRun.tables().stream().collect(Collectors.toMap(Table::name, Function.identity()));

    private ComputedScenario() {}

    /** Loads what the scenario starts from, and adds the rows that are computed from its lake; no day may be held back. */
    public static void load(Scenario scenario, KokuDatabase database) throws Exception {
        ScenarioDatabase.load(scenario, database);
        try (Connection connection = database.connect()) {
            createOwnTables(scenario, connection);
            for (DayRows rows : compute(scenario, scenario.lake(), reference(scenario, connection))) {
                copy(rows, connection);
            }
        }
    }

    /** Reads what koku's tables say of the scenario's sources. */
    public static ReferenceSnapshot reference(Scenario scenario, Connection connection) throws Exception {
        return ReferenceReader.read(connection, scenario.tenant(), 1, Providers.all().stream().map(Provider::reference).toList());
    }

    /** Computes the rows of a lake that has the scenario's contents; no day may be held back. */
    public static List<DayRows> compute(Scenario scenario, Path lake, ReferenceSnapshot reference) throws Exception {
        List<PublishInput> outputs = InProcessRun.compute(lake, scenario.window(), scenario.sources(), reference);
        assertThat(outputs).as("days that are held back").noneMatch(output -> output.mark() != null && output.mark().heldBack() != null);
        return outputs.stream().map(PublishInput::rows).filter(Objects::nonNull).toList();
    }

    /** Returns computed rows by their tables, as text that is neither rounded nor brought to PostgreSQL's form of a value. */
    public static Map<String, TableRows> byTable(List<DayRows> computed) {
        Map<String, TableRows> tables = new TreeMap<>();
        for (DayRows rows : computed) {
            tables.computeIfAbsent(rows.table(), table -> new TableRows(TABLES.get(table).columnNames(), new ArrayList<>()))
                    .rows().addAll(TableRows.ofCopy(new String(rows.text(), StandardCharsets.UTF_8)));
        }
        return tables;
    }

    /** Creates the tables that koku does not have. */
    public static void createOwnTables(Scenario scenario, Connection connection) throws Exception {
        for (Table<?> table : TABLES.values()) {
            if (table.own()) {
                OwnTables.create(connection, scenario.tenant(), table);
            }
        }
    }

    /** Copies computed rows to their table. PostgreSQL rounds numbers to the scales of the columns. */
    public static void copy(DayRows rows, Connection connection) throws Exception {
        Table<?> table = TABLES.get(rows.table());
        String target = rows.period().tenant() + "." + table.name() + " (" + String.join(", ", table.columnNames()) + ")";
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + target + " FROM STDIN", new ByteArrayInputStream(rows.text()));
    }
}
