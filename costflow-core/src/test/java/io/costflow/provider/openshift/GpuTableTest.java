package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.MonthSpan;
import io.costflow.lineitem.ParquetTestFile;
import io.costflow.provider.DayContents;
import io.costflow.provider.HeldBackException;
import io.costflow.provider.Layouts;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishInput;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Specification, J.4 and J.5: the rows of GPUs, and when there are none. */
class GpuTableTest {

    private static final String CLUSTER = "00000000-0000-0000-0000-0000000000aa";
    private static final String MODEL = "00000000-0000-0000-0000-0000000000bb";
    private static final LocalDate DAY = LocalDate.of(2025, 10, 6);
    private static final SourceDay SOURCE_DAY = SourceDay.of("org1", CLUSTER, DAY);
    private static final SourceSettings SOURCE = SourceSettings.cluster("org1", OpenShift.TYPE, CLUSTER, "c", "C", null);
    private static final Layouts LAYOUTS = new Layouts(Set.of("gpu"));
    private static final List<String> BEFORE_MIG = List.of(
            "optional int64 interval_start (TIMESTAMP(MILLIS,false))", "optional binary namespace (STRING)", "optional binary node (STRING)",
            "optional binary pod (STRING)", "optional binary gpu_uuid (STRING)", "optional binary gpu_vendor_name (STRING)",
            "optional binary gpu_model_name (STRING)", "optional double gpu_memory_capacity_mib", "optional double gpu_pod_uptime");

    private final SnapshotBuilder reference = SnapshotBuilder.of("org1").reportPeriod(CLUSTER, DAY, 1);

    @Test
    void everyValueIsInItsColumn() throws Exception {
        reference.category(2, "m%").category(7, "ml");
        ParquetTestFile report = withMig("double").row(gpu("ml", "pod", "H100", "MIG-1", "3g.40gb", "mixed", 3.0, 7.0, 40960.0));

        assertThat(rows(report)).singleElement().satisfies(row -> assertThat(row).hasSize(GpuTable.TABLE.columns().size()).contains(
                entry("usage_start", "2025-10-06"), entry("usage_end", "2025-10-06"), entry("source_uuid", CLUSTER), entry("cluster_id", "c"),
                entry("cluster_alias", "C"), entry("namespace", "ml"), entry("node", "n"), entry("vendor_name", "nvidia"), entry("model_name", "H100"),
                entry("memory_capacity_gb", "16.106127360000002"), entry("mig_instance_id", "MIG-1"), entry("gpu_uuid", "GPU-1"), entry("gpu_mode", "MIG"),
                entry("mig_profile", "3g.40gb"), entry("mig_slice_count", "3"), entry("gpu_max_slices", "7"), entry("mig_strategy", "mixed"),
                entry("mig_memory_capacity_gb", "42.94967296"), entry("cost_category_id", "7")));
    }

    @Test
    void podsOfANamespaceShareARowOfTheirGpu() throws Exception {
        ParquetTestFile report = withMig("double")
                .row(gpu("ml", "a", "H100", "", "", "", null, null, null))
                .row(gpu("ml", "b", "H100", "", "", "", null, 7.0, null))
                .row(gpu("web", "c", "H100", "", "", "", null, null, null));

        assertThat(rows(report)).extracting(row -> row.get("namespace") + " " + row.get("gpu_max_slices")).containsExactly("ml 7", "web null");
    }

    @Test
    void anEmptyProfileCountsAsOneAndNoProfileAsADedicatedGpu() throws Exception {
        assertThat(rows(withMig("double").row(gpu("ml", "a", "H100", "", "", "", null, null, null)))).extracting(row -> row.get("gpu_mode")).containsExactly("MIG");
        assertThat(rows(withMig("double").row(gpu("ml", "a", "Unheard of", null, null, null, null, null, null))))
                .extracting(row -> row.get("gpu_mode") + " " + row.get("model_name")).containsExactly("dedicated Unheard of");
    }

    @Test
    void numbersOfMigMayBeTextOrMissingOrOfNoColumnAtAll() throws Exception {
        assertThat(rows(withMig("binary").row(gpu("ml", "a", "H100", "", "odd", "", "3", "7", "much")))).singleElement().satisfies(row -> assertThat(row)
                .contains(entry("mig_slice_count", "3"), entry("gpu_max_slices", "7"), entry("mig_memory_capacity_gb", null), entry("mig_profile", "odd")));
        assertThat(rows(withMig("int64").row(gpu("ml", "a", "H100", "", "", "", null, null, null)))).extracting(row -> row.get("mig_slice_count")).containsOnlyNulls();
        ParquetTestFile old = ParquetTestFile.with(BEFORE_MIG.toArray(String[]::new)).row(Arrays.copyOf(gpu("ml", "a", "H100", "", "", "", null, null, null), BEFORE_MIG.size()));
        assertThat(rows(old)).singleElement().satisfies(row -> assertThat(row)
                .contains(entry("gpu_mode", "dedicated"), entry("mig_profile", null), entry("mig_strategy", null), entry("gpu_max_slices", null)));
    }

    @Test
    void aNumberOfSlicesThatNoColumnHoldsHoldsTheDayBack() {
        ParquetTestFile report = withMig("double").row(gpu("ml", "a", "H100", "", "", "", 1e12, 7.0, null));

        assertThatThrownBy(() -> rows(report)).isInstanceOf(HeldBackException.class)
                .hasMessageContaining("The GPU report of").hasMessageContaining("1.0E12 in the column mig_slice_count");
    }

    @Test
    void thereAreNoRowsWhileThePriceListInForceHasARateOfGpus() throws Exception {
        ParquetTestFile report = withMig("double").row(gpu("ml", "a", "H100", "", "", "", null, null, null));
        GpuSummary output = new GpuSummary();
        String before = output.referenceDigest(SOURCE, DAY, reference.build());

        reference.row("cost_model_map", CLUSTER, MODEL).row("cost_model_rate", "of GPUs")
                .row("price_list", "of GPUs", "2025-10-06", "2025-10-31").row("price_list", "of CPUs", "2025-10-07", "2025-10-31")
                .row("price_list_cost_model_map", MODEL, "of CPUs", "1").row("price_list_cost_model_map", MODEL, "of GPUs", "2");
        assertThat(rows(report)).as("the only one in force").isEmpty();
        assertThat(output.referenceDigest(SOURCE, DAY, reference.build())).isNotEqualTo(before);
        assertThat(GpuRates.areInForce(CLUSTER, DAY.plusDays(1), reference.build())).as("behind one without such a rate").isFalse();
        assertThat(GpuRates.areInForce(CLUSTER, DAY.minusDays(1), reference.build())).as("too early").isFalse();
        assertThat(GpuRates.areInForce(MODEL, DAY, reference.build())).as("of another source").isFalse();
    }

    private static ParquetTestFile withMig(String type) {
        String numbers = "optional " + type + " %s" + (type.equals("binary") ? " (STRING)" : "");
        List<String> columns = new ArrayList<>(BEFORE_MIG);
        columns.addAll(List.of("optional binary mig_instance_id (STRING)", "optional binary mig_profile (STRING)", "optional binary mig_strategy (STRING)"));
        List.of("mig_slice_count", "gpu_max_slices", "mig_memory_capacity_mib").forEach(column -> columns.add(numbers.formatted(column)));
        return ParquetTestFile.with(columns.toArray(String[]::new));
    }

    /** A line item of GPU-1, of 15 GiB, on the node n. */
    private static Object[] gpu(String namespace, String pod, String model, String migInstance, String profile, String strategy, Object slices, Object maxSlices, Object memory) {
        return new Object[] {DAY.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli(), namespace, "n", pod, "GPU-1", "nvidia", model, 15360.0, 3600.0, migInstance, profile, strategy,
                slices, maxSlices, memory};
    }

    private List<Map<String, String>> rows(ParquetTestFile report) throws Exception {
        DayContents.File file = new DayContents.File(OpenShift.GPU_USAGE_DAILY.id(), LineItemReader.combine(
                report.file(), LAYOUTS.layout(OpenShift.GPU_USAGE_DAILY.id()), MonthSpan.of(YearMonth.from(DAY)), wanted -> true).days().get(DAY.toEpochDay()));
        ReferenceSnapshot snapshot = reference.build();
        List<PublishInput> outputs = new ArrayList<>();
        DayWriter writer = new DayWriter(OutputPeriod.of("gpu", SOURCE_DAY), 1, outputs::add);
        new GpuSummary().compute(new DayContents(SOURCE_DAY, SOURCE, List.of(file), LAYOUTS, snapshot, remark -> {}), writer);
        writer.finish();
        List<Map<String, String>> rows = new ArrayList<>();
        for (PublishInput batch : outputs) {
            for (String line : new String(batch.rows().text(), StandardCharsets.UTF_8).split("\n")) {
                Map<String, String> row = new LinkedHashMap<>();
                String[] values = line.split("\t", -1);
                for (int column = 0; column < values.length; column++) {
                    row.put(GpuTable.TABLE.columnNames().get(column), values[column].equals("\\N") ? null : values[column]);
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
