package io.costflow.inventory;

import io.costflow.day.DayInput;
import io.costflow.inventory.FileOutcome.Ending;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** Works through the splits of one reader, one after another, in the fetching thread; small objects are fetched ahead. */
final class InventorySplitReader implements SplitReader<ReadElement, InventorySplit> {

    private final FileReader reader;
    private final ReadingMetrics metrics;
    private final Deque<Assigned> splits = new ArrayDeque<>();
    private final ReadAhead ahead = new ReadAhead();

    /** @param opening of the file, or null for a plan */
    private record Assigned(InventorySplit split, ReadAhead.Opening opening) {}

    InventorySplitReader(FileReader reader, ReadingMetrics metrics) {
        this.reader = reader;
        this.metrics = metrics;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<InventorySplit> changes) {
        for (InventorySplit split : changes.splits()) {
            splits.add(new Assigned(split, split.reading() == null ? null : ahead.begin(split.reading().file())));
        }
    }

    @Override
    public RecordsWithSplitIds<ReadElement> fetch() {
        RecordsBySplits.Builder<ReadElement> records = new RecordsBySplits.Builder<>();
        Assigned next = splits.poll();
        if (next != null) {
            InventorySplit split = next.split;
            for (ReadElement element : work(split, next.opening)) {
                records.add(split.splitId(), element);
            }
            records.addFinishedSplit(split.splitId());
        }
        return records.build();
    }

    private List<ReadElement> work(InventorySplit split, ReadAhead.Opening opening) {
        if (split.plan() != null) {
            FileOutcome outcome = new FileOutcome(split.splitId(), null, Ending.PASSED_ON, List.of(), null);
            return List.of(new ReadElement.Emitted(DayInput.of(split.plan())), new ReadElement.Ended(outcome));
        }
        long started = System.nanoTime();
        FileReader.Result result;
        try {
            result = reader.read(split.reading(), opening);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading " + split.reading().file().path(), e);
        }
        metrics.spent(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        CountedFile counted = CountedFile.of(split.reading(), result);
        if (counted != null) {
            metrics.read(split.reading().file().path(), counted);
        }
        List<ReadElement> elements = new ArrayList<>();
        result.contributions().forEach(contribution -> elements.add(new ReadElement.Emitted(DayInput.of(contribution))));
        elements.add(new ReadElement.Ended(
                new FileOutcome(split.splitId(), split.reading(), result.ending(), result.daysFound(), result.problem(), counted)));
        return elements;
    }

    @Override
    public void wakeUp() {
        // A file is read whole; there is nothing to wake up from.
    }

    @Override
    public void close() {
        ahead.close();
    }
}
