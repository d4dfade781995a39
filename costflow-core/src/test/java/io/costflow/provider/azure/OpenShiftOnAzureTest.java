package io.costflow.provider.azure;

import static io.costflow.provider.azure.AzureReport.report;
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
import io.costflow.provider.DayContents;
import io.costflow.provider.HeldBackException;
import io.costflow.provider.Layouts;
import io.costflow.provider.cloud.BillFindings;
import io.costflow.provider.cloud.CloudCluster;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specification, Z.3 to Z.8: a bill of Azure attributed to clusters. */
class OpenShiftOnAzureTest {

    private static final String SOURCE = "00000000-0000-0000-0000-0000000000aa";
    private static final SourceDay DAY = SourceDay.of("org1", SOURCE, AzureReport.DAY);
    private static final SourceSettings AZURE = SourceSettings.cloud("org1", Azure.TYPE, SOURCE, new BigDecimal("0.1"));
    private static final String PROJECTS = AzureCostTables.PROJECTS.tableName();
    private static final String COMPUTE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/";
    private static final String MACHINES = COMPUTE + "virtualMachines/";
    private static final String DISKS = COMPUTE + "disks/";

    private final SnapshotBuilder reference = SnapshotBuilder.of("org1").bill(SOURCE, AzureReport.DAY, 7).keys(Azure.TYPE, List.of("app")).keys(OpenShift.TYPE, List.of("app"))
            .row("reporting_common_diskcapacity", "P1", "4").row("reporting_common_diskcapacity", "P10", "128").row("reporting_common_diskcapacity", "E4", "32");
    private final List<String> remarks = new ArrayList<>();
    private BillFindings findings;

    @Test
    void aMachineIsSplitByEffectiveUsageAndEveryValueIsInItsColumn() throws Exception {
        AzureReport bill = report().line(
                "resourceid", MACHINES + "Worker-1", "subscriptionid", "sub", "subscriptionname", "Sub", "servicename", "Virtual Machines", "resourcelocation", "eu",
                "unitofmeasure", "1 Hours", "quantity", 24.0, "costinbillingcurrency", 12.0, "tags", "{\"app\": \"web\", \"team\": \"x\"}",
                "additionalinfo", "{\"ServiceType\": \"D4\"}");
        CloudCluster alpha = cluster("alpha",
                pod("shop").node("worker-1", "i-1").labels("{\"app\":\"a\",\"tier\":\"b\"}").cpu(6, 24).category(3), unallocated("Worker unallocated").node("worker-1", "i-1").cpu(18, 24),
                pod("named").node("Worker-1", "i-2").cpu(0, 24));
        List<Map<String, String>> rows = attributed(bill, alpha).get(PROJECTS);

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).contains(
                entry("usage_start", "2025-10-05"), entry("source_uuid", SOURCE), entry("report_period_id", "1"), entry("cost_entry_bill_id", "7"), entry("cluster_id", "alpha-id"),
                entry("cluster_alias", "alpha"), entry("data_source", "Pod"), entry("namespace", "shop"), entry("node", "worker-1"), entry("persistentvolume", null),
                entry("resource_id", "Worker-1"), entry("subscription_guid", "sub"), entry("subscription_name", "Sub"), entry("service_name", "Virtual Machines"),
                entry("instance_type", "D4"), entry("resource_location", "eu"), entry("unit_of_measure", "Hrs"), entry("data_transfer_direction", null), entry("currency", "USD"),
                entry("pod_labels", "{\"app\":\"web\"}"), entry("tags", "{\"app\":\"web\"}"), entry("cost_category_id", "3"), entry("usage_quantity", "8.0"),
                entry("infrastructure_data_in_gigabytes", "0.0"), entry("pretax_cost", "3.0"), entry("markup_cost", "0.30000000000000004"));
        assertThat(rows.get(1)).contains(entry("namespace", "Worker unallocated"), entry("tags", null), entry("pretax_cost", "9.0"));
    }

    @Test
    void theSystemDiskOfAMachineGoesWithIt() throws Exception {
        AzureReport bill = report().line("resourceid", DISKS + "worker-1_OSDisk", "metername", "P10 LRS Disk", "servicename", "Storage", "costinbillingcurrency", 8.0);

        assertThat(projects(bill, cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(6, 24)))).containsExactly(tuple("Pod", "shop", "2.0"));
    }

    @Test
    void aNameThatIsOnlyPartOfAnotherMatchesAndIsChargedToNobody() throws Exception {
        AzureReport bill = report().line("resourceid", MACHINES + "worker-10", "costinbillingcurrency", 8.0, "tags", "{\"openshift_project\": \"shop\"}");

        assertThat(projects(bill, cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(6, 24)))).isEmpty();
        assertThat(findings.total()).isEqualTo(new BillFindings.Uncharged(1, 8));
    }

    @Test
    void volumesTakeTheirPartOfADiskByNameOrByHandle() throws Exception {
        AzureReport bill = report().line("resourceid", DISKS + "Shared-pv-1", "metername", "P10 LRS Disk", "servicename", "Storage", "unitofmeasure", "1/Month", "quantity", 0.5,
                "costinbillingcurrency", 0.0000000128);
        CloudCluster alpha = cluster("alpha",
                volume("shop", "data", "pv-1").gib(32), volume("db", "logs", "pv-2").disk("shared-PV-1").gib(32).labels("{\"app\":\"db\"}"), volume("db", "", "pv-3").disk("SHARED-PV-1").gib(32));
        List<Map<String, String>> rows = attributed(bill, alpha).get(PROJECTS);

        assertThat(rows).extracting(row -> row.get("namespace"), row -> row.get("persistentvolume"), row -> row.get("unit_of_measure"), row -> row.get("usage_quantity"),
                        row -> Double.parseDouble(row.get("pretax_cost")))
                .as("not rounded by itself").containsExactly(
                        tuple("shop", "pv-1", "GB-Mo", "0.5", 0.0000000032), tuple("db", "pv-2", "GB-Mo", "0.5", 0.0000000032),
                        tuple("Storage unattributed", "pv-3", "GB-Mo", "0.5", 0.0000000032), tuple("Storage unattributed", "pv-3", "GB-Mo", null, 0.0000000032));
    }

    @ParameterizedTest
    @CsvSource({"100, 28, 21.875", "128, 0, 0.0", "256, -128, -100.0"})
    void theRestOfADiskIsThereEvenIfNothingIsLeftOrLess(int volume, int left, String rest) throws Exception {
        AzureReport bill = report().line("resourceid", DISKS + "pv-1", "metername", "P10 LRS Disk", "servicename", "Storage", "costinbillingcurrency", 100.0);

        assertThat(projects(bill, cluster("alpha", volume("shop", "data", "pv-1").gib(volume))))
                .as("%d of 128 are left", left).hasSize(2).last().isEqualTo(tuple("Storage", "Storage unattributed", rest));
    }

    @ParameterizedTest
    @CsvSource({"P1 LRS Disk, 4", "P10 LRS Disk, 128", "P10 E4 LRS, 128", "XP1 Disk, 4", "P1, NaN", "Z9 Disk, NaN", "Disk Operations, NaN"})
    void theSizeOfADiskIsTheLargestThatItsMetersNameSays(String meter, double size) {
        assertThat((Double) DiskSizes.of(reference.build()).of(meter)).isEqualTo((Double) size);
    }

    @Test
    void aVolumeOfADiskOfUnknownSizeIsChargedByName() throws Exception {
        AzureReport bill = report().line("resourceid", DISKS + "pv-1", "metername", "Z9 Disk", "servicename", "Storage", "costinbillingcurrency", 8.0, "unitofmeasure", "1 GB/Month");
        CloudCluster alpha = cluster("alpha", volume("shop", "data", "pv-1").node("worker-1", "i-1").gib(32), volume("db", "logs", "pv-1").node("worker-1", "i-1").gib(32),
                volume("none", "lost", "pv-1").node("worker-1", ""));

        assertThat(projects(bill, alpha)).containsExactly(tuple("Storage", "shop", "4.0"), tuple("Storage", "db", "4.0"));
    }

    @Test
    void aClaimWhoseVolumeHasNoNameIsChargedForEveryResourceOfTheCluster() throws Exception {
        AzureReport bill = report().line("resourceid", DISKS + "pv-1", "metername", "Z9 Disk", "servicename", "Storage", "costinbillingcurrency", 8.0);
        CloudCluster alpha = cluster("alpha", volume("shop", "data", "pv-1").node("worker-1", "i-1"), volume("db", "waits", "").node("worker-1", "i-1"));

        assertThat(projects(bill, alpha)).containsExactlyInAnyOrder(tuple("Storage", "shop", "4.0"), tuple("Storage", "db", "4.0"));
    }

    @Test
    void aHandleThatIsAFullNameIsNotJoined() throws Exception {
        AzureReport bill = report().line("resourceid", DISKS + "disk-7", "metername", "P10 LRS Disk", "servicename", "Storage", "costinbillingcurrency", 8.0);

        assertThat(projects(bill, cluster("alpha", volume("shop", "data", "pv-1").disk(DISKS + "disk-7").gib(32)))).isEmpty();
        assertThat(findings.total()).isEqualTo(new BillFindings.Uncharged(1, 8));
    }

    /** The pair makes the line item belong to the cluster, and the project, which has no pod, says to whom it goes. */
    @ParameterizedTest
    @CsvSource({"app App, true", "App, false"})
    void keysOfTagsAreComparedIgnoringCaseIfSomeKeyIsEnabledOnBothSidesAsItIs(String keys, boolean charged) throws Exception {
        reference.keys(Azure.TYPE, List.of(keys.split(" ")));
        AzureReport bill = report().line("resourceid", "/other", "costinbillingcurrency", 8.0, "tags", "{\"App\": \"Web\", \"openshift_project\": \"archive\"}");
        CloudCluster alpha = cluster("alpha", pod("shop").labels("{\"app\":\"web\"}"), volume("archive", "data", "pv-1"));

        assertThat(projects(bill, alpha)).isEqualTo(charged ? List.of(tuple("Storage", "archive", "8.0")) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"'\"2\"', 1", "2, 0", "true, 0"})
    void aTagValueThatIsNoTextMatchesNoLabel(String value, int rows) throws Exception {
        AzureReport bill = report().line("resourceid", "/other", "costinbillingcurrency", 8.0, "tags", "{\"app\": " + value + "}");

        assertThat(projects(bill, cluster("alpha", pod("shop").labels("{\"app\":\"2\"}"), pod("db").labels("{\"app\":\"true\"}")))).hasSize(rows);
    }

    @Test
    void everyClusterThatATagPointsToIsChargedInFull() throws Exception {
        AzureReport bill = report().line("resourceid", "/other", "costinbillingcurrency", 8.0, "tags", "{\"app\": \"web\"}");
        CloudCluster alpha = cluster("alpha", pod("shop").labels("{\"app\":\"web\"}"), pod("db").labels("{\"app\":\"web\"}"));

        assertThat(projects(bill, alpha, cluster("beta", pod("shop").labels("{\"app\":\"web\"}"))))
                .containsExactly(tuple("Pod", "shop", "4.0"), tuple("Pod", "db", "4.0"), tuple("Pod", "shop", "8.0"));
    }

    @ParameterizedTest
    @CsvSource({"DataTrIn, IN, 3.0, 0.0", "datatrout, OUT, 0.0, 3.0", "between, , 0.0, 0.0"})
    void dataTransferOfAMachineIsUnattributed(String direction, String shown, String in, String out) throws Exception {
        AzureReport bill = report().line("resourceid", MACHINES + "worker-1", "servicename", "Virtual Network", "consumedservice", "Microsoft.Compute",
                "additionalinfo", "{\"DataTransferDirection\": \"" + direction + "\"}", "quantity", 3.0, "costinbillingcurrency", 8.0);

        assertThat(attributed(bill, cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(6, 24))).get(PROJECTS)).singleElement().satisfies(row -> assertThat(row).contains(
                entry("namespace", "Network unattributed"), entry("data_transfer_direction", shown), entry("infrastructure_data_in_gigabytes", in),
                entry("infrastructure_data_out_gigabytes", out), entry("pretax_cost", "8.0")));
    }

    /** The key is there, so it is not the machine's cost; and it is no direction, so it is not the network's (Z.5 v). */
    @Test
    void dataTransferWithAnEmptyDirectionIsChargedToNobody() throws Exception {
        AzureReport bill = report().line("resourceid", MACHINES + "worker-1", "servicename", "Virtual Network", "consumedservice", "Microsoft.Compute",
                "additionalinfo", "{\"DataTransferDirection\": \"\"}", "quantity", 3.0, "costinbillingcurrency", 8.0);

        assertThat(attributed(bill, cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(6, 24)))).doesNotContainKey(PROJECTS);
    }

    @Test
    void equalLineItemsAreRoundedOneByOne() throws Exception {
        Object[] item = {"resourceid", MACHINES + "worker-1", "costinbillingcurrency", 0.0000000006, "quantity", 0.0000000006};

        assertThat(attributed(report().line(item).line(item), cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(24, 24))).get(PROJECTS)).singleElement()
                .satisfies(row -> assertThat(row).contains(entry("pretax_cost", "2.0E-9"), entry("usage_quantity", "2.0E-9")));
    }

    @Test
    void summariesTakeWhatTheyAreOf() throws Exception {
        AzureReport bill = report()
                .line("resourceid", MACHINES + "worker-1", "servicename", "Virtual Machines", "additionalinfo", "{\"ServiceType\": \"D4\"}", "unitofmeasure", "1 Hours",
                        "costinbillingcurrency", 1.0)
                .line("resourceid", MACHINES + "worker-1", "servicename", "Virtual Machines", "additionalinfo", "{\"ServiceType\": \"D4\"}", "unitofmeasure", "1 Hour",
                        "costinbillingcurrency", 2.0)
                .line("resourceid", MACHINES + "worker-1", "servicename", "SQL Database", "costinbillingcurrency", 4.0)
                .line("resourceid", MACHINES + "worker-1", "servicename", "Load Balancer", "costinbillingcurrency", 8.0)
                .line("resourceid", MACHINES + "worker-1", "servicename", "Storage", "unitofmeasure", "1 GB/Month", "costinbillingcurrency", 16.0);
        Map<String, List<Map<String, String>>> tables = attributed(bill, cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(24, 24)));

        assertThat(cost(tables, "cost_summary_p")).isEqualTo(31);
        assertThat(cost(tables, "cost_summary_by_account_p")).isEqualTo(31);
        assertThat(cost(tables, "compute_summary_p")).isEqualTo(1);
        assertThat(cost(tables, "database_summary_p")).isEqualTo(4);
        assertThat(cost(tables, "network_summary_p")).isEqualTo(8);
        assertThat(cost(tables, "storage_summary_p")).isEqualTo(16);
        assertThat(tables.get("reporting_ocpazure_cost_summary_by_service_p")).hasSize(4);
    }

    @Test
    void unitsThatAreNotUnderstoodAndCurrenciesAreReported() throws Exception {
        AzureReport bill = report().line("resourceid", MACHINES + "worker-1", "unitofmeasure", "1.5 GB").line("resourceid", MACHINES + "worker-1", "billingcurrencycode", "EUR");
        attributed(bill, cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(24, 24)));

        assertThat(remarks).singleElement().asString().contains("'1.5 GB'");
        assertThat(findings.currencies()).containsExactly("EUR", "USD");
    }

    @Test
    void aSubscriptionThatIsNullHoldsTheDayBack() {
        AzureReport bill = report().line("resourceid", MACHINES + "worker-1", "subscriptionguid", null, "subscriptionid", null);

        assertThatThrownBy(() -> attributed(bill, cluster("alpha", pod("shop").node("worker-1", "i-1").cpu(24, 24))))
                .isInstanceOfSatisfying(HeldBackException.class, held -> assertThat(held.heldBack().column()).isEqualTo("subscription_guid"));
    }

    @Test
    void theSizesOfDisksAreReferenceData() {
        String before = digest();
        reference.row("reporting_common_diskcapacity", "E6", "64");

        assertThat(digest()).isNotEqualTo(before);
    }

    private String digest() {
        Digest digest = new Digest();
        new OpenShiftOnAzure().addReference(digest, AZURE, AzureReport.DAY, reference.build());
        return digest.text();
    }

    private static double cost(Map<String, List<Map<String, String>>> tables, String table) {
        return tables.get("reporting_ocpazure_" + table).stream().mapToDouble(row -> Double.parseDouble(row.get("pretax_cost"))).sum();
    }

    /** Data source, namespace and cost of each row. */
    private List<Tuple> projects(AzureReport bill, CloudCluster... clusters) throws Exception {
        return attributed(bill, clusters).getOrDefault(PROJECTS, List.of()).stream()
                .map(row -> tuple(row.get("data_source"), row.get("namespace"), row.get("pretax_cost")))
                .toList();
    }

    /** The rows of each table, by column; NULL is null. */
    private Map<String, List<Map<String, String>>> attributed(AzureReport bill, CloudCluster... clusters) throws Exception {
        List<PublishInput> outputs = new ArrayList<>();
        OpenShiftOnAzure output = new OpenShiftOnAzure();
        DayWriter writer = new DayWriter(OutputPeriod.of(output.id(), DAY), 1, outputs::add);
        List<DayContents.File> files = List.of(new DayContents.File(Azure.LINE_ITEMS.id(), bill.read()));
        findings = output.attribute(new DayContents(DAY, AZURE, files, Layouts.ofAll(), reference.build(), remarks::add), List.of(clusters), writer);
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
