package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.scenario.RowComparison;
import io.costflow.scenario.RowDifferences;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import java.sql.Connection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.SoftAssertions;

/** Runs a scenario and compares what it leaves with what the incumbent left. */
final class ScenarioCheck {

    static final String SUMMARY = "reporting_ocpusagelineitem_daily_summary";

    private final JobCluster jobs;

    ScenarioCheck(JobCluster jobs) {
        this.jobs = jobs;
    }

    /** A run that publishes every output gives the expected rows of all tables. */
    void runOnce(Scenario scenario, LakeSettings lake) throws Exception {
        runOnce(scenario, scenario.expectedTablesOfAllOutputs(), lake, settings -> TestSettings.publishing(settings, OutputSelection.ALL));
    }

    /** A run gives the expected rows of some tables. */
    void runOnce(Scenario scenario, List<String> tables, LakeSettings lake, UnaryOperator<Settings> change) throws Exception {
        KokuDatabase database = jobs.database();
        ScenarioDatabase.load(scenario, database);
        firstRun(scenario, tables, database, change.apply(TestSettings.of(lake, database, scenario)));
    }

    /** The first run, which publishes every output, gives the expected rows of all tables; a second one and a rebuild leave every row as it is. */
    void run(Scenario scenario, LakeSettings lake, UnaryOperator<Settings> change) throws Exception {
        KokuDatabase database = jobs.database();
        ScenarioDatabase.load(scenario, database);
        Settings settings = TestSettings.publishing(change.apply(TestSettings.of(lake, database, scenario)), OutputSelection.ALL);

        firstRun(scenario, scenario.expectedTablesOfAllOutputs(), database, settings);
        List<String> versions = RowVersions.of(database, scenario.tenant());

        List<DayReport> second = jobs.run(settings);
        assertThat(second).as("second run").extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(RowVersions.of(database, scenario.tenant())).as("after the second run").isEqualTo(versions);

        List<DayReport> rebuilt = jobs.run(TestSettings.rebuilding(settings));
        assertThat(rebuilt).as("rebuild").extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(RowVersions.of(database, scenario.tenant())).as("after the rebuild").isEqualTo(versions);
    }

    private void firstRun(Scenario scenario, List<String> tables, KokuDatabase database, Settings settings) throws Exception {
        List<DayReport> reports = jobs.run(settings);
        requireExpectedRows(scenario, tables, database, reports);
        assertThat(reports).extracting(DayReport::outcome).doesNotContain(Outcome.HELD_BACK, Outcome.SUPERSEDED);
    }

    static void requireExpectedRows(Scenario scenario, List<String> tables, KokuDatabase database, List<DayReport> reports) throws Exception {
        try (Connection connection = database.connect()) {
            requireExpectedRows(scenario, tables, connection, reports);
        }
    }

    static void requireExpectedRows(Scenario scenario, List<String> tables, Connection connection, List<DayReport> reports) throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (String table : tables) {
            RowDifferences differences =
                    RowComparison.compare(scenario.expected(table), ScenarioDatabase.export(connection, scenario.tenant(), table), "uuid", "id");
            softly.assertThat(differences.isEmpty()).as(scenario + " " + table + ": " + differences + " " + reports).isTrue();
        }
        softly.assertAll();
    }
}
