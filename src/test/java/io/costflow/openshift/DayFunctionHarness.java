package io.costflow.openshift;

import io.costflow.day.DayInput;
import io.costflow.day.SourceDay;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayOutput;
import io.costflow.reference.ReferenceSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;

/** The day function in a Flink operator. */
final class DayFunctionHarness implements AutoCloseable {

    private final KeyedBroadcastOperatorTestHarness<SourceDay, DayInput, ReferenceSnapshot, DayOutput> harness;

    DayFunctionHarness() throws Exception {
        harness = ProcessFunctionTestHarnesses.forKeyedBroadcastProcessFunction(
                new OpenShiftDayFunction(), DayInput::day, TypeInformation.of(SourceDay.class), OpenShiftDayFunction.REFERENCE);
    }

    private DayFunctionHarness(OperatorSubtaskState state) throws Exception {
        harness = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new OpenShiftDayFunction(), List.of(OpenShiftDayFunction.REFERENCE)),
                DayInput::day, TypeInformation.of(SourceDay.class), 1, 1, 0);
        harness.initializeState(state);
        harness.open();
    }

    /** Another operator that begins with the state of this one, which went through a snapshot. */
    DayFunctionHarness restarted() throws Exception {
        return new DayFunctionHarness(harness.snapshot(1, 1));
    }

    /** An input of the day, or reference data. */
    void send(Object element) throws Exception {
        if (element instanceof ReferenceSnapshot snapshot) {
            harness.processBroadcastElement(snapshot, 0);
        } else {
            harness.processElement((DayInput) element, 0);
        }
    }

    DayFunctionHarness sendAll(List<?> elements) throws Exception {
        for (Object element : elements) {
            send(element);
        }
        return this;
    }

    /** What came out, as text: the lines of rows, and marks. */
    List<String> output() {
        return harness.extractOutputValues().stream()
                .map(output -> output.rows() != null ? new String(output.rows().text(), StandardCharsets.UTF_8) : output.mark().toString())
                .toList();
    }

    List<DayMark> marks() {
        return harness.extractOutputValues().stream().map(DayOutput::mark).filter(mark -> mark != null).toList();
    }

    /** How many entries the state of all days has. */
    int stateEntries() {
        return ((HeapKeyedStateBackend<?>) (Object) harness.getOperator().getKeyedStateBackend()).numKeyValueStateEntries();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
