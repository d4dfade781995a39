package io.costflow.job;

import io.costflow.scenario.Scenario;
import io.costflow.scenario.Scenarios;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios that come with the project, said in another way: the rows are the same. */
class ScenarioVariantsIT {

    @AutoClose
    private static JobCluster jobs;

    @TempDir
    private Path lake;

    @BeforeAll
    static void start() throws Exception {
        jobs = JobCluster.start();
    }

    static Stream<Scenario> scenarios() {
        return Scenarios.inResources();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void filesMayComeInTwoChunks(Scenario scenario) throws Exception {
        LakeCopy.inHalves(scenario, lake);
        new ScenarioCheck(jobs).run(scenario, TestSettings.folder(lake), UnaryOperator.identity());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void filesMayHaveNamesThatSayNoDay(Scenario scenario) throws Exception {
        LakeCopy.withoutDays(scenario, lake);
        new ScenarioCheck(jobs).run(scenario, TestSettings.folder(lake), UnaryOperator.identity());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void sourcesMayBeDiscoveredInKokusTables(Scenario scenario) throws Exception {
        // koku's tables of the scenarios have no cost models, so the markup of AWS is not in them.
        new ScenarioCheck(jobs).run(scenario, List.of(ScenarioCheck.SUMMARY), TestSettings.folder(scenario.lake()), TestSettings::discovering);
    }
}
