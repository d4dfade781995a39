package io.costflow.sql.scan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;

/**
 * Reads pieces one after another in the thread of its task: rows go from the decoder's arrays straight into the operators that are chained to it, and no thread
 * waits for another.
 */
final class ScanReader implements SourceReader<RowData, ScanSplit> {

    private final SourceReaderContext context;
    private final Scan scan;
    private final Deque<ScanSplit> splits = new ArrayDeque<>();
    private long limit;
    private boolean noMoreSplits;
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private ScanReading reading;
    private ScanSplit current;
    private RowCursor cursor;
    private long rowsDone;

    ScanReader(SourceReaderContext context, Scan scan, long limit) {
        this.context = context;
        this.scan = scan;
        this.limit = limit;
    }

    @Override
    public void start() {
        if (splits.isEmpty()) {
            context.sendSplitRequest();
        }
    }

    /** Hands on all rows at hand at once: one by one, the way through the runtime would cost more than the rows. */
    @Override
    public InputStatus pollNext(ReaderOutput<RowData> output) throws Exception {
        if (limit <= 0) {
            closeCursor();
            return InputStatus.END_OF_INPUT;
        }
        if (cursor == null && !openNext()) {
            if (!noMoreSplits) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            collectRest(output);
            return InputStatus.END_OF_INPUT;
        }
        int rows = cursor.next();
        int from = (int) Math.max(0, Math.min(rows, current.rowsDone() - rowsDone));
        int to = (int) Math.min(rows, from + limit);
        for (int row = from; row < to; row++) {
            output.collect(cursor.row(row));
        }
        limit -= to - from;
        rowsDone += rows;
        ScanProgress.addRows(cursor.taken());
        if (rows == 0) {
            ScanProgress.addDone();
            closeCursor();
        }
        return InputStatus.MORE_AVAILABLE;
    }

    private void collectRest(ReaderOutput<RowData> output) throws Exception {
        try (RowCursor rest = reading().rest()) {
            for (int rows = rest.next(); rows > 0; rows = rest.next()) {
                for (int row = 0; row < rows; row++) {
                    output.collect(rest.row(row));
                }
            }
        }
    }

    private ScanReading reading() throws Exception {
        if (reading == null) {
            reading = scan.begin(context.getConfiguration());
        }
        return reading;
    }

    private boolean openNext() throws Exception {
        current = splits.poll();
        if (current == null) {
            if (!noMoreSplits && available.isDone()) {
                available = new CompletableFuture<>();
                context.sendSplitRequest();
            }
            return false;
        }
        rowsDone = 0;
        cursor = reading().open(current);
        return true;
    }

    private void closeCursor() throws Exception {
        current = null;
        if (cursor != null) {
            RowCursor closing = cursor;
            cursor = null;
            closing.close();
        }
    }

    @Override
    public List<ScanSplit> snapshotState(long checkpoint) {
        List<ScanSplit> left = new ArrayList<>(splits);
        if (current != null) {
            left.add(0, current.after(Math.max(rowsDone, current.rowsDone())));
        }
        return left;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return cursor != null ? CompletableFuture.completedFuture(null) : available;
    }

    @Override
    public void addSplits(List<ScanSplit> added) {
        splits.addAll(added);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public void close() throws Exception {
        closeCursor();
    }
}
