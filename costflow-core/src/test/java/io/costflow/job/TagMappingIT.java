package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Labels and tags are written as koku maps them: after one writer the other finds nothing to do. */
class TagMappingIT {

    private final JobCluster jobs = JobCluster.shared();
    private final Scenario scenario = Scenarios.named("xa05-tags-disks-network");
    private KokuDatabase database;
    private KokuTasks koku;
    private Settings settings;

    @BeforeEach
    void load() throws Exception {
        database = jobs.database();
        ScenarioDatabase.load(scenario, database);
        koku = new KokuTasks(database);
        settings = TestSettings.publishing(TestSettings.of(TestSettings.folder(scenario.lake()), database, scenario), "openshift", "openshift-on-aws", "aws");
    }

    @Test
    void kokuFindsRowsMappedAlready() throws Exception {
        map();

        jobs.run(settings);

        assertThat(mappedRows()).isPositive();
        assertThat(koku.mapTags()).isZero();
    }

    @Test
    void aMappingThatKokuAppliedChangesNoRow() throws Exception {
        jobs.run(settings);
        List<String> unmapped = labels();
        map();
        assertThat(koku.mapTags()).isPositive();
        List<String> versions = versions();

        List<DayReport> reports = jobs.run(settings);

        assertThat(reports).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(versions()).isEqualTo(versions);
        assertThat(jobs.run(TestSettings.rebuilding(settings))).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(versions()).isEqualTo(versions);

        koku.unmap();
        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.PUBLISHED);
        assertThat(labels()).isEqualTo(unmapped);
    }

    @Test
    void costIsAttributedByTheLabelsAsTheyAre() throws Exception {
        map();
        jobs.run(settings);
        koku.unmap();
        jobs.run(settings);

        ScenarioCheck.requireExpectedRows(scenario, scenario.expectedTables(), database, List.of());
    }

    /** One parent with two children, which some rows have all three of. */
    private void map() throws Exception {
        for (String type : List.of("OCP", "AWS")) {
            koku.map(type, "app", "storage");
            koku.map(type, "openshift_cluster", "storage");
            koku.map(type, "openshift_node", "machine");
        }
    }

    private int mappedRows() throws Exception {
        return Integer.parseInt(RowVersions.query(database, "select count(*) from " + scenario.tenant() + "." + KokuTasks.PROJECTS
                + " where tags ? 'machine' or pod_labels ? 'app' and not tags ? 'app' and tags ? 'storage'").get(0));
    }

    private List<String> labels() throws Exception {
        List<String> labels = RowVersions.query(database, "select uuid || ' ' || pod_labels || volume_labels || all_labels from "
                + scenario.tenant() + "." + KokuTasks.USAGE + " order by 1");
        for (String table : List.of(KokuTasks.PROJECTS, KokuTasks.AWS)) {
            labels.addAll(RowVersions.query(database, "select uuid || ' ' || tags from " + scenario.tenant() + "." + table + " order by 1"));
        }
        return labels;
    }

    /** Those of the summary tables: the status table records what days are made of. */
    private List<String> versions() throws Exception {
        List<String> versions = new ArrayList<>(RowVersions.of(database, scenario.tenant()));
        versions.removeIf(version -> version.startsWith("costflow_status"));
        return versions;
    }
}
