package io.costflow.provider.aws;

import static io.costflow.provider.cloud.CloudClusters.cluster;
import static io.costflow.provider.cloud.TestRow.pod;
import static io.costflow.provider.cloud.TestRow.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.provider.HeldBackException;
import io.costflow.provider.cloud.CloudCluster;
import io.costflow.provider.aws.AwsAccount.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of the nine tables (E.8, E.9). */
class AwsBillingTest {

    private static final CloudCluster ALPHA = cluster("alpha", pod("web").node("n1", "i-1").cpu(12, 24).category(5), pod("db").node("n1", "i-1").cpu(12, 24).category(3));

    @Test
    void markupIsAddedToAllFourCosts() throws Exception {
        Map<String, String> row = AwsAccount.with(AwsReport.daily().line(
                        "lineitem_resourceid", "i-1", "lineitem_unblendedcost", 4.0, "lineitem_blendedcost", 8.0, "savingsplan_savingsplaneffectivecost", 16.0, "lineitem_usageamount", 6.0))
                .markup("0.10").alias("123", 9).over(cluster("alpha", pod("web").node("n1", "i-1").cpu(12, 24).category(5))).projects().get(0);

        assertThat(row).contains(
                entry("unblended_cost", "2.0"), entry("markup_cost", "0.2"), entry("blended_cost", "4.0"), entry("markup_cost_blended", "0.4"),
                entry("savingsplan_effective_cost", "8.0"), entry("markup_cost_savingsplan", "0.8"), entry("calculated_amortized_cost", "2.0"), entry("markup_cost_amortized", "0.2"),
                entry("usage_amount", "6.0"), entry("infrastructure_data_in_gigabytes", "0.0"), entry("infrastructure_data_out_gigabytes", "0.0"),
                entry("source_uuid", AwsAccount.SOURCE), entry("cost_entry_bill_id", "7"), entry("report_period_id", "1"), entry("cluster_id", "alpha-id"), entry("cluster_alias", "alpha"),
                entry("account_alias_id", "9"), entry("usage_start", "2025-10-05"), entry("usage_end", "2025-10-05"), entry("data_source", "Pod"), entry("node", "n1"),
                entry("cost_category_id", "5"), entry("currency_code", "USD"), entry("aws_cost_category", "{}"), entry("tags", "{}"), entry("pod_labels", "{}"));
    }

    @Test
    void labelsAndTagsAreMergedAndRestrictedToKeysThatAreEnabledOnEitherSide() throws Exception {
        CloudCluster alpha = cluster("alpha", pod("web").labels("{\"app\":\"pod\",\"only-pod\":\"x\",\"vm_kubevirt_io_name\":\"vm\"}").node("n1", "i-1").cpu(24, 24));
        AwsReport report = AwsReport.daily().line("lineitem_resourceid", "i-1", "resourcetags", "{\"app\": \"aws\", \"off\": \"x\", \"openshift_project\": \"web\"}");

        assertThat(AwsAccount.with(report).enabled(List.of("app"), List.of("only-pod")).over(alpha).projects().get(0))
                .contains(entry("tags", "{\"app\":\"aws\",\"only-pod\":\"x\",\"vm_kubevirt_io_name\":\"vm\"}"), entry("pod_labels", "{\"app\":\"aws\",\"only-pod\":\"x\",\"vm_kubevirt_io_name\":\"vm\"}"));
        assertThat(AwsAccount.with(report).over(alpha).projects().get(0)).as("no key at all is enabled").contains(entry("tags", "{}"));
        assertThat(AwsAccount.with(report).enabled(List.of("openshift_project"), List.of()).over(alpha).projects().get(0)).contains(
                entry("tags", "{\"openshift_project\":\"web\",\"vm_kubevirt_io_name\":\"vm\"}"));
    }

    @Test
    void rowsThatAgreeInWhatIsShownAreAddedUp() throws Exception {
        AwsReport report = AwsReport.daily()
                .line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 4.0, "lineitem_usagetype", "a", "costcategory", "{\"a\": \"1\", \"b\": \"2\"}")
                .line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 2.0, "lineitem_usagetype", "b", "costcategory", "{\"b\": \"2\", \"a\": \"1\"}", "resourcetags", "{\"off\": \"x\"}");

        assertThat(AwsAccount.with(report).over(ALPHA).projects()).extracting(row -> row.get("namespace"), row -> row.get("unblended_cost"))
                .containsExactlyInAnyOrder(tuple("web", "3.0"), tuple("db", "3.0"));
    }

    @Test
    void networkAmountsCountAsDataInOrOut() throws Exception {
        AwsReport report = AwsReport.daily()
                .line("lineitem_resourceid", "i-1", "product_productfamily", "Data Transfer", "lineitem_usagetype", "In-Bytes", "lineitem_usageamount", 3.0, "costcategory", "{\"a\": \"b\"}")
                .line("lineitem_resourceid", "i-1", "product_productfamily", "Data Transfer", "lineitem_usagetype", "Out-Bytes", "lineitem_usageamount", 4.0);

        assertThat(AwsAccount.with(report).over(ALPHA).projects())
                .extracting(row -> row.get("namespace"), row -> row.get("data_transfer_direction"), row -> row.get("infrastructure_data_in_gigabytes"),
                        row -> row.get("infrastructure_data_out_gigabytes"), row -> row.get("aws_cost_category"), row -> row.get("tags"))
                .containsExactlyInAnyOrder(
                        tuple("Network unattributed", "IN", "3.0", "0.0", null, "{}"), tuple("Network unattributed", "OUT", "0.0", "4.0", null, "{}"));
    }

    @Test
    void aCostThatIsNullIsWrittenAsNull() throws Exception {
        Map<String, String> row = AwsAccount.with(AwsReport.daily().line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 4.0))
                .over(cluster("alpha", pod("web").node("n1", "i-1").cpu(1, 0))).projects().get(0);

        assertThat(row).contains(entry("unblended_cost", null), entry("markup_cost", null));
    }

    @ParameterizedTest
    @CsvSource({
        "lineitem_usageaccountid, , usage_account_id", "lineitem_productcode, , product_code", "lineitem_productcode, '', product_code",
        "lineitem_currencycode, , currency_code", "lineitem_currencycode, '', currency_code"
    })
    void aColumnThatMustHaveAValueHoldsTheDayBack(String lacking, String value, String column) throws Exception {
        AwsAccount account = AwsAccount.with(AwsReport.daily().line("lineitem_resourceid", "i-1", "product_region", "eu-1")
                .line("lineitem_resourceid", "i-1", lacking, value, "product_region", "eu-2"));

        assertThatThrownBy(() -> account.over(ALPHA)).isInstanceOfSatisfying(HeldBackException.class, refused -> {
            assertThat(refused.heldBack().column()).isEqualTo(column);
            assertThat(refused.heldBack().reason()).contains(lacking, column, "reporting_ocpaws");
        });
    }

    @Test
    void aColumnThatMustHaveAValueMayLackItInLineItemsOfNoCluster() throws Exception {
        AwsReport report = AwsReport.daily().line("lineitem_resourceid", "i-1").line("lineitem_resourceid", "i-9", "lineitem_usageaccountid", null);

        assertThat(AwsAccount.with(report).over(ALPHA).projects()).isNotEmpty();
    }

    @Test
    void anAccountMayBeAnEmptyText() throws Exception {
        AwsReport report = AwsReport.daily().line("lineitem_resourceid", "i-1", "lineitem_usageaccountid", "");

        assertThat(AwsAccount.with(report).over(ALPHA).projects()).extracting(row -> row.get("usage_account_id")).containsOnly("");
    }

    @Test
    void currenciesStayApartInTheProjectTableAndAreAddedUpInSummaries() throws Exception {
        Rows rows = AwsAccount.with(AwsReport.daily()
                        .line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 4.0)
                        .line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 8.0, "lineitem_currencycode", "EUR"))
                .over(cluster("alpha", pod("web").node("n1", "i-1").cpu(24, 24)));

        assertThat(rows.projects()).extracting(row -> row.get("currency_code"), row -> row.get("unblended_cost")).containsExactlyInAnyOrder(tuple("USD", "4.0"), tuple("EUR", "8.0"));
        assertThat(rows.of("reporting_ocpaws_cost_summary_p")).extracting(row -> row.get("currency_code"), row -> row.get("unblended_cost")).containsExactly(tuple("USD", "12.0"));
        assertThat(rows.findings().currencies()).containsExactly("EUR", "USD");
    }

    @Test
    void theCostSummaryShowsTheLargestCostCategoryOfTheDayAndOthersNone() throws Exception {
        Rows rows = AwsAccount.with(AwsReport.daily().line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 4.0)).alias("123", 2).over(ALPHA);

        assertThat(rows.of("reporting_ocpaws_cost_summary_p")).hasSize(1).allSatisfy(row -> assertThat(row).contains(entry("cost_category_id", "5"), entry("unblended_cost", "4.0")));
        assertThat(rows.of("reporting_ocpaws_cost_summary_by_account_p")).hasSize(1).allSatisfy(row ->
                assertThat(row).contains(entry("cost_category_id", null), entry("usage_account_id", "123"), entry("account_alias_id", "2")));
    }

    /** Every line item costs 1; the number says how many rows a summary has of it. */
    @ParameterizedTest
    @CsvSource({
        "AmazonEC2, Compute Instance, m5.large, Hrs, 1, 0, 0, 0",
        "AmazonEC2, Compute Instance, '', Hrs, 0, 0, 0, 0",
        "AmazonEC2, Storage, '', GB-Mo, 0, 1, 0, 0",
        "AmazonEC2, Cold Storage Media, '', GB-Mo, 0, 1, 0, 0",
        "AmazonEC2, storage, '', GB-Mo, 0, 0, 0, 0",
        "AmazonEC2, Storage, '', Hrs, 0, 0, 0, 0",
        "AmazonRDS, Storage, db.r5, GB-Mo, 1, 1, 1, 0",
        "AmazonDynamoDB, x, '', Hrs, 0, 0, 1, 0",
        "AmazonElastiCache, x, '', Hrs, 0, 0, 1, 0",
        "AmazonNeptune, x, '', Hrs, 0, 0, 1, 0",
        "AmazonRedshift, x, '', Hrs, 0, 0, 1, 0",
        "AmazonDocumentDB, x, '', Hrs, 0, 0, 1, 0",
        "AmazonVPC, x, '', Hrs, 0, 0, 0, 1",
        "AmazonCloudFront, x, '', Hrs, 0, 0, 0, 1",
        "AmazonRoute53, x, '', Hrs, 0, 0, 0, 1",
        "AmazonAPIGateway, x, '', Hrs, 0, 0, 0, 1",
        "AmazonS3, x, '', Hrs, 0, 0, 0, 0"
    })
    void eachSummaryTakesWhatItIsAbout(String code, String family, String instanceType, String unit, int compute, int storage, int database, int network) throws Exception {
        Rows rows = AwsAccount.with(AwsReport.daily().line(
                        "lineitem_resourceid", "i-1", "lineitem_unblendedcost", 1.0, "lineitem_usageamount", 2.0, "lineitem_productcode", code, "product_productfamily", family,
                        "product_instancetype", instanceType, "pricing_unit", unit, "product_region", "eu-west-1", "lineitem_availabilityzone", "eu-west-1a"))
                .over(cluster("alpha", pod("web").node("n1", "i-1").cpu(24, 24)));

        assertThat(List.of("compute", "storage", "database", "network")).extracting(name -> rows.of("reporting_ocpaws_" + name + "_summary_p").size())
                .containsExactly(compute, storage, database, network);
        for (String name : List.of("compute", "storage", "database", "network")) {
            assertThat(rows.of("reporting_ocpaws_" + name + "_summary_p")).allSatisfy(row -> assertThat(row).contains(entry("unit", unit), entry("usage_amount", "2.0")));
        }
        assertThat(rows.of("reporting_ocpaws_compute_summary_p")).allSatisfy(row -> assertThat(row).contains(entry("instance_type", instanceType), entry("resource_id", "i-1")));
        assertThat(rows.of("reporting_ocpaws_cost_summary_by_region_p")).singleElement().satisfies(row ->
                assertThat(row).contains(entry("region", "eu-west-1"), entry("availability_zone", "eu-west-1a")));
        assertThat(rows.of("reporting_ocpaws_cost_summary_by_service_p")).singleElement().satisfies(row ->
                assertThat(row).contains(entry("product_code", code), entry("product_family", family), entry("cluster_id", "alpha-id")).doesNotContainKey("unit"));
    }

    @Test
    void summariesKeepAccountsAndClustersApart() throws Exception {
        Rows rows = AwsAccount.with(AwsReport.daily()
                        .line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 1.0)
                        .line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 2.0, "lineitem_usageaccountid", "456")
                        .line("lineitem_resourceid", "i-2", "lineitem_unblendedcost", 4.0))
                .over(ALPHA, cluster("bravo", pod("web").node("n1", "i-2").cpu(24, 24)));

        assertThat(rows.of("reporting_ocpaws_cost_summary_by_account_p")).extracting(row -> row.get("cluster_id"), row -> row.get("usage_account_id"), row -> row.get("unblended_cost"))
                .containsExactlyInAnyOrder(tuple("alpha-id", "123", "1.0"), tuple("alpha-id", "456", "2.0"), tuple("bravo-id", "123", "4.0"));
        assertThat(rows.of("reporting_ocpaws_cost_summary_p")).extracting(row -> row.get("cluster_id"), row -> row.get("unblended_cost"))
                .containsExactlyInAnyOrder(tuple("alpha-id", "3.0"), tuple("bravo-id", "4.0"));
    }

    @Test
    void rowsKeepTheirIdsHoweverTheBillIsCutAndOrdered() throws Exception {
        AwsReport first = AwsReport.daily().line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 1.0);
        AwsReport second = AwsReport.daily().line("lineitem_resourceid", "vol-1", "lineitem_unblendedcost", 6.0).line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 2.0);
        AwsReport both = AwsReport.daily()
                .line("lineitem_resourceid", "vol-1", "lineitem_unblendedcost", 6.0)
                .line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 3.0);
        AwsReport hourly = AwsReport.hourly().line("lineitem_resourceid", "vol-1", "lineitem_unblendedcost", 0.01, "lineitem_unblendedrate", 0.744);
        CloudCluster alpha = cluster("alpha", pod("web").node("n1", "i-1").cpu(24, 24), volume("db", "c", "pv").disk("vol-1").gib(5));
        CloudCluster bravo = cluster("bravo", pod("web").node("n1", "i-1").cpu(24, 24));

        Rows cut = AwsAccount.with(first, second).hourly(hourly).over(alpha, bravo);
        Rows whole = AwsAccount.with(both).hourly(hourly).over(bravo, alpha);

        assertThat(cut.tables().keySet()).containsExactlyInAnyOrderElementsOf(whole.tables().keySet());
        List<String> ids = new ArrayList<>();
        cut.tables().forEach((table, rows) -> {
            assertThat(rows).as(table).containsExactlyInAnyOrderElementsOf(whole.of(table));
            rows.forEach(row -> ids.add(row.getOrDefault("uuid", row.get("id"))));
        });
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(cut.projects()).extracting(row -> row.get("cluster_alias"), row -> row.get("namespace"), row -> row.get("unblended_cost")).containsExactlyInAnyOrder(
                tuple("alpha", "web", "3.0"), tuple("bravo", "web", "3.0"), tuple("alpha", "db", "3.0"), tuple("alpha", "Storage unattributed", "3.0"));
    }

    @Test
    void ofSeveralAliasesOfAnAccountTheLargestCountsOnce() throws Exception {
        assertThat(AwsAccount.with(AwsReport.daily().line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 1.0)).alias("123", 2).alias("123", 1)
                .over(cluster("alpha", pod("web").node("n1", "i-1").cpu(24, 24))).projects()).singleElement().satisfies(row ->
                        assertThat(row).contains(entry("account_alias_id", "2"), entry("unblended_cost", "1.0")));
    }
}
