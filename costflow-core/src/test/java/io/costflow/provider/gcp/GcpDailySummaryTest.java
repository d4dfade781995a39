package io.costflow.provider.gcp;

import static io.costflow.provider.gcp.GcpReport.at;
import static io.costflow.provider.gcp.GcpReport.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.GroupTable;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishInput;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specification, G.9: the rows of GCP's own summary. */
class GcpDailySummaryTest {

    private static final String SOURCE = "00000000-0000-0000-0000-0000000000aa";
    private static final SourceDay DAY = SourceDay.of("org1", SOURCE, GcpReport.DAY);

    private final SnapshotBuilder reference = SnapshotBuilder.of("org1").bill(SOURCE, GcpReport.DAY, 7);
    private double markup;

    @Test
    void everyValueIsInItsColumn() throws Exception {
        markup = 0.5;
        reference.keys(Gcp.TYPE, List.of("app"));
        assertThat(row(report().line(
                "billing_account_id", "a", "project_id", "p", "project_name", "Project", "service_id", "s", "service_description", "Compute Engine", "sku_id", "k",
                "sku_description", "Core", "location_region", "us-east1", "cost_type", "regular", "usage_pricing_unit", "hour", "currency", "USD",
                "system_labels", "{\"compute.googleapis.com/machine_spec\": \"n2\", \"cores\": 4}", "labels", "{\"app\": \"web\", \"team\": \"red\"}",
                "credits", "{\"name\": \"c\", \"amount\": -1.25}", "cost", 5.0, "usage_amount_in_pricing_units", 2.0)))
                .contains(
                        entry("usage_start", "2025-10-01"), entry("usage_end", "2025-10-01"), entry("source_uuid", SOURCE), entry("cost_entry_bill_id", "7"),
                        entry("account_id", "a"), entry("project_id", "p"), entry("project_name", "Project"), entry("service_id", "s"),
                        entry("service_alias", "Compute Engine"), entry("sku_id", "k"), entry("sku_alias", "Core"), entry("region", "us-east1"),
                        entry("instance_type", "n2"), entry("unit", "hour"), entry("tags", "{\"app\":\"web\"}"), entry("usage_amount", "2.0"), entry("currency", "USD"),
                        entry("line_item_type", "regular"), entry("unblended_cost", "5.0"), entry("markup_cost", "2.5"), entry("invoice_month", "202510"),
                        entry("credit_amount", "-1.250000000"))
                .hasSize(GcpDailySummary.TABLE.columns().size());
    }

    @Test
    void eachInvoiceHasRowsOfItsOwnWithItsOwnBill() throws Exception {
        reference.bill(SOURCE, LocalDate.of(2025, 9, 1), 6).bill(SOURCE, LocalDate.of(2025, 11, 1), 8);
        assertThat(rows(report().line("invoice_month", "202509", "cost", 1.0).line("invoice_month", "202510", "cost", 2.0).line("invoice_month", "202511", "cost", 4.0)
                .line("invoice_month", "202509", "cost", 8.0)))
                .extracting(row -> row.get("invoice_month") + " " + row.get("cost_entry_bill_id") + " " + row.get("unblended_cost"))
                .containsExactly("202509 6 9.0", "202510 7 2.0", "202511 8 4.0");
    }

    @Test
    void theHourThatEndsOnTheNextDayIsARowOfItsOwn() throws Exception {
        GcpReport report = report().line("cost", 1.0).line("cost", 2.0).line("usage_start_time", at(1, 23), "usage_end_time", at(2, 0), "cost", 4.0);
        assertThat(rows(report)).extracting(row -> row.get("unblended_cost")).containsExactly("3.0", "4.0");
        assertThat(rows(report)).extracting(row -> row.get("uuid")).doesNotHaveDuplicates();
        assertThat(rows(report)).extracting(row -> row.get("usage_end")).containsOnly("2025-10-01");
    }

    @Test
    void creditsAreRoundedOneByOne() throws Exception {
        assertThat(row(report()
                .line("credits", "{\"amount\": -0.0000000014}").line("credits", "{\"amount\": -0.0000000014}").line("credits", "{\"amount\": -0.0000000016}")
                .line("credits", null).line("credits", "{\"amount\": null}").line("credits", "{\"amount\": \"-1\"}")))
                .containsEntry("credit_amount", "-1.000000004");
    }

    @Test
    void namesUnitsAndCurrenciesAreNoKeysAndTheLargestIsShown() throws Exception {
        GcpReport report = report()
                .line("project_name", "b", "usage_pricing_unit", "hour", "currency", "EUR", "cost", 1.0)
                .line("project_name", "a", "usage_pricing_unit", "month", "currency", "USD", "cost", 2.0);
        assertThat(row(report)).contains(entry("project_name", "b"), entry("unit", "month"), entry("currency", "USD"), entry("unblended_cost", "3.0"));
        assertThat(summary(report).remark()).get().asString().contains("2025-10-01", "several currencies, EUR, USD");
        assertThat(summary(report().line()).remark()).isEmpty();
    }

    @Test
    void tagsAndMachinesThatBecomeEqualAreOneRow() throws Exception {
        reference.keys(Gcp.TYPE, List.of("app"));
        assertThat(row(report()
                .line("labels", "{\"app\": \"web\", \"team\": \"red\"}", "system_labels", "{\"cores\": 2}", "cost", 1.0)
                .line("labels", "{\"team\": \"blue\", \"app\": \"web\"}", "system_labels", "{\"cores\": 4}", "cost", 2.0)))
                .contains(entry("tags", "{\"app\":\"web\"}"), entry("instance_type", null), entry("unblended_cost", "3.0"));
    }

    @Test
    void keysThatAreMappedAreShownAsOthers() throws Exception {
        reference.keys(Gcp.TYPE, List.of("app", "application")).mapped(Gcp.TYPE, "app", "application");
        assertThat(row(report().line("labels", "{\"app\": \"web\"}"))).containsEntry("tags", "{\"application\":\"web\"}");
    }

    @Test
    void keysOfUsageOutsideOfItsInvoicesMonthAreShownAsTheyAre() throws Exception {
        reference.keys(Gcp.TYPE, List.of("app", "application")).mapped(Gcp.TYPE, "app", "application").bill(SOURCE, LocalDate.of(2025, 9, 1), 6);
        assertThat(row(report().line("invoice_month", "202509", "labels", "{\"app\": \"web\"}"))).containsEntry("tags", "{\"app\":\"web\"}");
    }

    @Test
    void anEmptyRegionIsNullAndOtherEmptyTextsStay() throws Exception {
        assertThat(row(report().line())).contains(entry("region", null), entry("project_id", ""), entry("line_item_type", ""), entry("tags", "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "usage_start_time", "usage_end_time", "invoice_month", "billing_account_id", "project_id", "project_name", "service_id", "service_description", "sku_id",
        "sku_description", "location_region", "cost_type", "usage_pricing_unit", "currency", "system_labels", "labels", "credits", "cost", "usage_amount_in_pricing_units"
    })
    void aReportWithoutOneOfItsColumnsIsUnreadable(String column) {
        assertThatThrownBy(() -> report().without(column).line().read())
                .isInstanceOfSatisfying(UnreadableFileException.class, unreadable -> assertThat(unreadable.column()).isEqualTo(column));
    }

    @ParameterizedTest
    @CsvSource({"labels, plain", "labels, '{\"a\": {}}'", "system_labels, ''", "credits, plain", "credits, '{\"amount\": \"much\"}'", "cost, NaN",
        "usage_amount_in_pricing_units, Infinity"})
    void whatIsNoLabelsNoCreditOrNoNumberIsUnreadable(String column, String wrong) {
        boolean number = column.equals("cost") || column.equals("usage_amount_in_pricing_units");
        assertThatThrownBy(() -> report().line(column, number ? (Object) Double.valueOf(wrong) : wrong).read())
                .isInstanceOfSatisfying(UnreadableFileException.class, unreadable -> assertThat(unreadable.column()).isEqualTo(column));
    }

    @ParameterizedTest
    @CsvSource({"billing_account_id, account_id", "project_id, project_id", "project_name, project_name", "currency, currency"})
    void valuesThatMustNotBeNullHoldTheDayBack(String column, String named) throws Exception {
        assertThat(summary(report().line(column, null)).heldBack()).get().extracting(HeldBack::column).isEqualTo(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"202513", "2025-10", "october", "", "20251"})
    void anInvoiceMonthThatDoesNotExistHoldsTheDayBack(String invoiceMonth) throws Exception {
        assertThat(summary(report().line("invoice_month", invoiceMonth)).heldBack()).get().satisfies(held -> {
            assertThat(held.column()).isEqualTo("invoice_month");
            assertThat(held.reason()).contains("'" + invoiceMonth + "'");
        });
    }

    @Test
    void aLineItemWithoutAnInvoiceMonthHoldsTheDayBack() throws Exception {
        assertThat(summary(report().line("invoice_month", null)).heldBack()).get().extracting(HeldBack::reason).asString().contains("invoice_month is NULL");
    }

    @Test
    void anInvoiceWithoutABillHoldsTheDayBackAndIsNamed() throws Exception {
        assertThat(summary(report().line().line("invoice_month", "202509")).heldBack()).get()
                .extracting(HeldBack::reason).asString().contains("no bill for the invoice month 2025-09", "org1.reporting_gcpcostentrybill");
        assertThat(summary(report().line()).heldBack()).isEmpty();
    }

    @Test
    void theBillsOfTheMonthsAroundADayAreReferenceDataOfTheDay() {
        SourceSettings source = SourceSettings.cloud("org1", Gcp.TYPE, SOURCE, null);
        GcpSummary output = new GcpSummary();
        String before = output.referenceDigest(source, GcpReport.DAY, reference.build());
        assertThat(output.referenceDigest(source, GcpReport.DAY, reference.bill(SOURCE, LocalDate.of(2025, 12, 1), 1).build())).isEqualTo(before);
        assertThat(output.referenceDigest(source, GcpReport.DAY, reference.bill(SOURCE, LocalDate.of(2025, 9, 1), 2).build())).isNotEqualTo(before);
    }

    private Map<String, String> row(GcpReport report) throws Exception {
        List<Map<String, String>> rows = rows(report);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private List<Map<String, String>> rows(GcpReport report) throws Exception {
        List<PublishInput> outputs = new ArrayList<>();
        DayWriter writer = new DayWriter(OutputPeriod.of("gcp", DAY), 1, outputs::add);
        summary(report).write(writer);
        writer.finish();
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : new String(outputs.get(0).rows().text(), StandardCharsets.UTF_8).split("\n")) {
            Map<String, String> row = new LinkedHashMap<>();
            String[] values = line.split("\t", -1);
            for (int column = 0; column < values.length; column++) {
                row.put(GcpDailySummary.TABLE.columnNames().get(column), values[column].equals("\\N") ? null : values[column]);
            }
            rows.add(row);
        }
        return rows;
    }

    private GcpDailySummary summary(GcpReport report) throws Exception {
        GroupTable lineItems = report.read().table(0);
        ReferenceSnapshot snapshot = reference.build();
        return new GcpDailySummary(
                List.of(lineItems), new GcpReference(DAY, snapshot, markup), snapshot.enabledKeys(Gcp.TYPE), TagMapping.of(snapshot, Gcp.TYPE));
    }
}
