package io.costflow.provider.azure;

import static io.costflow.provider.azure.AzureReport.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.GroupTable;
import io.costflow.lineitem.LineItemReader.CombinedFile;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishInput;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specification, Z.9: the rows of Azure's own summary. */
class AzureDailySummaryTest {

    private static final String SOURCE = "00000000-0000-0000-0000-0000000000aa";
    private static final SourceDay DAY = SourceDay.of("org1", SOURCE, AzureReport.DAY);

    private List<String> enabledKeys = List.of();
    private String markup = "0";

    @Test
    void everyValueIsInItsColumn() throws Exception {
        markup = "0.5";
        enabledKeys = List.of("app");
        assertThat(row(report().line(
                "resourceid", "/subscriptions/s/vm-1", "subscriptionid", "id", "subscriptionguid", "guid", "subscriptionname", "Name", "resourcelocation", "eu", "servicename", "Storage",
                "metercategory", "Disks", "unitofmeasure", "100 GB", "billingcurrencycode", "USD", "tags", "{\"app\": \"web\", \"team\": \"red\"}",
                "additionalinfo", "{\"ServiceType\": \"Standard_D4\", \"Nested\": {\"a\": []}}", "costinbillingcurrency", 5.0, "quantity", 2.0)))
                .contains(
                        entry("usage_start", "2025-10-05"), entry("usage_end", "2025-10-05"), entry("source_uuid", SOURCE), entry("cost_entry_bill_id", "7"),
                        entry("subscription_guid", "id"), entry("subscription_name", "Name"), entry("resource_location", "eu"), entry("service_name", "Storage"),
                        entry("instance_type", "Standard_D4"), entry("tags", "{\"app\":\"web\"}"), entry("instance_ids", "{/subscriptions/s/vm-1}"), entry("instance_count", "1"),
                        entry("usage_quantity", "200.000000000"), entry("unit_of_measure", "100 GB"), entry("pretax_cost", "5.000000000"), entry("markup_cost", "2.500000000"),
                        entry("currency", "USD"))
                .hasSize(AzureDailySummary.TABLE.columns().size());
    }

    @ParameterizedTest
    @CsvSource({"id, Name, id, Name", "'', Name, guid, Name", "id, '', id, id", "'', '', guid, guid"})
    void theSubscriptionIsTheFirstThatIsNotEmpty(String id, String name, String shownId, String shownName) throws Exception {
        assertThat(row(report().line("subscriptionid", id, "subscriptionguid", "guid", "subscriptionname", name)))
                .contains(entry("subscription_guid", shownId), entry("subscription_name", shownName));
    }

    @Test
    void emptyTextsStayEmpty() throws Exception {
        assertThat(row(report().line("metercategory", "", "billingcurrencycode", "")))
                .contains(entry("resource_location", ""), entry("service_name", ""), entry("unit_of_measure", ""), entry("currency", ""), entry("instance_type", null));
    }

    @Test
    void everyLineItemIsRoundedByItself() throws Exception {
        markup = "0.1";
        assertThat(row(report()
                .line("costinbillingcurrency", 0.0000000014, "quantity", 0.0000000005, "unitofmeasure", "10 GB")
                .line("costinbillingcurrency", 0.0000000014, "quantity", 0.0000000005, "unitofmeasure", "10 GB")
                .line("costinbillingcurrency", 0.0000000056, "quantity", 0.0000000004, "unitofmeasure", "10 GB"))).contains(
                        entry("pretax_cost", "0.000000008"), entry("markup_cost", "0.000000001"), entry("usage_quantity", "0.000000020"));
    }

    /** Two export schemas, or units, of one service are one row; texts are compared by code points. */
    @Test
    void unitsAndCurrenciesAreNoKeysAndTheLargestIsShown() throws Exception {
        AzureReport report = report()
                .line("resourceid", "b", "unitofmeasure", "1 Hours", "billingcurrencycode", "EUR", "quantity", 1.0)
                .line("resourceid", "a", "unitofmeasure", "1 GB", "billingcurrencycode", "", "billingcurrency", "USD", "quantity", 2.0);

        assertThat(row(report)).contains(
                entry("unit_of_measure", "Hrs"), entry("currency", "USD"), entry("usage_quantity", "3.000000000"), entry("instance_ids", "{a,b}"), entry("instance_count", "2"));
        assertThat(summary(report).remarks()).singleElement().asString().contains("2025-10-05", "several currencies, EUR, USD");
    }

    @Test
    void anIdThatIsNullIsShownAndNotCounted() throws Exception {
        assertThat(row(report().line("resourceid", null).line("resourceid", "b").line("resourceid", "a")))
                .contains(entry("instance_ids", "{a,b,NULL}"), entry("instance_count", "2"));
    }

    @Test
    void aUnitThatIsNotUnderstoodIsReported() throws Exception {
        AzureReport report = report().line("unitofmeasure", "1.5 GB", "quantity", 2.0).line("unitofmeasure", "1.5 GB", "quantity", 2.0);

        assertThat(row(report)).contains(entry("usage_quantity", "4.000000000"), entry("unit_of_measure", "1.5 GB"));
        assertThat(summary(report).remarks()).singleElement().asString().contains("2 line items", "'1.5 GB'");
    }

    @Test
    void tagsThatBecomeEqualAreOneRow() throws Exception {
        enabledKeys = List.of("app", "n");
        assertThat(rows(report()
                .line("tags", "{\"app\": \"web\", \"team\": \"red\"}")
                .line("tags", "{\"team\": \"blue\", \"app\": \"web\"}")
                .line("tags", "{\"n\": 1}").line("tags", "{\"n\": null}"))).extracting(row -> row.get("tags")).containsExactly("{\"app\":\"web\"}", "{\"n\":\"1\"}", "{\"n\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "resourceid", "subscriptionid", "subscriptionname", "resourcelocation", "servicename", "consumedservice", "metercategory", "metername", "unitofmeasure", "billingcurrencycode",
        "billingcurrency", "quantity"
    })
    void aColumnThatAReportLacksIsZeroOrNull(String column) throws Exception {
        assertThat(row(report().without(column).line("costinbillingcurrency", 5.0))).containsEntry("pretax_cost", "5.000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags", "additionalinfo", "date"})
    void aReportWithoutAColumnThatKokuCannotFillInIsUnreadable(String column) {
        assertThatThrownBy(() -> report().without(column).line().read())
                .isInstanceOfSatisfying(UnreadableFileException.class, unreadable -> assertThat(unreadable.column()).isEqualTo(column));
    }

    @Test
    void aReportWithoutCostsCostsNothing() throws Exception {
        assertThat(row(report().without("costinbillingcurrency").line("quantity", 2.0))).contains(entry("pretax_cost", "0.000000000"), entry("markup_cost", "0.000000000"));
    }

    @Test
    void aReportWithoutAnyIdOfASubscriptionHoldsTheDayBack() throws Exception {
        assertThat(summary(report().without("subscriptionguid").without("subscriptionid").line()).heldBack()).get()
                .extracting(HeldBack::column).isEqualTo("subscription_guid");
    }

    /** An export may end with the day after its period. */
    @ParameterizedTest
    @CsvSource({"2025-09-30, 1, 1", "2025-10-31, 2, 0", "2025-11-01, 1, 1"})
    void aDayOutsideTheMonthOfTheExportIsLeftOutAndCounted(LocalDate date, int days, int rowsOutsideMonth) throws Exception {
        CombinedFile file = report().line().line("date", date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli()).combine();

        assertThat(file.days()).hasSize(days).containsKey(AzureReport.DAY.toEpochDay());
        assertThat(file.rowsOutsideMonth()).isEqualTo(rowsOutsideMonth);
    }

    @ParameterizedTest
    @CsvSource({"tags, plain", "tags, ''", "tags, '{\"a\": {}}'", "additionalinfo, plain", "additionalinfo, ''", "costinbillingcurrency, NaN", "quantity, Infinity"})
    void whatIsNoTagsNoInformationOrNoNumberIsUnreadable(String column, String wrong) {
        Object value = column.equals("tags") || column.equals("additionalinfo") ? wrong : (Object) Double.valueOf(wrong);
        assertThatThrownBy(() -> report().line(column, value).read())
                .isInstanceOfSatisfying(UnreadableFileException.class, unreadable -> assertThat(unreadable.column()).isEqualTo(column));
    }

    @Test
    void lineItemsWithoutASubscriptionHoldTheDayBack() throws Exception {
        assertThat(summary(report().line("subscriptionguid", null, "subscriptionid", null)).heldBack()).get()
                .extracting(HeldBack::column).isEqualTo("subscription_guid");
        assertThat(summary(report().line()).heldBack()).isEmpty();
    }

    @Test
    void amountsThatAreNullAddNothing() throws Exception {
        assertThat(row(report().line("costinbillingcurrency", null, "quantity", null).line("costinbillingcurrency", 2.0, "quantity", null)))
                .contains(entry("pretax_cost", "2.000000000"), entry("usage_quantity", null));
    }

    private Map<String, String> row(AzureReport report) throws Exception {
        List<Map<String, String>> rows = rows(report);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private List<Map<String, String>> rows(AzureReport report) throws Exception {
        List<PublishInput> outputs = new ArrayList<>();
        DayWriter writer = new DayWriter(OutputPeriod.of("azure", DAY), 1, outputs::add);
        summary(report).write(writer);
        writer.finish();
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : new String(outputs.get(0).rows().text(), StandardCharsets.UTF_8).split("\n")) {
            Map<String, String> row = new LinkedHashMap<>();
            String[] values = line.split("\t", -1);
            for (int column = 0; column < values.length; column++) {
                row.put(AzureDailySummary.TABLE.columnNames().get(column), values[column].equals("\\N") ? null : values[column]);
            }
            rows.add(row);
        }
        return rows;
    }

    private AzureDailySummary summary(AzureReport report) throws Exception {
        GroupTable lineItems = report.read().table(0);
        TagMapping tagMapping = TagMapping.of(SnapshotBuilder.of("org1234567").build());
        return new AzureDailySummary(List.of(lineItems), new AzureReference(DAY, 7, new BigDecimal(markup)), enabledKeys, tagMapping);
    }
}
