package io.costflow.job;

import static io.costflow.job.AwsRun.ALPHA;
import static io.costflow.job.AwsRun.AWS;
import static io.costflow.job.AwsRun.BRAVO;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.job.AwsRun.Result;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.SourceSettings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong, absent and unusual input of a cloud source and its clusters: contained and named. */
class OpenShiftOnAwsInputIT {

    private final EmbeddedDatabase server = SharedServers.database();

    @TempDir
    private Path lake;

    private AwsRun aws;

    @BeforeEach
    void copyScenario() throws Exception {
        aws = new AwsRun(server, lake);
    }

    @Test
    void tagsThatAreNotJsonHoldTheCloudDayAndNameFileAndColumn() throws Exception {
        aws.changeBill("resourcetags", tags -> Binary.fromString("app=shop"));

        Result result = aws.run();

        assertClustersArePublished(result);
        DayReport cloud = result.of(AWS);
        assertThat(cloud.outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(cloud.heldBack().column()).isEqualTo("resourcetags");
        assertThat(cloud.heldBack().file()).endsWith("_daily_0.parquet");
        assertThat(cloud.heldBack().reason()).contains("app=shop");
    }

    @Test
    void anAwsSourceThatNoClusterUsesIsNotReadAndClustersArePublished() throws Exception {
        for (Path file : aws.files("daily/org1234567/AWS", AWS)) {
            Files.writeString(file, "not even Parquet");
        }
        List<SourceSettings> sources = aws.sources().stream()
                .map(source -> new SourceSettings(
                        source.tenant(), source.type(), source.uuid(), source.clusterId(), source.clusterAlias(), null, source.distribution(), source.markup()))
                .toList();

        Result result = aws.run(sources, false);

        assertClustersArePublished(result);
        assertThat(result.days()).hasSize(2);
    }

    @Test
    void clustersWhoseAwsSourceHasNoFilesArePublished() throws Exception {
        for (Path file : aws.files("", AWS)) {
            Files.delete(file);
        }

        Result result = aws.run();

        assertClustersArePublished(result);
        assertThat(result.days()).hasSize(2);
        assertThat(aws.query("select * from org1234567." + AwsRun.PROJECTS)).isEmpty();
    }

    @Test
    void aMissingBillHoldsTheCloudDayAlone() throws Exception {
        aws.execute("delete from org1234567.reporting_awscostentrybill");

        Result result = aws.run();

        assertClustersArePublished(result);
        assertThat(result.of(AWS).heldBack().reason()).contains("The source has no bill for the month of the day.");
    }

    @Test
    void aMissingReportPeriodHoldsTheClustersDayAndTheCloudDayNamed() throws Exception {
        aws.execute("delete from org1234567.reporting_ocpusagereportperiod where provider_id = '" + BRAVO + "'");

        Result result = aws.run();

        assertThat(result.of(ALPHA).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(result.of(BRAVO).heldBack().reason()).contains("The source has no report period");
        assertThat(result.of(AWS).heldBack().reason()).contains("The day of the cluster " + BRAVO).contains("has no report period");
        assertThat(aws.query("select * from org1234567." + AwsRun.PROJECTS)).isEmpty();
    }

    @Test
    void negativeCostsAreAttributedLikeOthers() throws Exception {
        aws.run();
        String sum = "select round(sum(unblended_cost), 9)::text from org1234567.";
        String before = aws.query(sum + AwsRun.PROJECTS).get(0);
        aws.changeBill("lineitem_unblendedcost", cost -> -(Double) cost);

        assertThat(aws.run().of(AWS).outcome()).isEqualTo(Outcome.PUBLISHED);

        assertThat(aws.query(sum + AwsRun.PROJECTS)).containsExactly("-" + before);
        assertThat(aws.query(sum + "reporting_ocpaws_cost_summary_p")).containsExactly("-" + before);
    }

    @Test
    void severalCurrenciesInABillAreCountedAndAddedUpAsTheIncumbentDoes() throws Exception {
        String[] currencies = {"USD", "EUR"};
        int[] line = {0};
        aws.changeBill("lineitem_currencycode", currency -> Binary.fromString(currencies[line[0]++ % 2]));

        Result result = aws.run();

        assertThat(result.of(AWS).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(result.mixedCurrencyDays()).isPositive();
        assertThat(aws.query("select distinct currency_code from org1234567." + AwsRun.PROJECTS + " order by 1")).containsExactly("EUR", "USD");
        assertThat(aws.query("select distinct currency_code from org1234567.reporting_ocpaws_cost_summary_p")).containsExactly("USD");
    }

    @Test
    void anHourlyFileWithoutItsDailyTwinHoldsTheCloudDay() throws Exception {
        for (Path file : aws.files("daily/org1234567/AWS", AWS)) {
            Files.delete(file);
        }

        Result result = aws.run();

        assertClustersArePublished(result);
        assertThat(result.of(AWS).heldBack().reason()).contains("has no roll-up by day");
    }

    @Test
    void anAbsentColumnThatIsNeededIsNamedAndOneOfNumbersIsZero() throws Exception {
        List<Path> files = aws.files("daily/org1234567/AWS", AWS);
        for (Path file : files) {
            ParquetTable.read(file).without("lineitem_blendedcost").write(file);
        }
        assertThat(aws.run().of(AWS).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(aws.query("select distinct trim_scale(blended_cost)::text from org1234567." + AwsRun.PROJECTS + " where unblended_cost is not null")).containsExactly("0");

        for (Path file : files) {
            ParquetTable.read(file).without("lineitem_operation").write(file);
        }
        DayReport heldBack = aws.run().of(AWS);
        assertThat(heldBack.outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(heldBack.heldBack().column()).isEqualTo("lineitem_operation");
        assertThat(aws.query("select count(*)::text from org1234567." + AwsRun.PROJECTS)).as("the last good revision stays").doesNotContain("0");
    }

    private static void assertClustersArePublished(Result result) {
        assertThat(result.of(ALPHA).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(result.of(BRAVO).outcome()).isEqualTo(Outcome.PUBLISHED);
    }
}
