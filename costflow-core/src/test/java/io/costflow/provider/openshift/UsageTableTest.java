package io.costflow.provider.openshift;

import static io.costflow.provider.openshift.UsageRows.pod;
import static io.costflow.provider.openshift.UsageRows.storage;
import static io.costflow.provider.openshift.UsageRows.unallocated;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.provider.openshift.UsageRow.Volume;
import io.costflow.publish.CopyText;
import io.costflow.publish.RowIds;
import io.costflow.reference.SnapshotBuilder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Specification, D.5 and D.6: the columns of the table and the identity of its rows. */
class UsageTableTest {

    private static final SourceDay DAY = SourceDay.of("org1234567", "00000000-0000-0000-0000-000000000001", LocalDate.parse("2025-10-03"));
    private static final UUID ANY = new UUID(1, 2);

    private final UsageTable table = new UsageTable(DAY, 42, "my-cluster", "My Cluster", TagMapping.of(SnapshotBuilder.of("org1234567").build()));

    @Test
    void setsExactlyTheColumnsOfTrinosInsert() {
        assertThat(UsageTable.TABLE.columnNames()).containsExactlyInAnyOrder(
                "uuid", "report_period_id", "cluster_id", "cluster_alias", "data_source", "usage_start", "usage_end", "namespace", "node", "resource_id",
                "pod_labels", "pod_usage_cpu_core_hours", "pod_request_cpu_core_hours", "pod_effective_usage_cpu_core_hours", "pod_limit_cpu_core_hours",
                "pod_usage_memory_gigabyte_hours", "pod_request_memory_gigabyte_hours", "pod_effective_usage_memory_gigabyte_hours",
                "pod_limit_memory_gigabyte_hours", "node_capacity_cpu_cores", "node_capacity_cpu_core_hours", "node_capacity_memory_gigabytes",
                "node_capacity_memory_gigabyte_hours", "cluster_capacity_cpu_core_hours", "cluster_capacity_memory_gigabyte_hours", "persistentvolumeclaim",
                "persistentvolume", "storageclass", "volume_labels", "all_labels", "persistentvolumeclaim_capacity_gigabyte",
                "persistentvolumeclaim_capacity_gigabyte_months", "volume_request_storage_gigabyte_months", "persistentvolumeclaim_usage_gigabyte_months",
                "source_uuid", "infrastructure_usage_cost", "cost_category_id");
        assertThat(UsageTable.TABLE.key()).isEqualTo("uuid");
        assertThat(UsageTable.TABLE.name()).isEqualTo("reporting_ocpusagelineitem_daily_summary");
    }

    @Test
    void aPodRowHasEveryValueInItsColumn() {
        assertThat(written(pod("shop", "n1", LabelSet.of(Map.of("app", "web"))))).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                Map.entry("uuid", ANY.toString()),
                Map.entry("usage_start", "2025-10-03"),
                Map.entry("usage_end", "2025-10-03"),
                Map.entry("source_uuid", DAY.source()),
                Map.entry("report_period_id", "42"),
                Map.entry("cluster_id", "my-cluster"),
                Map.entry("cluster_alias", "My Cluster"),
                Map.entry("cost_category_id", "7"),
                Map.entry("data_source", "Pod"),
                Map.entry("namespace", "shop"),
                Map.entry("node", "n1"),
                Map.entry("resource_id", "i-1"),
                Map.entry("pod_labels", "{\"app\":\"web\"}"),
                Map.entry("volume_labels", "\\N"),
                Map.entry("all_labels", "{\"app\":\"web\"}"),
                Map.entry("pod_usage_cpu_core_hours", "1.0"),
                Map.entry("pod_request_cpu_core_hours", "2.0"),
                Map.entry("pod_effective_usage_cpu_core_hours", "3.0"),
                Map.entry("pod_limit_cpu_core_hours", "4.0"),
                Map.entry("pod_usage_memory_gigabyte_hours", "5.0"),
                Map.entry("pod_request_memory_gigabyte_hours", "6.0"),
                Map.entry("pod_effective_usage_memory_gigabyte_hours", "7.0"),
                Map.entry("pod_limit_memory_gigabyte_hours", "8.0"),
                Map.entry("node_capacity_cpu_cores", "9.0"),
                Map.entry("node_capacity_cpu_core_hours", "10.0"),
                Map.entry("node_capacity_memory_gigabytes", "11.0"),
                Map.entry("node_capacity_memory_gigabyte_hours", "12.0"),
                Map.entry("cluster_capacity_cpu_core_hours", "13.0"),
                Map.entry("cluster_capacity_memory_gigabyte_hours", "14.0"),
                Map.entry("persistentvolumeclaim", "\\N"),
                Map.entry("persistentvolume", "\\N"),
                Map.entry("storageclass", "\\N"),
                Map.entry("persistentvolumeclaim_capacity_gigabyte", "\\N"),
                Map.entry("persistentvolumeclaim_capacity_gigabyte_months", "\\N"),
                Map.entry("volume_request_storage_gigabyte_months", "\\N"),
                Map.entry("persistentvolumeclaim_usage_gigabyte_months", "\\N"),
                Map.entry("infrastructure_usage_cost", "{\"cpu\": 0.0, \"memory\": 0.0, \"storage\": 0.0}")));
    }

    @Test
    void aStorageRowHasTheVolumesColumns() {
        assertThat(written(storage(null, null, UsageRows.VOLUME)))
                .containsEntry("data_source", "Storage")
                .containsEntry("node", "\\N")
                .containsEntry("pod_labels", "\\N")
                .containsEntry("volume_labels", "{\"app\":\"db\"}")
                .containsEntry("all_labels", "{\"app\":\"db\"}")
                .containsEntry("persistentvolumeclaim", "claim")
                .containsEntry("persistentvolume", "pv")
                .containsEntry("storageclass", "gp3")
                .containsEntry("persistentvolumeclaim_capacity_gigabyte", "10.0")
                .containsEntry("persistentvolumeclaim_capacity_gigabyte_months", "1.0")
                .containsEntry("volume_request_storage_gigabyte_months", "0.5")
                .containsEntry("persistentvolumeclaim_usage_gigabyte_months", "0.25")
                .containsEntry("infrastructure_usage_cost", "{\"cpu\": 0.0, \"memory\": 0.0, \"storage\": 0.0}")
                .doesNotContainValue("vol-1");
    }

    @Test
    void anUnallocatedRowHasNeitherLabelsNorACostAndAllLabelsAreEmpty() {
        assertThat(written(unallocated("n1", null, -0.5)))
                .containsEntry("data_source", "Pod")
                .containsEntry("pod_labels", "\\N")
                .containsEntry("volume_labels", "\\N")
                .containsEntry("all_labels", "{}")
                .containsEntry("pod_usage_cpu_core_hours", "-0.5")
                .containsEntry("pod_limit_cpu_core_hours", "\\N")
                .containsEntry("infrastructure_usage_cost", "\\N");
    }

    @Test
    void labelsThatAreNullAreEmptyAmongAllLabels() {
        assertThat(written(pod("shop", "n1", null))).containsEntry("pod_labels", "\\N").containsEntry("all_labels", "{}");
    }

    @Test
    void keysAreVersion5UuidsThatNeverChange() {
        // Computed by Python's uuid.uuid5 from the same names.
        assertThat(key(pod("shop", "n1", LabelSet.EMPTY), 0)).hasToString("496dc029-46c5-5311-9f23-dad6f29c57f6");
        assertThat(key(unallocated(null, 1, 1.0), 1)).hasToString("a56fb9ee-e4fe-581f-804e-9f62c12d83ad");
        assertThat(key(pod("shop", "n1", LabelSet.EMPTY), 0).version()).isEqualTo(5);
        assertThat(key(pod("shop", "n1", LabelSet.EMPTY), 0).variant()).isEqualTo(2);
    }

    @Test
    void everyPartOfTheIdentityTellsRowsApart() {
        List<UsageRow> rows = List.of(
                pod("shop", "n1", LabelSet.EMPTY),
                pod(null, "n1", LabelSet.EMPTY),
                pod("", "n1", LabelSet.EMPTY),
                pod("shop", "n2", LabelSet.EMPTY),
                pod("shop", "n1", null),
                pod("shop", "n1", LabelSet.of(Map.of("app", "web"))),
                // Values do not run into each other.
                pod("shop\n2:n1", "n", LabelSet.EMPTY),
                pod("null", "n1", LabelSet.EMPTY),
                storage(null, null, volume("claim", "pv", "gp3", "vol-1")),
                storage("", null, volume("claim", "pv", "gp3", "vol-1")),
                storage("n1", null, volume("claim", "pv", "gp3", "vol-1")),
                storage("n1", "i-1", volume("claim", "pv", "gp3", "vol-1")),
                storage(null, null, volume("claim-2", "pv", "gp3", "vol-1")),
                storage(null, null, volume("claim", "pv-2", "gp3", "vol-1")),
                storage(null, null, volume("claim", "pv", "", "vol-1")),
                storage(null, null, volume("claim", "pv", null, "vol-1")),
                storage(null, null, volume("claim", "pv", "gp3", "vol-2")),
                storage(null, null, volume("claim", "pv", "gp3", null)),
                unallocated("n1", 1, 1.0),
                unallocated("n2", 1, 1.0));
        assertThat(rows.stream().map(row -> key(row, 0))).doesNotHaveDuplicates();
        assertThat(key(rows.get(0), 1)).isNotEqualTo(key(rows.get(0), 0));
    }

    @Test
    void tableSourceAndDayTellRowsApart() {
        List<String> identity = Arrays.asList("pod", "shop", "n1", "{}");
        UUID key = new RowIds("table", DAY).of(identity, 0);
        assertThat(new RowIds("another", DAY).of(identity, 0)).isNotEqualTo(key);
        assertThat(new RowIds("table", new SourceDay("org1234567", DAY.source(), DAY.epochDay() + 1)).of(identity, 0)).isNotEqualTo(key);
        assertThat(new RowIds("table", new SourceDay("org1234567", "another", DAY.epochDay())).of(identity, 0)).isNotEqualTo(key);
        assertThat(new RowIds("table", new SourceDay("org1234567", DAY.source(), DAY.epochDay())).of(identity, 0)).isEqualTo(key);
    }

    private UUID key(UsageRow row, int ordinal) {
        return new RowIds(UsageTable.TABLE.name(), DAY).of(UsageTable.identity(row), ordinal);
    }

    private static Volume volume(String claim, String name, String storageClass, String csiVolumeHandle) {
        return new Volume(claim, name, storageClass, csiVolumeHandle, LabelSet.EMPTY, null, null, null, null);
    }

    private Map<String, String> written(UsageRow row) {
        CopyText text = new CopyText();
        UsageTable.TABLE.write(table.line(row, ANY), text);
        return UsageRows.columns(new String(text.take(), StandardCharsets.UTF_8));
    }
}
