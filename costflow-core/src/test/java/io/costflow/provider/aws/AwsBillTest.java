package io.costflow.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.provider.cloud.CloudDayBill;
import io.costflow.provider.cloud.CloudLineItem;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.provider.cloud.CloudLineItem.Resource;
import io.costflow.provider.cloud.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS's line items become (E.3, E.4, A.10). */
class AwsBillTest {

    @ParameterizedTest
    @CsvSource({
        "Usage, 10, 20, 3, 10",
        "Tax, 10, 20, 3, 10",
        "SavingsPlanCoveredUsage, 0, 0, 3, 3",
        "SavingsPlanNegation, 10, 20, 3, 3",
        "SavingsPlanRecurringFee, 10, 20, 3, 3",
        "DiscountedUsage, 10, 20, 3, 3",
        "Credit, 10, 20, 3, 3",
        "'', 10, 20, 3, 3"
    })
    void theKindOfALineItemDecidesWhatItCosts(String type, double unblended, double blended, double savingsPlan, double amortized) throws Exception {
        CloudLineItem item = item("lineitem_lineitemtype", type, "lineitem_unblendedcost", 10.0, "lineitem_blendedcost", 20.0, "savingsplan_savingsplaneffectivecost", 3.0);

        assertThat(item.costs()).containsExactly(unblended, blended, savingsPlan, amortized);
    }

    @ParameterizedTest
    @CsvSource({
        "AWS Marketplace, AmazonEC2, Fancy Software, Fancy Software",
        "AWS Marketplace, AmazonEC2, '', AmazonEC2",
        "AWS, AmazonEC2, Fancy Software, AmazonEC2",
        "AWS, '', Fancy Software, ",
        "AWS Marketplace, '', '', "
    })
    void whatIsSoldOnTheMarketplaceGoesByItsName(String entity, String code, String name, String expected) throws Exception {
        assertThat(item("bill_billingentity", entity, "lineitem_productcode", code, "product_productname", name).product().code()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "AmazonEC2, Data Transfer, EUC1-DataTransfer-In-Bytes, '', IN",
        "AmazonEC2, Data Transfer, EUC1-DATATRANSFER-OUT-BYTES, '', OUT",
        "AmazonEC2, Data Transfer, EUC1-DataTransfer-Regional-Bytes, InterZone-In, IN",
        "AmazonEC2, Data Transfer, DataTransfer-Regional-Bytes, PublicIP-Out, OUT",
        "AmazonEC2, Data Transfer, DataTransfer-Regional-Bytes, LoadBalancing, ",
        "AmazonEC2, Data Transfer, BoxUsage, PublicIP-Out, ",
        "AmazonEC2, Compute Instance, EUC1-DataTransfer-In-Bytes, '', ",
        "AmazonRDS, Data Transfer, EUC1-DataTransfer-In-Bytes, '', "
    })
    void dataTransferOfMachinesHasADirection(String code, String family, String usageType, String operation, Direction direction) throws Exception {
        assertThat(item("lineitem_productcode", code, "product_productfamily", family, "lineitem_usagetype", usageType, "lineitem_operation", operation).direction())
                .isEqualTo(direction);
    }

    @Test
    void emptyTextsAreNullExceptTheAccount() throws Exception {
        CloudLineItem item = item("lineitem_productcode", "", "lineitem_currencycode", "", "lineitem_usageaccountid", "", "lineitem_resourceid", "", "resourcetags", "{\"a\": \"b\"}");

        assertThat(item.resourceId()).isNull();
        assertThat(item.product()).isEqualTo(new Product(null, null, null, "", null, null, null, null));
    }

    @Test
    void enabledAndSpecialTagsSurviveAndTheirTextStaysAsItWas() throws Exception {
        String tags = "{\"app\": \"caf\\u00e9\", \"team\": \"x\", \"openshift_node\": \"n\", \"openshift_cluster\": \"c\", \"openshift_project\": \"p\", \"vm_kubevirt_io_name\": \"v\"}";
        CloudLineItem item = bill(AwsReport.daily().line("lineitem_resourceid", "i-1", "resourcetags", tags), AwsReport.hourly(), List.of("app")).items().get(0);

        assertThat(item.tags().json()).isEqualTo("{\"app\":\"café\",\"openshift_cluster\":\"c\",\"openshift_node\":\"n\",\"openshift_project\":\"p\"}");
        assertThat(item.rawTags()).isEqualTo(tags);
    }

    @Test
    void equalLineItemsBecomeOneAndThoseThatCanNeverMatchAreLeftOut() throws Exception {
        AwsReport report = AwsReport.daily()
                .line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 1.5, "lineitem_usageamount", 1.0)
                .line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", null, "lineitem_usageamount", 2.0)
                .line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", -0.5, "lineitem_usageamount", 4.0)
                .line("lineitem_resourceid", "", "lineitem_unblendedcost", 100.0);
        List<CloudLineItem> items = bill(report, AwsReport.hourly(), List.of()).items();

        assertThat(items).hasSize(1);
        assertThat(items.get(0).costs()[0]).isEqualTo(1);
        assertThat(items.get(0).usage()).isEqualTo(7);
    }

    /** 744 hours in October: 50 GiB at 0.08 per GiB-month cost 50 × 0.08 / 744 per hour. */
    @ParameterizedTest
    @CsvSource({
        "0.005376344086, 0.08, 50",
        "0.005376, 0.08, 50",
        "0.000054, 0.08, 1",
        "0.00005, 0.08, NaN",
        "1, 0, NaN",
        "0, 0, NaN",
        "0, 0.08, NaN",
        "-1, 0.08, NaN"
    })
    void aDisksCapacityIsItsLargestHourlyCostOverTheHourlyRateInWholeGigabytes(double cost, double rate, Double capacity) throws Exception {
        AwsReport hourly = AwsReport.hourly().line("lineitem_resourceid", "vol-1", "lineitem_unblendedcost", cost, "lineitem_unblendedrate", rate);

        assertThat((Double) bill(AwsReport.daily(), hourly, List.of()).diskCapacities().of(disk("vol-1"))).isEqualTo(capacity);
    }

    @Test
    void costAndRateAreEachTheLargestOfAllHoursAndFiles() throws Exception {
        AwsReport first = AwsReport.hourly()
                .line("lineitem_resourceid", "vol-1", "lineitem_unblendedcost", 0.01, "lineitem_unblendedrate", 0.744)
                .line("lineitem_resourceid", "vol-1", "lineitem_unblendedcost", null, "lineitem_unblendedrate", null);
        AwsReport second = AwsReport.hourly().line("lineitem_resourceid", "vol-1", "lineitem_unblendedcost", 0.02, "lineitem_unblendedrate", 0.372);
        EbsCapacities capacities = new EbsCapacities(List.of(first.read().table(0), second.read().table(0)), 31);

        assertThat(capacities.of(disk("vol-1"))).isEqualTo(20);
        assertThat(capacities.of(disk("vol-2"))).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lineitem_usageamount", "lineitem_unblendedcost", "lineitem_blendedcost", "savingsplan_savingsplaneffectivecost"})
    void absentNumbersAreZeroAndOthersAreNot(String column) throws Exception {
        AwsReport report = AwsReport.daily().without(column).line(
                "lineitem_resourceid", "i-1", "lineitem_usageamount", 1.0, "lineitem_unblendedcost", 2.0, "lineitem_blendedcost", 3.0, "savingsplan_savingsplaneffectivecost", 4.0);
        CloudLineItem item = bill(report, AwsReport.hourly(), List.of()).items().get(0);

        double[] numbers = {item.usage(), item.costs()[0], item.costs()[1], item.costs()[2]};
        assertThat(numbers).doesNotContain(Double.NaN).contains(0);
    }

    @Test
    void aNullInANumberThatIsThereStaysNull() throws Exception {
        assertThat(item("lineitem_blendedcost", null).costs()[1]).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "lineitem_resourceid", "bill_billingentity", "lineitem_productcode", "product_productname", "lineitem_usageaccountid", "lineitem_availabilityzone", "product_productfamily",
        "product_instancetype", "product_region", "pricing_unit", "lineitem_currencycode", "lineitem_lineitemtype", "resourcetags", "costcategory"
    })
    void absentTextsThatKokuFillsInDoNotHoldTheFileBack(String column) throws Exception {
        AwsReport report = AwsReport.daily().without(column).line("lineitem_resourceid", "i-1", "resourcetags", "{\"a\": \"b\"}", "lineitem_unblendedcost", 2.0);

        CloudLineItem item = bill(report, AwsReport.hourly(), List.of()).items().get(0);
        assertThat(item.costs()[0]).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lineitem_usagetype", "lineitem_operation", "lineitem_usagestartdate"})
    void absentColumnsThatKokuDoesNotFillInAreNamed(String column) {
        assertThatThrownBy(() -> AwsReport.daily().without(column).line("lineitem_resourceid", "i-1").read())
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("The file has no column \"" + column + "\", which is needed.");
    }

    @Test
    void theBillOfClustersIsTheSameWhenOtherOutputsNeedEveryLineItem() throws Exception {
        for (AwsReport report : List.of(AwsReport.daily(), AwsReport.dailyOfClusters())) {
            report.line("lineitem_resourceid", "i-1", "resourcetags", "{}", "lineitem_unblendedcost", 1.0)
                    .line("lineitem_resourceid", "", "resourcetags", "{\"a\": \"b\"}", "lineitem_unblendedcost", 2.0)
                    .line("lineitem_resourceid", "", "resourcetags", "{}", "lineitem_unblendedcost", 4.0)
                    .line("lineitem_resourceid", null, "resourcetags", null, "lineitem_unblendedcost", 8.0)
                    .line("lineitem_resourceid", "i-1", "resourcetags", "{}", "lineitem_unblendedcost", 16.0);

            assertThat(bill(report, AwsReport.hourly(), List.of()).items()).extracting(CloudLineItem::resourceId, item -> item.costs()[AwsBill.UNBLENDED])
                    .containsExactly(tuple("i-1", 17.0), tuple(null, 2.0));
        }
        assertThat(AwsReport.daily().line().read().table(0).size()).isEqualTo(1);
        assertThat(AwsReport.dailyOfClusters().line().read().table(0).size()).isZero();
    }

    @Test
    void anHourlyFileWithoutCostsOrRatesKnowsNoCapacities() throws Exception {
        for (String column : List.of("lineitem_unblendedcost", "lineitem_unblendedrate")) {
            AwsReport hourly = AwsReport.hourly().without(column).line("lineitem_resourceid", "vol-1", "lineitem_unblendedcost", 1.0, "lineitem_unblendedrate", 1.0);
            assertThat(bill(AwsReport.daily(), hourly, List.of()).diskCapacities().of(disk("vol-1"))).isNaN();
        }
    }

    private static CloudLineItem item(Object... namesAndValues) throws Exception {
        Object[] all = new Object[namesAndValues.length + 2];
        all[0] = "lineitem_resourceid";
        all[1] = "i-1";
        System.arraycopy(namesAndValues, 0, all, 2, namesAndValues.length);
        return bill(AwsReport.daily().line(all), AwsReport.hourly(), List.of()).items().get(0);
    }

    private static Resource disk(String id) {
        return new Resource(id, id, id);
    }

    private static CloudDayBill bill(AwsReport daily, AwsReport hourly, List<String> enabledKeys) throws Exception {
        return AwsBill.of(List.of(daily.read().table(0)), List.of(hourly.read().table(0)), enabledKeys, 31);
    }
}
