package io.costflow.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.GroupTable;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishInput;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.reference.SnapshotBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specification, H.2 and H.4: the rows of AWS's own summary. */
class AwsDailySummaryTest {

    private static final SourceDay DAY = SourceDay.of("org1", AwsAccount.SOURCE, AwsReport.DAY);

    private final Map<String, Integer> aliases = Map.of("123", 9);
    private List<OrganizationalUnit> units = List.of();
    private List<String> enabledKeys = List.of();
    private double markup;

    @Test
    void everyValueIsInItsColumn() throws Exception {
        markup = 0.5;
        enabledKeys = List.of("app");
        units = List.of(new OrganizationalUnit(4, 9, AwsAccount.SOURCE, AwsReport.DAY, null));
        assertThat(row(AwsReport.daily().line(
                "lineitem_resourceid", "i-1", "product_productfamily", "Compute Instance", "lineitem_availabilityzone", "eu-1a", "product_region", "eu-1", "product_instancetype", "m5",
                "pricing_unit", "Hrs", "lineitem_usageamount", 1.0, "lineitem_normalizationfactor", 2.0, "lineitem_normalizedusageamount", 3.0, "lineitem_unblendedrate", 4.0,
                "lineitem_unblendedcost", 5.0, "lineitem_blendedrate", 6.0, "lineitem_blendedcost", 7.0, "savingsplan_savingsplaneffectivecost", 8.0,
                "pricing_publicondemandcost", 9.0, "pricing_publicondemandrate", 10.0, "resourcetags", "{\"app\": \"web\", \"team\": \"red\"}", "costcategory", "{\"Team\": \"blue\"}")))
                .contains(
                        entry("usage_start", "2025-10-05"), entry("usage_end", "2025-10-05"), entry("source_uuid", AwsAccount.SOURCE), entry("cost_entry_bill_id", "7"),
                        entry("usage_account_id", "123"), entry("account_alias_id", "9"), entry("organizational_unit_id", "4"), entry("product_code", "AmazonEC2"),
                        entry("product_family", "Compute Instance"), entry("availability_zone", "eu-1a"), entry("region", "eu-1"), entry("instance_type", "m5"),
                        entry("unit", "Hrs"), entry("resource_ids", "{i-1}"), entry("resource_count", "1"), entry("usage_amount", "1.0"),
                        entry("normalization_factor", "2.0"), entry("normalized_usage_amount", "3.0"), entry("currency_code", "USD"), entry("unblended_rate", "4.0"),
                        entry("unblended_cost", "5.0"), entry("markup_cost", "2.5"), entry("blended_rate", "6.0"), entry("blended_cost", "7.0"),
                        entry("markup_cost_blended", "3.5"), entry("savingsplan_effective_cost", "8.0"), entry("markup_cost_savingsplan", "4.0"),
                        entry("calculated_amortized_cost", "5.0"), entry("markup_cost_amortized", "2.5"), entry("public_on_demand_cost", "9.0"),
                        entry("public_on_demand_rate", "10.0"), entry("tags", "{\"app\":\"web\"}"), entry("cost_category", "{\"Team\":\"blue\"}"))
                .hasSize(AwsDailySummary.TABLE.columns().size());
    }

    @Test
    void emptyTextsAreNullExceptThatOfTheAccount() throws Exception {
        assertThat(row(AwsReport.daily().line("lineitem_usageaccountid", "", "lineitem_currencycode", ""))).contains(
                entry("usage_account_id", ""), entry("currency_code", ""), entry("product_family", null), entry("availability_zone", null), entry("region", null),
                entry("instance_type", null), entry("unit", null), entry("account_alias_id", null), entry("organizational_unit_id", null));
    }

    /** An item without a resource id and without tags can never match a cluster, but it costs. */
    @Test
    void everyLineItemCountsAndResourcesAreDistinct() throws Exception {
        assertThat(row(AwsReport.daily()
                .line("lineitem_resourceid", "i-2", "lineitem_unblendedcost", 1.0, "lineitem_unblendedrate", 3.0)
                .line("lineitem_resourceid", "", "lineitem_unblendedcost", 2.0, "lineitem_unblendedrate", 1.0)
                .line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 4.0, "lineitem_unblendedrate", 2.0)
                .line("lineitem_resourceid", null, "lineitem_unblendedcost", 16.0, "lineitem_unblendedrate", 0.0)
                .line("lineitem_resourceid", "i-2", "lineitem_unblendedcost", 8.0, "lineitem_unblendedrate", 0.0))).contains(
                        entry("unblended_cost", "31.0"), entry("unblended_rate", "3.0"), entry("resource_count", "3"), entry("resource_ids", "{\"\",i-1,i-2,NULL}"));
    }

    @Test
    void filesAreAddedUp() throws Exception {
        assertThat(rows(List.of(
                AwsReport.daily().line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 1.0).read().table(0),
                AwsReport.daily().line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 2.0).read().table(0))))
                .singleElement().satisfies(row -> assertThat(row).contains(entry("unblended_cost", "3.0"), entry("resource_count", "1")));
    }

    @ParameterizedTest
    @CsvSource({
        "Usage, 10.0, 1.0",
        "Tax, 10.0, 1.0",
        "DiscountedUsage, 10.0, 1.0",
        "Credit, 10.0, 1.0",
        "'', 10.0, 1.0",
        "SavingsPlanCoveredUsage, 3.0, 1.0",
        "SavingsPlanNegation, 3.0, 0.0",
        "SavingsPlanUpfrontFee, 3.0, 1.0",
        "SavingsPlanRecurringFee, 3.0, 1.0"
    })
    void savingsPlansAreAmortizedByTheirEffectiveCostAndANegationUsesNothing(String type, String amortized, String usage) throws Exception {
        markup = 0.1;
        assertThat(row(AwsReport.daily().line(
                "lineitem_lineitemtype", type, "lineitem_unblendedcost", 10.0, "lineitem_blendedcost", 20.0, "savingsplan_savingsplaneffectivecost", 3.0,
                "lineitem_usageamount", 1.0, "lineitem_normalizedusageamount", 2.0))).contains(
                        entry("calculated_amortized_cost", amortized), entry("usage_amount", usage), entry("normalized_usage_amount", "2.0"), entry("unblended_cost", "10.0"),
                        entry("blended_cost", "20.0"), entry("savingsplan_effective_cost", "3.0"), entry("markup_cost", "1.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "AWS Marketplace, AmazonEC2, Fancy Software, Fancy Software",
        "AWS Marketplace, AmazonEC2, '', AmazonEC2",
        "AWS, AmazonEC2, Fancy Software, AmazonEC2"
    })
    void whatIsSoldOnTheMarketplaceGoesByItsName(String entity, String code, String name, String expected) throws Exception {
        assertThat(row(AwsReport.daily().line("bill_billingentity", entity, "lineitem_productcode", code, "product_productname", name)))
                .containsEntry("product_code", expected);
    }

    @Test
    void tagsAreRestrictedToEnabledKeysAndTextsThatBecomeEqualStayRowsOfTheirOwn() throws Exception {
        enabledKeys = List.of("app");
        AwsReport report = AwsReport.daily()
                .line("resourcetags", "{\"app\": \"web\", \"team\": \"red\"}", "lineitem_unblendedcost", 1.0)
                .line("resourcetags", "{\"app\": \"web\", \"team\": \"blue\"}", "lineitem_unblendedcost", 1.0)
                .line("resourcetags", null, "lineitem_unblendedcost", 1.0);

        assertThat(rows(report)).extracting(row -> row.get("tags")).containsExactly("{\"app\":\"web\"}", "{\"app\":\"web\"}", null);
        assertThat(rows(report)).extracting(row -> row.get("uuid")).doesNotHaveDuplicates();
    }

    @Test
    void withoutEnabledKeysNoTagSurvives() throws Exception {
        assertThat(row(AwsReport.daily().line("resourcetags", "{\"vm_kubevirt_io_name\": \"a\", \"openshift_node\": \"b\"}"))).containsEntry("tags", "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "bill_billingentity", "product_productname", "lineitem_availabilityzone", "product_productfamily", "product_instancetype", "product_region", "pricing_unit",
        "lineitem_lineitemtype", "resourcetags", "costcategory", "lineitem_resourceid", "lineitem_usageamount", "lineitem_normalizationfactor",
        "lineitem_normalizedusageamount", "lineitem_unblendedrate", "lineitem_blendedrate", "pricing_publicondemandcost", "pricing_publicondemandrate"
    })
    void aColumnThatAReportLacksIsZeroOrNull(String column) throws Exception {
        assertThat(row(AwsReport.daily().without(column).line("lineitem_unblendedcost", 5.0))).containsEntry("unblended_cost", "5.0");
    }

    @Test
    void measuresThatAreNullAddNothingAndASumOfNothingIsNull() throws Exception {
        markup = 0.1;
        assertThat(row(AwsReport.daily().line("lineitem_unblendedcost", null, "lineitem_usageamount", null).line("lineitem_unblendedcost", 2.0, "lineitem_usageamount", null)))
                .contains(entry("unblended_cost", "2.0"), entry("usage_amount", null), entry("markup_cost", "0.2"));
        assertThat(row(AwsReport.daily().line("lineitem_unblendedcost", null)))
                .contains(entry("unblended_cost", null), entry("markup_cost", null), entry("calculated_amortized_cost", null));
    }

    @ParameterizedTest
    @CsvSource({"lineitem_usageaccountid, usage_account_id", "lineitem_productcode, product_code", "lineitem_currencycode, currency_code"})
    void aColumnThatMustHaveAValueHoldsTheDayBack(String lacking, String column) throws Exception {
        AwsReport report = AwsReport.daily().line("lineitem_unblendedcost", 1.0).line(lacking, null, "lineitem_unblendedcost", 2.0, "product_region", "eu-1");

        assertThat(summary(List.of(report.read().table(0))).heldBack()).get().extracting(HeldBack::column, HeldBack::file).containsExactly(column, null);
        assertThat(summary(List.of(report.read().table(0))).heldBack().orElseThrow().reason()).contains(lacking, column, AwsDailySummary.TABLE.name());
    }

    @Test
    void aMarketplaceProductWithoutCodeAndNameHoldsTheDayBack() throws Exception {
        AwsReport report = AwsReport.daily().line("bill_billingentity", "AWS Marketplace", "lineitem_productcode", "", "product_productname", "");

        assertThat(summary(List.of(report.read().table(0))).heldBack()).get().extracting(HeldBack::column).isEqualTo("product_code");
    }

    @Test
    void theLargestCurrencyCounts() throws Exception {
        AwsReport report = AwsReport.daily().line("lineitem_currencycode", "EUR", "lineitem_unblendedcost", 1.0).line("lineitem_unblendedcost", 2.0)
                .line("lineitem_currencycode", null, "lineitem_unblendedcost", 4.0);

        assertThat(summary(List.of(report.read().table(0))).heldBack()).isEmpty();
        assertThat(row(report)).contains(entry("currency_code", "USD"), entry("unblended_cost", "7.0"));
        assertThat(summary(List.of(report.read().table(0))).remark()).get().asString().contains("2025-10-05", "several currencies, EUR, USD");
        assertThat(summary(List.of(AwsReport.daily().line().read().table(0))).remark()).isEmpty();
    }

    @Test
    void anAccountHasTheUnitsOfItsAliasThatLiveOnTheDay() throws Exception {
        LocalDate day = AwsReport.DAY;
        units = List.of(
                new OrganizationalUnit(1, 9, AwsAccount.SOURCE, day.plusDays(1), null),
                new OrganizationalUnit(2, 9, AwsAccount.SOURCE, day.minusDays(9), day),
                new OrganizationalUnit(3, 9, AwsAccount.SOURCE, day, day.plusDays(1)),
                new OrganizationalUnit(4, 8, AwsAccount.SOURCE, day, null),
                new OrganizationalUnit(5, 9, "another", day, null),
                new OrganizationalUnit(6, 9, null, day, null));

        assertThat(row(AwsReport.daily().line())).containsEntry("organizational_unit_id", "3");
        assertThat(row(AwsReport.daily().line("lineitem_usageaccountid", "456"))).containsEntry("organizational_unit_id", null);
    }

    @Test
    void twoLiveUnitsOfAnAccountDoubleItsRows() throws Exception {
        units = List.of(
                new OrganizationalUnit(5, 9, AwsAccount.SOURCE, AwsReport.DAY, null), new OrganizationalUnit(3, 9, AwsAccount.SOURCE, AwsReport.DAY, null));
        List<Map<String, String>> rows = rows(AwsReport.daily().line("lineitem_unblendedcost", 1.0));

        assertThat(rows).extracting(row -> row.get("organizational_unit_id")).containsExactly("3", "5");
        assertThat(rows).extracting(row -> row.get("unblended_cost")).containsOnly("1.0");
        assertThat(rows).extracting(row -> row.get("uuid")).doesNotHaveDuplicates();
    }

    @Test
    void keysDependNeitherOnTheOrderOfTheFilesNorOnTheCosts() throws Exception {
        GroupTable one = AwsReport.daily().line("product_region", "eu-1", "lineitem_unblendedcost", 1.0).read().table(0);
        GroupTable other = AwsReport.daily().line("product_region", "eu-2", "lineitem_unblendedcost", 1.0).read().table(0);
        GroupTable corrected = AwsReport.daily().line("product_region", "eu-1", "lineitem_unblendedcost", 3.0).read().table(0);

        List<String> keys = keys(List.of(one, other));
        assertThat(keys(List.of(other, one))).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(keys(List.of(corrected, other))).isEqualTo(keys);
    }

    private List<String> keys(List<GroupTable> daily) {
        return rows(daily).stream().map(row -> row.get("uuid")).toList();
    }

    private Map<String, String> row(AwsReport report) throws Exception {
        List<Map<String, String>> rows = rows(report);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private List<Map<String, String>> rows(AwsReport report) throws Exception {
        return rows(List.of(report.read().table(0)));
    }

    private List<Map<String, String>> rows(List<GroupTable> daily) {
        List<PublishInput> outputs = new ArrayList<>();
        DayWriter writer = new DayWriter(OutputPeriod.of("aws", DAY), 1, outputs::add);
        summary(daily).write(writer);
        writer.finish();
        return AwsAccount.tables(List.of(AwsDailySummary.TABLE), outputs).get(AwsDailySummary.TABLE.name());
    }

    private AwsDailySummary summary(List<GroupTable> daily) {
        return new AwsDailySummary(daily, new AwsReference(DAY, 7, markup, aliases), enabledKeys, TagMapping.of(SnapshotBuilder.of("org1234567").build()), units);
    }
}
