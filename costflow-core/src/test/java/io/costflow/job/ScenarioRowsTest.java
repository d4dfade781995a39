package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import io.costflow.publish.DayRows;
import io.costflow.publish.PublishInput;
import io.costflow.publish.Table;
import io.costflow.reference.ReferenceReader;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.scenario.InProcessRun;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/** Compares the rows that are computed of every scenario with the incumbent's, without a Flink job; {@code ScenariosIT} shows that the job gives the same. */
class ScenarioRowsTest {

    private static final Map<String, Table<?>> TABLES =
            InProcessRun.tables().stream().collect(Collectors.toMap(Table::name, Function.identity()));

    static Stream<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void filesAsTheyAre(Scenario scenario) throws Exception {
        requireExpectedRows(scenario, scenario.lake());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void filesInTwoChunks(Scenario scenario, @TempDir Path lake) throws Exception {
        LakeCopy.inHalves(scenario, lake);
        requireExpectedRows(scenario, lake);
    }

    private static void requireExpectedRows(Scenario scenario, Path lake) throws Exception {
        KokuDatabase database = SharedServers.database().createDatabase();
        ScenarioDatabase.load(scenario, database);
        try (Connection connection = database.connect()) {
            ReferenceSnapshot reference = ReferenceReader.read(connection, scenario.tenant(), 1, Providers.all().stream().map(Provider::reference).toList());
            List<PublishInput> outputs = InProcessRun.compute(lake, scenario.window(), scenario.sources(), reference);
            assertThat(outputs).as("days that are held back").noneMatch(output -> output.mark() != null && output.mark().heldBack() != null);
            for (PublishInput output : outputs) {
                if (output.rows() != null) {
                    copy(output.rows(), connection);
                }
            }
        }
        ScenarioCheck.requireExpectedRows(scenario, scenario.expectedTablesOfAllOutputs(), database, List.of());
    }

    /** PostgreSQL rounds numbers to the scales of the columns. */
    static void copy(DayRows rows, Connection connection) throws Exception {
        Table<?> table = TABLES.get(rows.table());
        String target = rows.period().tenant() + "." + table.name() + " (" + String.join(", ", table.columnNames()) + ")";
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + target + " FROM STDIN", new ByteArrayInputStream(rows.text()));
    }
}
