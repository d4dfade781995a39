package io.costflow.provider.gcp;

import static io.costflow.provider.gcp.GcpReport.report;
import static io.costflow.provider.cloud.CloudClusters.cluster;
import static io.costflow.provider.cloud.TestRow.pod;
import static io.costflow.provider.cloud.TestRow.unallocated;
import static io.costflow.provider.cloud.TestRow.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.provider.DayContents;
import io.costflow.provider.HeldBackException;
import io.costflow.provider.Layouts;
import io.costflow.provider.cloud.BillFindings;
import io.costflow.provider.cloud.BillFindings.Uncharged;
import io.costflow.provider.cloud.CloudCluster;
import io.costflow.provider.cloud.UnchargedReason;
import io.costflow.provider.cloud.TestRow;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishInput;
import io.costflow.publish.Table;
import io.costflow.reference.Digest;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specification, G.3 to G.7: a bill of GCP attributed to clusters. */
class OpenShiftOnGcpTest {

    private static final String SOURCE = "00000000-0000-0000-0000-0000000000aa";
    private static final SourceDay DAY = SourceDay.of("org1", SOURCE, GcpReport.DAY);
    private static final String PROJECTS = GcpCostTables.PROJECTS.tableName();
    private static final String DISK = "//compute.googleapis.com/projects/p/zones/z/disk/";
    private static final double GIB_HOUR = 3600.0 * (1L << 30);

    private final SnapshotBuilder reference =
            SnapshotBuilder.of("org1").bill(SOURCE, GcpReport.DAY, 7).keys(Gcp.TYPE, List.of("app")).keys(OpenShift.TYPE, List.of("app"));
    private BillFindings findings;
    private SourceSettings gcp = SourceSettings.cloud("org1", Gcp.TYPE, SOURCE, new BigDecimal("0.1"));

    @Test
    void aMachineIsSplitByEffectiveUsageAndEveryValueIsInItsColumn() throws Exception {
        GcpReport bill = report().line(
                "resource_name", "projects/p/instances/worker-1", "billing_account_id", "acc", "project_id", "p", "project_name", "P", "service_id", "6F81",
                "service_description", "Compute Engine", "sku_id", "S-1", "sku_description", "N2 Core", "location_region", "eu", "usage_pricing_unit", "hour",
                "usage_amount_in_pricing_units", 24.0, "cost", 12.0, "daily_credits", -4.0, "labels", "{\"app\": \"web\", \"team\": \"x\"}",
                "system_labels", "{\"compute.googleapis.com/machine_spec\": \"n2\"}", "invoice_month", "202509");
        List<Map<String, String>> rows = attributed(bill, cluster("alpha",
                pod("shop").node("worker-1", "i-1").labels("{\"app\":\"a\",\"tier\":\"b\"}").cpu(6, 24).category(3),
                unallocated("Worker unallocated").node("worker-1", "i-1").cpu(18, 24))).get(PROJECTS);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).contains(
                entry("usage_start", "2025-10-01"), entry("source_uuid", SOURCE), entry("report_period_id", "1"), entry("cost_entry_bill_id", "7"), entry("cluster_id", "alpha-id"),
                entry("cluster_alias", "alpha"), entry("data_source", "Pod"), entry("namespace", "shop"), entry("node", "worker-1"), entry("persistentvolume", null),
                entry("resource_id", "i-1"), entry("account_id", "acc"), entry("project_id", "p"), entry("project_name", "P"), entry("service_id", "6F81"),
                entry("service_alias", "Compute Engine"), entry("sku_id", "S-1"), entry("sku_alias", "N2 Core"), entry("instance_type", "n2"), entry("region", "eu"),
                entry("unit", "hour"), entry("data_transfer_direction", null), entry("currency", "USD"), entry("invoice_month", "202509"), entry("pod_labels", "{\"app\":\"web\"}"),
                entry("tags", "{\"app\":\"web\"}"), entry("cost_category_id", "3"), entry("usage_amount", "12.0"), entry("unblended_cost", "3.0"),
                entry("markup_cost", "0.30000000000000004"), entry("credit_amount", "-1.0"));
        assertThat(rows.get(1)).contains(entry("namespace", "Worker unallocated"), entry("unblended_cost", "9.0"), entry("credit_amount", "-3.0"));
    }

    @Test
    void aNodeWhoseNameIsPartOfAnotherTakesItsLineItemsToo() throws Exception {
        GcpReport bill = report().line("resource_name", "worker-10", "cost", 8.0);

        assertThat(projects(bill, cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(24, 24), pod("db").node("worker-10", "i-10").cpu(24, 24))))
                .containsExactlyInAnyOrder(tuple("Pod", "shop", "8.0"), tuple("Pod", "db", "8.0"));
    }

    @Test
    void aVolumeTakesItsPartOfADiskAndItsLabelsThatOfTheRest() throws Exception {
        assertThat(projects(disk(64), cluster("alpha", volume("shop", "data", "pv-1").disk("disk-7").gib(16))))
                .containsExactly(tuple("Storage", "shop", "2.0"), tuple("Storage", "Storage unattributed", "6.0"));
    }

    @Test
    void theRestOfADiskIsDividedByTheVolumesOfAllClustersButChargedToEachGroup() throws Exception {
        CloudCluster alpha = cluster("alpha", volume("shop", "data", "pv-1").disk("disk-7").gib(16), volume("db", "data", "pv-1").disk("disk-7").gib(16));

        assertThat(projects(disk(64), alpha, cluster("beta", volume("web", "data", "pv-2").disk("disk-7").gib(16)))).containsExactly(
                tuple("Storage", "shop", "2.0"), tuple("Storage", "db", "2.0"), tuple("Storage", "Storage unattributed", "4.0"),
                tuple("Storage", "web", "2.0"), tuple("Storage", "Storage unattributed", "2.0"));
    }

    @ParameterizedTest
    @CsvSource({"0", "15"})
    void aVolumeLargerThanItsDiskTakesAllOfItAndNothingIsLeft(int capacity) throws Exception {
        assertThat(projects(disk(capacity), cluster("alpha", volume("shop", "data", "pv-1").disk("disk-7").gib(16))))
                .containsExactly(tuple("Storage", "shop", "8.0"), tuple("Storage", "Storage unattributed", "0.0"));
    }

    @Test
    void aDiskOfTheNameOfItsVolumeIsChargedTwice() throws Exception {
        GcpReport bill = disk("pv-1", 64);
        TestRow volume = volume("shop", "data", "pv-1").disk("disk-7").node("worker-1", "i-1");

        assertThat(projects(bill, cluster("alpha", volume.gib(16)))).as("a part of its size, and by its name")
                .containsExactly(tuple("Storage", "shop", "10.0"), tuple("Storage", "Storage unattributed", "6.0"));
        assertThat(projects(bill, cluster("alpha", volume.gib(65)))).as("both equal parts of the line item")
                .containsExactly(tuple("Storage", "shop", "8.0"), tuple("Storage", "Storage unattributed", "0.0"));
    }

    @Test
    void aClaimWhoseVolumeHasNoNameIsChargedForEveryResourceOfTheCluster() throws Exception {
        CloudCluster alpha = cluster("alpha", volume("shop", "data", "pv-1").node("worker-1", "i-1"), volume("db", "waits", "").node("worker-1", "i-1"));

        assertThat(projects(disk("pv-1", 64), alpha)).containsExactlyInAnyOrder(tuple("Storage", "shop", "4.0"), tuple("Storage", "db", "4.0"));
    }

    @Test
    void withoutUnattributedStorageDisksAreChargedByNameAlone() throws Exception {
        gcp = gcp.withUnattributedStorage(false);
        CloudCluster alpha = cluster("alpha", volume("shop", "data", "pv-1").disk("disk-7").node("worker-1", "i-1").gib(16));

        assertThat(projects(disk("pv-1", 64), alpha)).containsExactly(tuple("Storage", "shop", "8.0"));
        assertThat(projects(disk(64), alpha)).isEmpty();
    }

    @Test
    void aLineItemMatchesThroughTheGlobalNameOfAnotherOfItsName() throws Exception {
        GcpReport bill = report().line("resource_name", "x", "resource_global_name", DISK + "disk-7").line("resource_name", "x", "cost", 8.0, "labels", "{\"app\": \"web\"}");

        assertThat(projects(bill, cluster("alpha", pod("shop").labels("{\"app\":\"web\"}"), volume("shop", "data", "pv-1").disk("disk-7"))))
                .as("its labels are not tried").isEmpty();
    }

    @Test
    void everyClusterThatALabelPointsToIsChargedInFull() throws Exception {
        GcpReport bill = report().line("cost", 8.0, "labels", "{\"app\": \"web\"}");
        CloudCluster alpha = cluster("alpha", pod("shop").labels("{\"app\":\"web\"}"), pod("db").labels("{\"app\":\"web\"}"));

        assertThat(projects(bill, alpha, cluster("beta", pod("shop").labels("{\"app\":\"web\"}"))))
                .containsExactly(tuple("Pod", "shop", "4.0"), tuple("Pod", "db", "4.0"), tuple("Pod", "shop", "8.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "Inter Region Data Transfer In, gibibyte, IN, 2.14748, 0.0", "Data Transfer to Google Services, gibibyte, OUT, 0.0, 2.14748", "Data Transfer Out, gigabyte, OUT, 0.0, 2.0"
    })
    void dataTransferOfAMachineIsUnattributed(String sku, String unit, String direction, String in, String out) throws Exception {
        GcpReport bill = report().line("resource_name", "worker-1", "service_description", "Compute Engine", "sku_description", sku, "usage_pricing_unit", unit,
                "usage_amount_in_pricing_units", 2.0, "cost", 8.0);

        assertThat(attributed(bill, cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(6, 24))).get(PROJECTS)).singleElement().satisfies(row -> assertThat(row).contains(
                entry("namespace", "Network unattributed"), entry("resource_id", "i-1"), entry("data_transfer_direction", direction),
                entry("infrastructure_data_in_gigabytes", in), entry("infrastructure_data_out_gigabytes", out), entry("unblended_cost", "8.0")));
    }

    @Test
    void equalLineItemsAreRoundedOneByOne() throws Exception {
        Object[] item = {"resource_name", "worker-1", "cost", 0.0000000006, "usage_amount_in_pricing_units", 0.0000000006, "daily_credits", -0.0000000006};

        assertThat(attributed(report().line(item).line(item), cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(24, 24))).get(PROJECTS)).singleElement()
                .satisfies(row -> assertThat(row).contains(entry("unblended_cost", "2.0E-9"), entry("usage_amount", "2.0E-9"), entry("credit_amount", "-1.2E-9")));
    }

    @Test
    void summariesTakeWhatTheyAreOf() throws Exception {
        GcpReport bill = report()
                .line("resource_name", "worker-1", "service_description", "Compute Engine", "sku_description", "N2 Core", "cost", 1.0)
                .line("resource_name", "worker-1", "service_description", "Compute Engine", "sku_description", "Storage PD Snapshot", "cost", 2.0)
                .line("resource_name", "worker-1", "service_description", "Cloud SQL", "cost", 4.0)
                .line("resource_name", "worker-1", "service_description", "Cloud DNS", "cost", 8.0, "invoice_month", "202509")
                .line("resource_name", "worker-1", "service_description", "Filestore", "cost", 16.0);
        Map<String, List<Map<String, String>>> tables = attributed(bill, cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(24, 24).category(3)));

        assertThat(cost(tables, "cost_summary_p")).isEqualTo(31);
        assertThat(tables.get("reporting_ocpgcp_cost_summary_p")).as("by the month of the invoice").hasSize(2).allSatisfy(row -> assertThat(row).containsEntry("cost_category_id", "3"));
        assertThat(tables.get("reporting_ocpgcp_cost_summary_by_gcp_project_p")).hasSize(2).allSatisfy(row -> assertThat(row).containsEntry("cost_category_id", null));
        assertThat(cost(tables, "compute_summary_p")).isEqualTo(31);
        assertThat(cost(tables, "storage_summary_p")).isEqualTo(18);
        assertThat(cost(tables, "database_summary_p")).isEqualTo(4);
        assertThat(cost(tables, "network_summary_p")).isEqualTo(8);
        assertThat(tables.get("reporting_ocpgcp_cost_summary_by_service_p")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"billing_account_id, account_id", "project_id, project_id", "project_name, project_name"})
    void aColumnThatMustHaveAValueHoldsTheDayBack(String ofReport, String column) {
        GcpReport bill = report().line("resource_name", "worker-1", ofReport, null);

        assertThatThrownBy(() -> attributed(bill, cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(24, 24))))
                .isInstanceOfSatisfying(HeldBackException.class, held -> assertThat(held.heldBack().column()).isEqualTo(column));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "usage_start_time", "invoice_month", "billing_account_id", "project_id", "project_name", "service_id", "service_description", "sku_id", "sku_description",
        "location_region", "usage_pricing_unit", "currency", "resource_name", "resource_global_name", "system_labels", "labels", "cost", "usage_amount_in_pricing_units",
        "daily_credits"
    })
    void aReportByTheDayWithoutOneOfItsColumnsIsUnreadable(String column) {
        assertThatThrownBy(() -> report().without(column).line().read(Gcp.DAILY))
                .isInstanceOfSatisfying(UnreadableFileException.class, unreadable -> assertThat(unreadable.column()).isEqualTo(column));
    }

    @Test
    void aReportByTheHourMayLackNamesOfResourcesAndNotTheirUsage() throws Exception {
        assertThat(report().without("resource_name").without("resource_global_name").line("cost", 1.0).read(Gcp.HOURLY).rows()).isEqualTo(1);
        assertThatThrownBy(() -> report().without("usage_amount").line().read(Gcp.HOURLY))
                .isInstanceOfSatisfying(UnreadableFileException.class, unreadable -> assertThat(unreadable.column()).isEqualTo("usage_amount"));
    }

    @ParameterizedTest
    @CsvSource({"labels, plain", "labels, '[]'", "system_labels, ''", "cost, NaN", "daily_credits, NaN", "usage_amount_in_pricing_units, -Infinity"})
    void whatIsNoLabelsOrNoNumberIsUnreadable(String column, String wrong) {
        Object value = column.endsWith("labels") ? wrong : (Object) Double.valueOf(wrong);
        assertThatThrownBy(() -> report().line(column, value).read(Gcp.DAILY))
                .isInstanceOfSatisfying(UnreadableFileException.class, unreadable -> assertThat(unreadable.column()).isEqualTo(column));
    }

    @ParameterizedTest
    @CsvSource({"pv-1, 1, 0", "x, 0, 1"})
    void aDiskOfUnknownSizeIsChargedByNameOrReported(String name, int charged, int reported) throws Exception {
        GcpReport bill = report().line("resource_name", name, "resource_global_name", DISK + "disk-7", "service_description", "Compute Engine",
                "sku_description", "Hyperdisk Capacity", "usage_amount_in_pricing_units", 1.0, "cost", 8.0);

        assertThat(projects(bill, cluster("alpha", volume("shop", "data", "pv-1").disk("disk-7").node("worker-1", "i-1").gib(16))))
                .isEqualTo(Collections.nCopies(charged, tuple("Storage", "shop", "8.0")));
        assertThat(findings.uncharged()).isEqualTo(reported == 0 ? Map.of() : Map.of(UnchargedReason.DISK_CAPACITY, new Uncharged(1, 8)));
    }

    @Test
    void severalCurrenciesAreReportedAndTheEmptyOneIsNone() throws Exception {
        CloudCluster alpha = cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(24, 24));
        attributed(report().line("resource_name", "worker-1", "currency", "EUR").line("resource_name", "worker-1"), alpha);
        assertThat(findings.currencySentence("2025-10-01")).get().asString().contains("several currencies, EUR, USD");

        attributed(report().line("resource_name", "worker-1", "currency", "").line("resource_name", "worker-1"), alpha);
        assertThat(findings.currencySentence("2025-10-01")).isEmpty();
    }

    @Test
    void whetherStorageIsUnattributedIsAnInput() {
        String before = digest();
        gcp = gcp.withUnattributedStorage(true);
        assertThat(digest()).as("as without the key").isEqualTo(before);
        gcp = gcp.withUnattributedStorage(false);
        assertThat(digest()).isNotEqualTo(before);
    }

    private String digest() {
        Digest digest = new Digest();
        new OpenShiftOnGcp().addReference(digest, gcp, GcpReport.DAY, reference.build());
        return digest.text();
    }

    /** A disk of a name that says nothing, which costs 8. */
    private static GcpReport disk(int gibibytes) {
        return disk("x", gibibytes);
    }

    private static GcpReport disk(String name, int gibibytes) {
        return report().line("resource_name", name, "resource_global_name", DISK + "disk-7", "service_description", "Compute Engine", "sku_description", "Storage PD Capacity",
                "usage_amount_in_pricing_units", 1.0, "usage_amount", gibibytes * GIB_HOUR, "cost", 8.0);
    }

    private static double cost(Map<String, List<Map<String, String>>> tables, String table) {
        return tables.get("reporting_ocpgcp_" + table).stream().mapToDouble(row -> Double.parseDouble(row.get("unblended_cost"))).sum();
    }

    /** Data source, namespace and cost of each row. */
    private List<Tuple> projects(GcpReport bill, CloudCluster... clusters) throws Exception {
        return attributed(bill, clusters).getOrDefault(PROJECTS, List.of()).stream()
                .map(row -> tuple(row.get("data_source"), row.get("namespace"), row.get("unblended_cost")))
                .toList();
    }

    /** The rows of each table, by column; NULL is null. */
    private Map<String, List<Map<String, String>>> attributed(GcpReport bill, CloudCluster... clusters) throws Exception {
        List<PublishInput> outputs = new ArrayList<>();
        OpenShiftOnGcp output = new OpenShiftOnGcp();
        DayWriter writer = new DayWriter(OutputPeriod.of(output.id(), DAY), 1, outputs::add);
        List<DayContents.File> files = List.of(
                new DayContents.File(Gcp.DAILY.id(), bill.read(Gcp.DAILY)), new DayContents.File(Gcp.HOURLY.id(), bill.read(Gcp.HOURLY)));
        findings = output.attribute(new DayContents(DAY, gcp, files, Layouts.ofAll(), reference.build(), remark -> {}), List.of(clusters), writer);
        writer.finish();
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
        for (PublishInput rows : outputs) {
            Table<?> table = output.tables().stream().filter(candidate -> candidate.name().equals(rows.rows().table())).findFirst().orElseThrow();
            for (String line : new String(rows.rows().text(), StandardCharsets.UTF_8).split("\n")) {
                Map<String, String> row = new LinkedHashMap<>();
                String[] values = line.split("\t", -1);
                for (int column = 0; column < values.length; column++) {
                    row.put(table.columnNames().get(column), values[column].equals("\\N") ? null : values[column]);
                }
                tables.computeIfAbsent(table.name(), absent -> new ArrayList<>()).add(row);
            }
        }
        return tables;
    }
}
