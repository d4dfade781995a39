package io.costflow.output;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.DayAssembler;
import io.costflow.assembly.Retention;
import io.costflow.provider.Layouts;
import io.costflow.publish.PublishInput;
import io.costflow.reference.ReferenceSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The operator of months alone, fed with days that are complete. */
public final class MonthHarness implements AutoCloseable {

    private final Layouts layouts;
    private final Retention retention;
    private final List<PublishInput> outputs = new ArrayList<>();
    private KeyedTwoInputStreamOperatorTestHarness<String, MonthDay, ReferenceSnapshot, PublishInput> operator;

    public MonthHarness(Layouts layouts, Retention retention) throws Exception {
        this.layouts = layouts;
        this.retention = retention;
        operator = operator();
        operator.open();
    }

    private KeyedTwoInputStreamOperatorTestHarness<String, MonthDay, ReferenceSnapshot, PublishInput> operator() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(new MonthFunction(retention), List.of(DayAssembler.REFERENCE)), MonthDay::month, null, Types.STRING);
    }

    public void day(CompleteDay day) throws Exception {
        day(MonthDay.of(day, layouts));
    }

    void day(MonthDay day) throws Exception {
        operator.processElement1(new StreamRecord<>(day));
    }

    public void reference(ReferenceSnapshot snapshot) throws Exception {
        operator.processElement2(new StreamRecord<>(snapshot));
    }

    /** Stops the operator, and goes on with another one from its state. */
    void restore() throws Exception {
        OperatorSubtaskState state = operator.snapshot(1, 1);
        outputs();
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
    }

    void end() throws Exception {
        operator.processWatermark1(Watermark.MAX_WATERMARK);
        operator.processWatermark2(Watermark.MAX_WATERMARK);
    }

    /** How many entries of state there are. */
    int entries() {
        return operator.numKeyedStateEntries();
    }

    /** All that was emitted so far. */
    public List<PublishInput> outputs() {
        outputs.addAll(operator.extractOutputValues());
        operator.getOutput().clear();
        return outputs;
    }

    @Override
    public void close() throws Exception {
        operator.close();
    }
}
