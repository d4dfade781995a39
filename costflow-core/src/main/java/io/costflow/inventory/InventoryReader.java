package io.costflow.inventory;

import io.costflow.day.DayInput;
import io.costflow.provider.Layouts;
import io.costflow.metrics.MetricScope;
import io.costflow.settings.RunSettings;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/** Reads one split at a time and has a few more, so that small objects are fetched ahead; it asks for the next when one has ended, so that no reader hoards work. */
final class InventoryReader extends SingleThreadMultiplexSourceReaderBase<ReadElement, DayInput, InventorySplit, InventoryReader.SplitState> {

    /** A split, and how it ended. */
    static final class SplitState {
        private final InventorySplit split;
        private FileOutcome outcome;

        SplitState(InventorySplit split) {
            this.split = split;
        }
    }

    /** Splits that were asked for, and have not come. */
    private int asked;

    InventoryReader(SourceReaderContext context, Layouts layouts, RunSettings run) {
        this(context, new FileReader(layouts, run.readBudget()), new ReadingMetrics(MetricScope.ofOperator(context.metricGroup())));
    }

    /** The fetching thread ends when there is nothing to read, and another takes over later: the metrics are those of the reader. */
    private InventoryReader(SourceReaderContext context, FileReader reader, ReadingMetrics metrics) {
        super(() -> new InventorySplitReader(reader, metrics), new Emitter(), context.getConfiguration(), context);
    }

    @Override
    public void start() {
        ask();
    }

    @Override
    public void addSplits(List<InventorySplit> splits) {
        asked = Math.max(0, asked - splits.size());
        super.addSplits(splits);
    }

    private void ask() {
        while (asked + getNumberOfCurrentlyAssignedSplits() < ReadAhead.SPLITS) {
            asked++;
            context.sendSplitRequest();
        }
    }

    @Override
    protected void onSplitFinished(Map<String, SplitState> finished) {
        finished.values().forEach(state -> context.sendSourceEventToCoordinator(state.outcome));
        ask();
    }

    @Override
    protected SplitState initializedState(InventorySplit split) {
        return new SplitState(split);
    }

    @Override
    protected InventorySplit toSplitType(String splitId, SplitState state) {
        return state.split;
    }

    /** Emits what is to be emitted and keeps how the split ended. */
    private static final class Emitter implements RecordEmitter<ReadElement, DayInput, SplitState> {
        @Override
        public void emitRecord(ReadElement element, SourceOutput<DayInput> output, SplitState state) {
            if (element instanceof ReadElement.Emitted emitted) {
                output.collect(emitted.input());
            } else if (element instanceof ReadElement.Ended ended) {
                state.outcome = ended.outcome();
            }
        }
    }
}
