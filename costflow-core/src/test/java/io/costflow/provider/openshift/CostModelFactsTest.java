package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.lineitem.GroupTable;
import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.MonthSpan;
import io.costflow.lineitem.ParquetTestFile;
import io.costflow.lineitem.parquet.UnreadableFileException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Specification, K.7: facts of days on which machines stop, move and change, and of odd reports. */
class CostModelFactsTest {

    private static final LocalDate DAY = LocalDate.of(2025, 10, 6);
    private static final String AT = "optional int64 interval_start (TIMESTAMP(MILLIS,false))";

    @Test
    void aMachineThatMovesAndChangesHasAFactForEachPlaceAndNumberOfCores() throws Exception {
        MachineFacts facts = new MachineFacts(DAY, machines().rows(
                OpenShiftLineItems.Machines.GROUPING,
                new Object[] {at(0), "vm", "n1", "i1", 2.0, "c1", 3600.0, 1.0},
                new Object[] {at(1), "vm", "n1", "i1", 4.0, "c2", 1800.0, 3.0},
                new Object[] {at(1), "vm", "n2", "i2", 4.0, "", 1800.0, 2.0},
                new Object[] {at(5), null, "n2", "i2", 4.0, "", 1800.0, 2.0}));

        assertThat(facts.days()).extracting(Facts.MachineDay::cores, Facts.MachineDay::uptimeSeconds, Facts.MachineDay::lastInterval, Facts.MachineDay::claims).containsExactly(
                tuple(2.0, 3600.0, DAY.atTime(0, 0), List.of("c1")), tuple(4.0, 3600.0, DAY.atTime(1, 0), List.of("", "c2")));
        assertThat(facts.places()).extracting(Facts.MachinePlace::node, Facts.MachinePlace::lastInterval, Facts.MachinePlace::cores, Facts.MachinePlace::memoryBytes)
                .containsExactly(tuple("n1", DAY.atTime(1, 0), 4.0, 3.0), tuple("n2", DAY.atTime(1, 0), 4.0, 2.0));
    }

    @Test
    void hourlyLineItemsOfPodsAreCountedByTheMachineOfTheirLabel() throws Exception {
        String vm = "{\"vm_kubevirt_io_name\": \"vm\"}";
        List<GroupTable> pods = pods().rows(
                OpenShiftLineItems.MachinePods.GROUPING,
                new Object[] {at(0), "p", vm}, new Object[] {at(1), "p", vm}, new Object[] {at(1), "q", vm}, new Object[] {at(1), "r", "{\"app\": \"web\"}"},
                new Object[] {at(1), "s", "{\"app\": \"vm_kubevirt_io_name\"}"}, new Object[] {at(1), "t", null});

        assertThat(pods.get(0).size()).as("groups of pods that name the label").isEqualTo(3);
        assertThat(MachineFacts.podHours(DAY, pods, List.of())).containsExactly(new Facts.MachinePodHours(DAY, "vm", 3, List.of()));
    }

    @Test
    void labelsThatAreNoJsonMakeTheFileUnreadable() {
        assertThatThrownBy(() -> pods().rows(OpenShiftLineItems.MachinePods.GROUPING, new Object[] {at(0), "p", "vm_kubevirt_io_name=vm"}))
                .isInstanceOf(UnreadableFileException.class).hasMessageContaining("pod_labels");
    }

    @Test
    void nodesWithGpusAreToldApartByTheTextOfTheirLabels() throws Exception {
        String two = "{\"nvidia_com_gpu_present\": \"True\", \"nvidia_com_gpu_count\": \"2\", \"nvidia_com_gpu_product\": \"H100\"}";
        String one = "{\"nvidia_com_gpu_present\": \"True\", \"nvidia_com_gpu_count\": \"1\", \"nvidia_com_mig_strategy\": \"single\"}";
        List<GroupTable> nodes = new Report(AT, "optional binary node (STRING)", "optional binary node_labels (STRING)").rows(
                OpenShiftLineItems.GpuNodes.GROUPING,
                new Object[] {at(0), "n", two}, new Object[] {at(1), "n", two}, new Object[] {at(2), "n", one}, new Object[] {at(2), "m", "{\"nvidia_com_gpu_count\": \"9\"}"});

        assertThat(GpuFacts.nodes(DAY, nodes)).extracting(Facts.GpuNode::gpuCount, Facts.GpuNode::product, Facts.GpuNode::migStrategy, Facts.GpuNode::hours)
                .containsExactly(tuple("2", "H100", null, 2L), tuple("1", null, "single", 1L));
    }

    private static Report machines() {
        return new Report(
                AT, "optional binary vm_name (STRING)", "optional binary node (STRING)", "optional binary resource_id (STRING)", "optional double vm_cpu_request_cores",
                "optional binary vm_persistentvolumeclaim_name (STRING)", "optional double vm_uptime_total_seconds", "optional double vm_memory_request_bytes");
    }

    private static Report pods() {
        return new Report(AT, "optional binary pod (STRING)", "optional binary pod_labels (STRING)");
    }

    private static long at(int hour) {
        return DAY.atTime(hour, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** A file of one report, combined by one grouping. */
    private record Report(String... columns) {

        List<GroupTable> rows(Grouping grouping, Object[]... rows) throws Exception {
            ParquetTestFile file = ParquetTestFile.with(columns);
            for (Object[] row : rows) {
                file.row(row);
            }
            LineItemLayout layout = new LineItemLayout(OpenShiftLineItems.INTERVAL_START, List.of(grouping));
            return List.of(LineItemReader.combine(file.file(), layout, MonthSpan.of(YearMonth.from(DAY)), day -> true).days().get(DAY.toEpochDay()).table(0));
        }
    }
}
