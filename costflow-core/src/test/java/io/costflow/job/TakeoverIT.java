package io.costflow.job;

import static io.costflow.job.ClusterLake.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others wrote to the table: the incumbent's rows are taken over, all others are left alone. */
class TakeoverIT {

    private static final String VERSION = "substr(uuid::text, 15, 1)";

    private final JobCluster jobs = JobCluster.shared();

    private final Scenario scenario = Scenarios.named("x02-category-overlap");
    private final String table = scenario.tenant() + "." + ScenarioCheck.SUMMARY;
    private final String status = scenario.tenant() + ".costflow_day";
    private KokuDatabase database;
    private Settings settings;

    @BeforeEach
    void publish() throws Exception {
        database = jobs.database();
        ScenarioDatabase.load(scenario, database);
        settings = TestSettings.of(TestSettings.folder(scenario.lake()), database, scenario);
        jobs.run(settings);
    }

    @Test
    void aDayThatTheIncumbentWroteIsTakenOverAsAWhole() throws Exception {
        execute(database, "update " + table + " set uuid = public.uuid_generate_v4()");
        execute(database, "drop table " + status);

        List<DayReport> reports = jobs.run(settings);

        assertThat(reports).extracting(DayReport::outcome).containsOnly(Outcome.PUBLISHED);
        ScenarioCheck.requireExpectedRows(scenario, List.of(ScenarioCheck.SUMMARY), database, reports);
        assertThat(RowVersions.query(database, "select distinct " + VERSION + " from " + table)).containsExactly("5");
    }

    @Test
    void rowsThatAreNotOursAreLeftAlone() throws Exception {
        insertForeign("cost_model_rate_type", "'Supplementary'");
        insertForeign("monthly_cost_type", "'Node'");
        insertForeign("distributed_cost", "1.5");
        insertForeign("infrastructure_raw_cost", "2.5");
        execute(database, "insert into " + table + " (uuid, usage_start, usage_end, source_uuid, namespace) select public.uuid_generate_v4(), usage_start, usage_end,"
                + " '00000000-0000-0000-0000-0000000000ff', 'foreign' from " + table + " limit 1");
        List<String> versions = RowVersions.of(database, scenario.tenant());

        jobs.run(settings);
        jobs.run(TestSettings.rebuilding(settings));
        assertThat(RowVersions.of(database, scenario.tenant())).isEqualTo(versions);

        execute(database, "update " + table + " set uuid = public.uuid_generate_v4() where namespace <> 'foreign'");
        List<String> foreign = foreign();
        jobs.run(TestSettings.rebuilding(settings));
        assertThat(foreign()).hasSize(5).isEqualTo(foreign);
        execute(database, "delete from " + table + " where namespace = 'foreign'");
        ScenarioCheck.requireExpectedRows(scenario, List.of(ScenarioCheck.SUMMARY), database, List.of());
    }

    @Test
    void labelsThatTagMappingRenamedStayUntilTheDayIsRebuilt() throws Exception {
        execute(database, "update " + table + " set all_labels = '{\"renamed\": \"yes\"}' where data_source = 'Pod'");
        String renamed = "select count(*) from " + table + " where all_labels ? 'renamed'";
        String count = RowVersions.query(database, renamed).get(0);
        assertThat(count).isNotEqualTo("0");

        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(RowVersions.query(database, renamed)).containsExactly(count);

        List<DayReport> rebuilt = jobs.run(TestSettings.rebuilding(settings));
        assertThat(rebuilt).extracting(DayReport::outcome).contains(Outcome.PUBLISHED);
        ScenarioCheck.requireExpectedRows(scenario, List.of(ScenarioCheck.SUMMARY), database, rebuilt);
    }

    private void insertForeign(String column, String value) throws Exception {
        execute(database, "insert into " + table + " (uuid, usage_start, usage_end, source_uuid, namespace, " + column + ")"
                + " select public.uuid_generate_v4(), usage_start, usage_end, source_uuid, 'foreign', " + value + " from " + table + " where namespace <> 'foreign' limit 1");
    }

    private List<String> foreign() throws Exception {
        return RowVersions.query(database, "select uuid || ' ' || xmin from " + table + " where namespace = 'foreign' order by 1");
    }
}
