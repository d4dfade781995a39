package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.DayRows;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.scenario.ComputedScenario;
import io.costflow.scenario.RowComparison;
import io.costflow.scenario.RowDifferences;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.scenario.TableRows;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the rows that are computed of every scenario with the incumbent's, without a Flink job; {@code ScenariosIT} shows that the job gives the same. Of the
 * same files cut in two the same rows are computed.
 */
class ScenarioRowsTest {

    static Stream<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theIncumbentsRows(Scenario scenario, @TempDir Path halves) throws Exception {
        KokuDatabase database = SharedServers.database().createDatabase();
        ScenarioDatabase.load(scenario, database);
        try (Connection connection = database.connect()) {
            ComputedScenario.createOwnTables(scenario, connection);
            ReferenceSnapshot reference = ComputedScenario.reference(scenario, connection);
            List<DayRows> rows = ComputedScenario.compute(scenario, scenario.lake(), reference);
            for (DayRows ofDay : rows) {
                ComputedScenario.copy(ofDay, connection);
            }
            ScenarioCheck.requireExpectedRows(scenario, scenario.expectedTablesOfAllOutputs(), connection, List.of());

            LakeCopy.inHalves(scenario, halves);
            requireSameRows(scenario, rows, ComputedScenario.compute(scenario, halves, reference));
        }
    }

    private static void requireSameRows(Scenario scenario, List<DayRows> ofWholeFiles, List<DayRows> ofHalves) {
        Map<String, TableRows> expected = ComputedScenario.byTable(ofWholeFiles);
        Map<String, TableRows> found = ComputedScenario.byTable(ofHalves);
        assertThat(found.keySet()).as("tables with rows").isEqualTo(expected.keySet());
        expected.forEach((table, rows) -> {
            RowDifferences differences = RowComparison.compare(rows, found.get(table), "uuid", "id");
            assertThat(differences.isEmpty()).as(scenario + " with files cut in two, " + table + ": " + differences).isTrue();
        });
    }
}
