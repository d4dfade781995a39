package io.costflow.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.costflow.day.Grain;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishInput;
import io.costflow.reference.SnapshotBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specification, H.3: the rows of EC2 instances of a month. */
class Ec2MonthlySummaryTest {

    private static final SourceDay MONTH = SourceDay.of("org1", AwsAccount.SOURCE, LocalDate.of(2025, 10, 1));

    private final SortedMap<Integer, AwsReport> days = new TreeMap<>();
    private List<String> enabledKeys = List.of();
    private double markup;

    @Test
    void everyValueIsInItsColumn() throws Exception {
        markup = 0.5;
        enabledKeys = List.of("app");
        day(5).line(
                "lineitem_resourceid", "i-1", "product_productfamily", "Compute Instance (bare metal)", "product_region", "eu-1", "product_instancetype", "m5", "product_vcpu", "2",
                "product_memory", "8 GiB", "product_operatingsystem", "Linux", "pricing_unit", "Hrs", "lineitem_usageamount", 1.0, "lineitem_normalizationfactor", 2.0,
                "lineitem_normalizedusageamount", 3.0, "lineitem_unblendedrate", 4.0, "lineitem_unblendedcost", 5.0, "lineitem_blendedrate", 6.0, "lineitem_blendedcost", 7.0,
                "savingsplan_savingsplaneffectivecost", 8.0, "pricing_publicondemandcost", 9.0, "pricing_publicondemandrate", 10.0,
                "resourcetags", "{\"app\": \"web\", \"Name\": \"first\"}", "costcategory", "{\"Team\": \"blue\"}");
        assertThat(row()).contains(
                entry("usage_start", "2025-10-05"), entry("usage_end", "2025-10-05"), entry("source_uuid", AwsAccount.SOURCE), entry("cost_entry_bill_id", "7"),
                entry("usage_account_id", "123"), entry("account_alias_id", "9"), entry("resource_id", "i-1"), entry("instance_name", "first"), entry("instance_type", "m5"),
                entry("operating_system", "Linux"), entry("region", "eu-1"), entry("vcpu", "2"), entry("memory", "8 GiB"), entry("unit", "Hrs"), entry("usage_amount", "1.0"),
                entry("normalization_factor", "2.0"), entry("normalized_usage_amount", "3.0"), entry("currency_code", "USD"), entry("unblended_rate", "4.0"),
                entry("unblended_cost", "5.0"), entry("markup_cost", "2.5"), entry("blended_rate", "6.0"), entry("blended_cost", "7.0"), entry("markup_cost_blended", "3.5"),
                entry("savingsplan_effective_cost", "8.0"), entry("markup_cost_savingsplan", "4.0"), entry("calculated_amortized_cost", "5.0"),
                entry("markup_cost_amortized", "2.5"), entry("public_on_demand_cost", "9.0"), entry("public_on_demand_rate", "10.0"), entry("tags", "{\"app\":\"web\"}"),
                entry("cost_category", "{\"Team\":\"blue\"}"))
                .hasSize(Ec2MonthlySummary.TABLE.columns().size());
    }

    @Test
    void sumsAreOfAllDaysAndAttributesOfTheLast() throws Exception {
        computing(2, "product_instancetype", "m5", "lineitem_unblendedcost", 1.0, "lineitem_unblendedrate", 3.0, "resourcetags", "{\"Name\": \"old\"}");
        computing(3, "product_instancetype", "m6", "lineitem_unblendedcost", 2.0, "lineitem_unblendedrate", 1.0, "resourcetags", "{\"Name\": \"new\"}");
        assertThat(row()).contains(
                entry("usage_start", "2025-10-02"), entry("usage_end", "2025-10-03"), entry("unblended_cost", "3.0"), entry("unblended_rate", "3.0"),
                entry("instance_type", "m6"), entry("instance_name", "new"), entry("tags", "{}"));
    }

    @Test
    void withoutADayTheMonthIsAsIfItHadNeverBeen() throws Exception {
        computing(2, "lineitem_unblendedcost", 1.0, "resourcetags", "{\"Name\": \"old\"}");
        computing(3, "lineitem_unblendedcost", 2.0, "resourcetags", "{\"Name\": \"new\"}");
        days.remove(3);
        assertThat(row()).contains(entry("usage_end", "2025-10-02"), entry("unblended_cost", "1.0"), entry("instance_name", "old"));
    }

    @Test
    void attributesThatDifferWithinTheLastDayGiveARowEachWithAllOfTheCost() throws Exception {
        computing(2, "lineitem_unblendedcost", 1.0, "resourcetags", "{\"a\": \"0\"}");
        computing(3, "lineitem_unblendedcost", 1.0, "resourcetags", "{\"a\": \"1\"}");
        computing(3, "lineitem_unblendedcost", 1.0, "resourcetags", "{\"a\": \"2\"}");
        assertThat(rows()).hasSize(2).allSatisfy(row -> assertThat(row).containsEntry("unblended_cost", "3.0"))
                .extracting(row -> row.get("uuid")).doesNotHaveDuplicates();
    }

    @Test
    void anInstanceWhoseLastDayHasNoLineItemForComputingIsLeftOut() throws Exception {
        computing(2, "lineitem_unblendedcost", 1.0);
        day(3).line("lineitem_resourceid", "i-1", "lineitem_productcode", "AmazonCloudWatch");
        assertThat(rows()).isEmpty();
        computing(4, "lineitem_unblendedcost", 2.0);
        assertThat(row()).contains(entry("unblended_cost", "3.0"), entry("usage_end", "2025-10-04"));
    }

    @Test
    void onlyLineItemsForComputingCount() throws Exception {
        day(2).line("lineitem_resourceid", "i-1", "product_productfamily", "Data Transfer", "lineitem_unblendedcost", 1.0)
                .line("lineitem_resourceid", "", "product_productfamily", "Compute Instance", "lineitem_unblendedcost", 2.0)
                .line("lineitem_resourceid", "i-1", "product_productfamily", "Compute Instance", "lineitem_productcode", "AmazonRDS", "lineitem_unblendedcost", 4.0);
        assertThat(rows()).isEmpty();
        computing(2, "lineitem_unblendedcost", 8.0);
        assertThat(row()).containsEntry("unblended_cost", "8.0");
    }

    @ParameterizedTest
    @CsvSource({"Usage, 10.0, 10.0, 1.0", "SavingsPlanCoveredUsage, 0.0, 3.0, 1.0", "SavingsPlanNegation, 10.0, 3.0, 0.0", "SavingsPlanRecurringFee, 10.0, 3.0, 1.0"})
    void whatASavingsPlanCoversCostsNothing(String type, String cost, String amortized, String usage) throws Exception {
        computing(2, "lineitem_lineitemtype", type, "lineitem_unblendedcost", 10.0, "lineitem_blendedcost", 10.0, "savingsplan_savingsplaneffectivecost", 3.0,
                "lineitem_usageamount", 1.0);
        assertThat(row()).contains(
                entry("unblended_cost", cost), entry("blended_cost", cost), entry("calculated_amortized_cost", amortized), entry("usage_amount", usage));
    }

    @Test
    void aFirstDayThatIsFoundLaterMakesAnotherRow() throws Exception {
        computing(3, "lineitem_unblendedcost", 1.0);
        String before = row().get("uuid");
        computing(2, "lineitem_unblendedcost", 1.0);
        assertThat(row()).contains(entry("usage_start", "2025-10-02")).doesNotContainEntry("uuid", before);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "NULL", value = {
        "lineitem_usageaccountid, NULL, usage_account_id", "lineitem_currencycode, NULL, currency_code", "product_vcpu, two, vcpu"
    })
    void aValueThatTheTableDoesNotTakeHoldsTheMonthBack(String column, String value, String named) throws Exception {
        computing(2, column, value);
        assertThat(summary().heldBack()).hasValueSatisfying(heldBack -> assertThat(heldBack.column()).isEqualTo(named));
    }

    private AwsReport day(int day) {
        return days.computeIfAbsent(day, absent -> AwsReport.daily());
    }

    private void computing(int day, Object... namesAndValues) {
        List<Object> all = new ArrayList<>(List.of("lineitem_resourceid", "i-1", "product_productfamily", "Compute Instance"));
        all.addAll(java.util.Arrays.asList(namesAndValues));
        day(day).line(all.toArray());
    }

    private Map<String, String> row() throws Exception {
        List<Map<String, String>> rows = rows();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private List<Map<String, String>> rows() throws Exception {
        List<PublishInput> outputs = new ArrayList<>();
        DayWriter writer = new DayWriter(OutputPeriod.of("aws-ec2", Grain.MONTH, MONTH), 1, outputs::add);
        Ec2MonthlySummary summary = summary();
        assertThat(summary.heldBack()).isEmpty();
        summary.write(writer);
        writer.finish();
        return AwsAccount.tables(List.of(Ec2MonthlySummary.TABLE), outputs).getOrDefault(Ec2MonthlySummary.TABLE.name(), List.of());
    }

    /** What the days contribute goes through bytes. */
    private Ec2MonthlySummary summary() throws Exception {
        Ec2MonthlySummary summary = new Ec2MonthlySummary(
                new AwsReference(MONTH, 7, markup, Map.of("123", 9)), enabledKeys, TagMapping.of(SnapshotBuilder.of("org1").build(), Aws.TYPE));
        for (Map.Entry<Integer, AwsReport> day : days.entrySet()) {
            byte[] contribution = Ec2Day.of(List.of(day.getValue().read().table(0))).encode();
            summary.add(LocalDate.of(2025, 10, day.getKey()), Ec2Day.decode(contribution));
        }
        return summary;
    }
}
