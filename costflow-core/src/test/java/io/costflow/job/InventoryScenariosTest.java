package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.inventory.SurveyRun;
import io.costflow.publish.PublishInput;
import io.costflow.publish.Table;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.scenario.ComputedScenario;
import io.costflow.scenario.InProcessRun;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.settings.DayRange;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Files;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From empty tables and without links, Costflow finds the incumbent's inventory and links of every scenario, and computes its rows with them, without a Flink job;
 * {@code InventoryIT} shows that the job gives the same.
 */
class InventoryScenariosTest {

    static Stream<Scenario> scenarios() {
        return Scenarios.all().filter(KokuInventory::isKnownOf);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everythingIsFoundInOnePassAndNothingIsWrittenInTheNext(Scenario scenario) throws Exception {
        KokuDatabase database = SharedServers.database().createDatabase();
        ScenarioDatabase.load(scenario, database);
        KokuInventory.clear(database, scenario.tenant());
        Settings settings = settings(scenario, scenario.window(), database);

        SurveyRun first = SurveyRun.of(settings);

        KokuInventory.requireExpectedLinks(scenario, database);
        requireExpectedRows(scenario, first, database);
        SurveyRun second = SurveyRun.of(settings);
        assertThat(second.rows()).as("rows written in the second pass").isZero();
        assertThat(second.sources()).isEqualTo(first.sources());
        assertThat(second.nodes()).isEqualTo(first.nodes());

        if (!KokuInventory.window(scenario).equals(scenario.window())) {
            SurveyRun.of(settings(scenario, KokuInventory.window(scenario), database));
        }
        KokuInventory.requireExpectedObjects(scenario, database);
    }

    private static Settings settings(Scenario scenario, DayRange window, KokuDatabase database) {
        Settings settings = TestSettings.of(TestSettings.folder(scenario.lake()), database, window, KokuInventory.unlinked(scenario));
        return TestSettings.publishing(KokuInventory.keptByCostflow(settings), OutputSelection.ALL);
    }

    private static void requireExpectedRows(Scenario scenario, SurveyRun survey, KokuDatabase database) throws Exception {
        try (Connection connection = database.connect()) {
            ComputedScenario.createOwnTables(scenario, connection);
            ReferenceSnapshot reference = ComputedScenario.reference(scenario, connection);
            List<PublishInput> outputs = InProcessRun.compute(
                    scenario.lake(), scenario.window(), survey.sources(), reference.withNodeRoles(List.of()), survey::nodes);
            for (PublishInput output : outputs) {
                if (output.rows() != null) {
                    ComputedScenario.copy(output.rows(), connection);
                }
            }
            List<String> computed = InProcessRun.tables().stream().map(Table::name).toList();
            if (Files.exists(scenario.folder().resolve("expected"))) {
                ScenarioCheck.requireExpectedRows(
                        scenario, scenario.expectedTablesOfAllOutputs().stream().filter(computed::contains).toList(), connection, List.of());
            }
        }
    }
}
