package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.DayReport;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of the difference to the incumbent, of rows that the incumbent itself computed. */
class TakeoverDifferenceIT {

    private static final double ALERT = 0.0001;

    private final JobCluster jobs = JobCluster.shared();

    @ParameterizedTest
    @ValueSource(strings = {"xa05-tags-disks-network", "ocp-02-storage-volume"})
    void theIncumbentsOwnRowsDifferByFarLessThanTheAlertAndOthersByMore(String name) throws Exception {
        Scenario scenario = Scenarios.named(name);
        KokuDatabase database = jobs.database();
        ScenarioDatabase.load(scenario, database);
        Settings settings = TestSettings.of(TestSettings.folder(scenario.lake()), database, scenario);
        jobs.run(settings);

        takeOverExpected(scenario, database);
        assertThat(differences(settings)).isNotEmpty().allSatisfy(difference -> assertThat(difference).isBetween(0.0, ALERT / 100));

        takeOverExpected(scenario, database);
        execute(database, "update " + scenario.tenant() + "." + ScenarioCheck.SUMMARY + " set pod_usage_cpu_core_hours = pod_usage_cpu_core_hours * 1.001");
        assertThat(differences(settings)).anySatisfy(difference -> assertThat(difference).isBetween(0.0009, 0.0011));
    }

    /** The days are those of the incumbent now. */
    private static void takeOverExpected(Scenario scenario, KokuDatabase database) throws Exception {
        ScenarioDatabase.loadExpected(scenario, database);
        execute(database, "drop table " + scenario.tenant() + ".costflow_day");
    }

    private List<Double> differences(Settings settings) throws Exception {
        return jobs.run(settings).stream().map(DayReport::replaced).map(replaced -> replaced.difference()).toList();
    }

    private static void execute(KokuDatabase database, String sql) throws Exception {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
