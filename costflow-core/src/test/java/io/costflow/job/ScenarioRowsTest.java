package io.costflow.job;


import io.costflow.scenario.ComputedScenario;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.Scenarios;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the rows that are computed of every scenario with the incumbent's, without a Flink job; {@code ScenariosIT} shows that the job gives the same. */
class ScenarioRowsTest {

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
        ComputedScenario.load(scenario, lake, database);
        ScenarioCheck.requireExpectedRows(scenario, scenario.expectedTablesOfAllOutputs(), database, List.of());
    }
}
