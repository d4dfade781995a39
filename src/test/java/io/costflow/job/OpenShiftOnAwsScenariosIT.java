package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.demo.EmbeddedDatabase;
import io.costflow.demo.KokuDatabase;
import io.costflow.publish.DayReport;
import io.costflow.scenario.RowComparison;
import io.costflow.scenario.RowDifferences;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenShiftOnAwsScenariosIT {

    private static EmbeddedDatabase server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedDatabase.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    static Stream<Scenario> scenarios() {
        return Stream.concat(Scenarios.inResources(), Scenarios.shared()).filter(s -> s.sources().size() > s.clusters().size());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void computesWhatTheIncumbentComputed(Scenario scenario) throws Exception {
        KokuDatabase database = server.createDatabase();
        ScenarioDatabase.load(scenario, database);
        Settings settings = new Settings(
                new LakeSettings(scenario.lakeRoot(), null, null, null, true),
                new DatabaseSettings(database.url(), database.user(), database.password(), Duration.ofSeconds(20)),
                scenario.window(),
                scenario.sources(),
                new RunSettings(2, false, Duration.ofSeconds(10)));
        List<DayReport> reports;
        try (LocalRun run = LocalRun.begin()) {
            LocalCluster.run(settings, run);
            reports = run.reports();
        }
        SoftAssertions softly = new SoftAssertions();
        for (String table : scenario.expectedTables()) {
            RowDifferences differences =
                    RowComparison.compare(scenario.expected(table), ScenarioDatabase.export(database, scenario.tenant(), table), "uuid", "id");
            softly.assertThat(differences.isEmpty()).as(table + " " + differences + " " + reports).isTrue();
        }
        softly.assertAll();
    }
}
