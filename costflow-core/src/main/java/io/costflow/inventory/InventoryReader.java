package io.costflow.inventory;

import io.costflow.day.DayInput;
import io.costflow.provider.Layouts;
import io.costflow.metrics.MetricScope;
import io.costflow.settings.RunSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/**
 * Reads one split at a time and has a few more, so that small objects are fetched ahead. It asks for others when half of them have ended, and from then on at the
 * end of each, so that no reader hoards work. The ended ones are reported in the same message: for a small file, messages take about as long as decoding it.
 */
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
    /** How splits ended, as far as the enumerator does not know it yet. */
    private final List<FileOutcome> unreported = new ArrayList<>();

    InventoryReader(SourceReaderContext context, Layouts layouts, RunSettings run) {
        this(context, new FileReader(layouts, run.readBudget()), new ReadingMetrics(MetricScope.ofOperator(context.metricGroup())));
    }

    /** The fetching thread ends when there is nothing to read, and another takes over later: the metrics are those of the reader. */
    private InventoryReader(SourceReaderContext context, FileReader reader, ReadingMetrics metrics) {
        super(() -> new InventorySplitReader(reader, metrics), new Emitter(), context.getConfiguration(), context);
    }

    @Override
    public void start() {
        for (int missing = request(); missing > 0; missing--) {
            context.sendSplitRequest();
        }
    }

    @Override
    public void addSplits(List<InventorySplit> splits) {
        asked = Math.max(0, asked - splits.size());
        super.addSplits(splits);
    }

    /** How many splits it can take beside those that it has and those that were asked for; from now on they are asked for, too. */
    private int request() {
        int missing = Math.max(0, ReadAhead.SPLITS - asked - getNumberOfCurrentlyAssignedSplits());
        asked += missing;
        return missing;
    }

    @Override
    protected void onSplitFinished(Map<String, SplitState> finished) {
        finished.values().forEach(state -> unreported.add(state.outcome));
        int half = ReadAhead.SPLITS / 2;
        if (unreported.size() >= half || getNumberOfCurrentlyAssignedSplits() <= half) {
            report();
        }
    }

    private void report() {
        if (!unreported.isEmpty()) {
            context.sendSourceEventToCoordinator(new EndedSplits(List.copyOf(unreported), request()));
            unreported.clear();
        }
    }

    /** The splits of a checkpoint are those that have not ended. When a reader fails and the enumerator does not, it would wait for the others forever. */
    @Override
    public List<InventorySplit> snapshotState(long checkpointId) {
        report();
        return super.snapshotState(checkpointId);
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
