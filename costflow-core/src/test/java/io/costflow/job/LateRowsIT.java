package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.inventory.FileDaysTable;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.scenario.TableRows;
import io.costflow.settings.DayRange;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of a bill that is named after 5 October has a line item of 2 October: the day is the same whatever the window is, and however often it runs. */
class LateRowsIT {

    private static final LocalDate DAY_2 = LocalDate.of(2025, 10, 2);
    private static final String PROJECTS = "reporting_ocpawscostlineitem_project_daily_summary_p";

    private final JobCluster jobs = JobCluster.shared();
    private final Scenario scenario = Scenarios.named("aws-late-row-in-another-manifest");

    @TempDir
    private Path lake;

    private KokuDatabase database;
    private Settings settings;

    @BeforeEach
    void copyScenario() throws Exception {
        try (Stream<Path> files = Files.walk(scenario.lake())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = lake.resolve(scenario.lake().relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        database = jobs.database();
        ScenarioDatabase.load(scenario, database);
        settings = TestSettings.publishing(TestSettings.of(HookedFileSystem.lake(lake), database, scenario), "openshift", "openshift-on-aws", "aws");
    }

    @AfterEach
    void forgetHooks() {
        HookedFileSystem.reset();
    }

    @Test
    void theWindowMayLeaveOutTheDayOfTheFilesName() throws Exception {
        assertThat(jobs.run(of(DAY_2))).extracting(DayReport::outcome).containsOnly(Outcome.PUBLISHED);
        assertThat(cost(DAY_2)).isEqualByComparingTo(expectedCost(DAY_2)).isPositive();

        assertThat(jobs.run(settings)).as("the whole window").filteredOn(report -> report.period().from().equals(DAY_2))
                .extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
    }

    @Test
    void aSecondRunOpensNoFileAndTakesNothingAway() throws Exception {
        jobs.run(settings);
        HookedFileSystem.beforeOpening(file -> {
            throw new AssertionError("The file " + file + " did not change, but is opened.");
        });
        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(jobs.run(of(DAY_2))).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(cost(DAY_2)).isEqualByComparingTo(expectedCost(DAY_2));
    }

    @Test
    void nothingDependsOnWhatIsRemembered() throws Exception {
        ClusterLake.execute(database, "create table " + scenario.tenant() + "." + FileDaysTable.NAME + " (nothing int)");
        jobs.run(settings);
        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(cost(DAY_2)).isEqualByComparingTo(expectedCost(DAY_2));
    }

    private Settings of(LocalDate day) {
        return new Settings(settings.lake(), settings.database(), new DayRange(day, day), settings.sources(), settings.run());
    }

    private BigDecimal cost(LocalDate day) throws Exception {
        String sql = "select sum(unblended_cost)::text from " + scenario.tenant() + "." + PROJECTS + " where usage_start = '" + day + "'";
        return new BigDecimal(RowVersions.query(database, sql).get(0));
    }

    private BigDecimal expectedCost(LocalDate day) throws Exception {
        TableRows rows = scenario.expected(PROJECTS);
        BigDecimal sum = BigDecimal.ZERO;
        for (int row = 0; row < rows.rows().size(); row++) {
            if (rows.column("usage_start").get(row).equals(day.toString())) {
                sum = sum.add(new BigDecimal(rows.column("unblended_cost").get(row)));
            }
        }
        return sum;
    }
}
