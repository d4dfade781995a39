package io.costflow.assembly;

import io.costflow.day.DayInput;
import io.costflow.day.SourceDay;
import io.costflow.reference.ReferenceSnapshot;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;

/** The day assembler in a Flink operator. */
public final class AssemblerHarness implements AutoCloseable {

    private final Retention retention;
    private final KeyedBroadcastOperatorTestHarness<SourceDay, DayInput, ReferenceSnapshot, CompleteDay> harness;

    /** An assembler that knows version 1 of every combiner. */
    public AssemblerHarness(Retention retention) throws Exception {
        this(retention, 1, null);
    }

    private AssemblerHarness(Retention retention, int combinerVersion, OperatorSubtaskState state) throws Exception {
        this.retention = retention;
        harness = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(new DayAssembler(retention, type -> combinerVersion), List.of(DayAssembler.REFERENCE)),
                DayInput::day, TypeInformation.of(SourceDay.class), 1, 1, 0);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    /** Another operator that begins with the state of this one, which went through a snapshot. */
    public AssemblerHarness restarted() throws Exception {
        return upgraded(1);
    }

    /** Another operator that begins with the state of this one, and has other combiners. */
    AssemblerHarness upgraded(int combinerVersion) throws Exception {
        return new AssemblerHarness(retention, combinerVersion, harness.snapshot(1, 1));
    }

    void advanceTo(Duration sinceStart) throws Exception {
        harness.setProcessingTime(sinceStart.toMillis());
    }

    void endInputs() throws Exception {
        harness.processWatermark(Watermark.MAX_WATERMARK);
        harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);
    }

    /** An input of the day, or reference data. */
    public void send(Object element) throws Exception {
        if (element instanceof ReferenceSnapshot snapshot) {
            harness.processBroadcastElement(snapshot, 0);
        } else {
            harness.processElement((DayInput) element, 0);
        }
    }

    AssemblerHarness sendAll(List<?> elements) throws Exception {
        for (Object element : elements) {
            send(element);
        }
        return this;
    }

    /** The days of clusters that were passed on. */
    public List<CompleteDay> output() {
        return harness.extractOutputValues();
    }

    /** The days of cloud sources that were passed on. */
    public List<CompleteDay> cloudDays() {
        var side = harness.getSideOutput(DayAssembler.CLOUD_DAYS);
        return side == null ? List.of() : side.stream().map(StreamRecord::getValue).toList();
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
