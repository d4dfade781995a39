package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;

/** Files that koku wrote, by pandas and pyarrow. */
class PyarrowFilesTest {

    private static final YearMonth OCTOBER = YearMonth.of(2025, 10);
    private static final long FIRST = LocalDate.of(2025, 10, 1).toEpochDay();
    private static final long THIRD = LocalDate.of(2025, 10, 3).toEpochDay();

    @Test
    void dailyPodsWithARoleThatIsNullThroughout() throws Exception {
        CombinedFile file = combine("pod_usage_daily.parquet", new Grouping(
                "pods",
                List.of(new Key("namespace", Key.Kind.TEXT, true), new Key("pod_labels", Key.Kind.LABELS, true)),
                List.of(
                        new Measure.Sum("pod_usage_cpu_core_seconds", true),
                        new Measure.SumOfEffective("pod_effective_usage_cpu_core_seconds", "pod_usage_cpu_core_seconds", "pod_request_cpu_core_seconds"),
                        new Measure.MaxText("resource_id", true),
                        new Measure.MaxText("node_role", false))));
        GroupTable table = file.days().get(FIRST).table(0);

        assertThat(file.rows()).isEqualTo(6);
        assertThat(table.size()).isEqualTo(6);
        assertThat(table.text(0, 1)).isEqualTo("aXb");
        assertThat(table.text(1, 1)).isEqualTo("{\"app\": \"aXb\"}");
        assertThat(table.number(0, 1)).isEqualTo(69120.0);
        assertThat(table.number(1, 1)).isEqualTo(86400.0);
        assertThat(table.maxText(2, 1)).isEqualTo("i-n1");
        assertThat(table.isNull(3, 1)).isTrue();
    }

    @Test
    void dailyVolumes() throws Exception {
        GroupTable table = combine("storage_usage_daily.parquet", new Grouping(
                        "volumes",
                        List.of(new Key("storageclass", Key.Kind.TEXT, true), new Key("persistentvolume_labels", Key.Kind.LABELS, true)),
                        List.of(
                                new Measure.MaxText("csi_volume_handle", false),
                                new Measure.Max("persistentvolumeclaim_capacity_bytes", true),
                                new Measure.Sum("persistentvolumeclaim_usage_byte_seconds", true))))
                .days().get(FIRST).table(0);

        assertThat(table.size()).isEqualTo(1);
        assertThat(table.text(0, 0)).isEqualTo("gp3");
        assertThat(table.text(1, 0)).isEqualTo("{}");
        assertThat(table.maxText(0, 0)).isEqualTo("vol-d35fd695e9dd4ddd9");
        assertThat(table.number(1, 0)).isEqualTo(53687091200.0);
        assertThat(table.number(2, 0)).isEqualTo(6 * 1.855425871872E15);
    }

    @Test
    void hourlyPodsByNodeAndHour() throws Exception {
        CombinedFile file = combine(
                "pod_usage_hourly.parquet",
                new Grouping(
                        "capacity",
                        List.of(new Key("node", Key.Kind.TEXT, true), new Key("interval_start", Key.Kind.TIME, true)),
                        List.of(new Measure.Max("node_capacity_cpu_core_seconds", true))),
                new Grouping("nodes", List.of(new Key("node", Key.Kind.TEXT, true)), List.of(new Measure.Sum("pod_usage_cpu_core_seconds", true))));
        CombinedDay day = file.days().get(THIRD);

        assertThat(file.rows()).isEqualTo(552);
        assertThat(file.daysFound()).containsExactly(THIRD);
        assertThat(day.table(0).size()).isEqualTo(11 * 24);
        assertThat(day.table(1).size()).isEqualTo(11);
        for (int group = 0; group < 11; group++) {
            if (day.table(1).text(0, group).equals("compute_1")) {
                assertThat(day.table(1).number(0, group)).isCloseTo(120560.976, within(1e-6));
            }
        }
        for (int group = 0; group < day.table(0).size(); group++) {
            double cores = switch (day.table(0).text(0, group)) {
                case "compute_h100_mig" -> 16;
                case "compute_mig", "compute_a100_dedicated" -> 8;
                default -> 4;
            };
            assertThat(day.table(0).number(0, group)).isEqualTo(cores * 3600);
        }
    }

    private static CombinedFile combine(String name, Grouping... groupings) throws Exception {
        Path path = Path.of(PyarrowFilesTest.class.getResource("/parquet/" + name).toURI());
        return LineItemReader.combine(new LocalInputFile(path), new LineItemLayout("interval_start", List.of(groupings)), OCTOBER, day -> true);
    }
}
