package io.costflow.job;

import static io.costflow.job.AwsRun.ALPHA;
import static io.costflow.job.AwsRun.AWS;
import static io.costflow.job.AwsRun.BRAVO;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.job.AwsRun.Result;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.SourceSettings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What koku's tables say of cloud sources, and days that change or do not. */
class OpenShiftOnAwsReferenceIT {

    private static final String COST_MODELS = """
            insert into org1234567.cost_model (uuid, source_type, markup, distribution_info) values
                ('00000000-0000-0000-0000-0000000000c1', 'AWS', '{"value": 10, "unit": "percent"}', '{}'),
                ('00000000-0000-0000-0000-0000000000c2', 'OCP', '{}', '{"distribution_type": "cpu"}');
            insert into org1234567.cost_model_map (provider_uuid, cost_model_id) values
                ('%s', '00000000-0000-0000-0000-0000000000c1'), ('%s', '00000000-0000-0000-0000-0000000000c2'), ('%s', '00000000-0000-0000-0000-0000000000c2');
            """.formatted(AWS, ALPHA, BRAVO);

    private final EmbeddedDatabase server = SharedServers.database();

    @TempDir
    private Path lake;

    private AwsRun aws;

    @BeforeEach
    void copyScenario() throws Exception {
        aws = new AwsRun(server, lake);
    }

    @Test
    void costModelsSayWhatTheConfigurationDoesNot() throws Exception {
        aws.execute(COST_MODELS);
        List<SourceSettings> silent = aws.sources().stream()
                .map(source -> new SourceSettings(
                        source.tenant(), source.type(), source.uuid(), source.clusterId(), source.clusterAlias(), source.infrastructure(), null, null))
                .toList();

        aws.run(silent, false);

        assertThat(aws.differences()).isEmpty();
    }

    @Test
    void aChangedMarkupIsAChangeOfTheCloudDayAlone() throws Exception {
        aws.execute(COST_MODELS);
        aws.run(List.of(), false);
        String usage = "select uuid || ' ' || xmin from org1234567." + AwsRun.USAGE + " order by 1";
        List<String> before = aws.query(usage);
        String ratio = "select round(sum(markup_cost) / sum(unblended_cost), 6)::text from org1234567." + AwsRun.PROJECTS;
        assertThat(aws.query(ratio)).containsExactly("0.100000");

        aws.execute("update org1234567.cost_model set markup = '{\"value\": \"12.5\", \"unit\": \"percent\"}' where source_type = 'AWS'");
        assertThat(aws.run(List.of(), false).of(AWS).outcome()).isEqualTo(Outcome.PUBLISHED);

        assertThat(aws.query(ratio)).containsExactly("0.125000");
        assertThat(aws.query(usage)).isEqualTo(before);
    }

    @Test
    void sourcesAndWhatTheyRunOnAreDiscovered() throws Exception {
        aws.execute(COST_MODELS);

        Result result = aws.run(List.of(), false);

        assertThat(result.days()).containsKeys(AWS + " 2025-10-01", ALPHA + " 2025-10-01", BRAVO + " 2025-10-01");
        assertThat(aws.differences()).isEmpty();
    }

    @Test
    void aSecondRunAndARebuildTouchNothing() throws Exception {
        aws.run();
        List<String> before = aws.versions();
        assertThat(before).isNotEmpty();

        assertThat(aws.run().days().values()).allSatisfy(report -> assertThat(report.outcome()).isEqualTo(Outcome.UNCHANGED));
        assertThat(aws.versions()).isEqualTo(before);

        assertThat(aws.run(aws.sources(), true).days().values()).allSatisfy(report -> assertThat(report.outcome()).isEqualTo(Outcome.UNCHANGED));
        assertThat(aws.versions()).isEqualTo(before);
    }

    @Test
    void aChangedFileOfAClusterChangesItsDayAndTheCloudDayAndNotTheOtherCluster() throws Exception {
        aws.run();
        String bravo = "select md5(t::text) || ' ' || xmin from org1234567." + AwsRun.USAGE + " t where source_uuid = '" + BRAVO + "' order by 1";
        List<String> before = aws.query(bravo);
        for (Path file : aws.files("daily/org1234567/OCP/pod_usage", ALPHA)) {
            ParquetTable.read(file).with("pod_effective_usage_cpu_core_seconds", seconds -> (Double) seconds / 2).write(file);
        }

        Result result = aws.run();

        assertThat(result.of(ALPHA).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(result.of(AWS).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(result.of(AWS).kept()).as("rows of the other cluster").isPositive();
        assertThat(result.of(BRAVO).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(aws.query(bravo)).isEqualTo(before);
    }
}
