package io.costflow.publish;

import io.costflow.day.SourceDay;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Writes the rows of a day in batches, table by table, and their checksum. */
public final class DayWriter {

    private static final int BATCH_BYTES = 256 * 1024;

    private final SourceDay day;
    private final long revision;
    private final Consumer<DayOutput> output;
    private final Map<String, CopyText> batches = new LinkedHashMap<>();
    private final RowChecksum checksum = new RowChecksum();
    private long rows;

    /**
     * @param output takes the batches
     */
    public DayWriter(SourceDay day, long revision, Consumer<DayOutput> output) {
        this.day = day;
        this.revision = revision;
        this.output = output;
    }

    /** Where the next row of a table is to be written, as one line. */
    public CopyText next(String table) {
        CopyText batch = batches.computeIfAbsent(table, t -> new CopyText());
        if (batch.length() >= BATCH_BYTES) {
            flush(table, batch);
        }
        return batch;
    }

    /** Ends the day, and returns the checksum of all its rows. */
    public String finish() {
        batches.forEach(this::flush);
        return checksum.text();
    }

    /** How many rows the day has. */
    public long rows() {
        return rows;
    }

    private void flush(String table, CopyText batch) {
        if (batch.rows() > 0) {
            int count = batch.rows();
            byte[] text = batch.take();
            checksum.addLines(text);
            rows += count;
            output.accept(DayOutput.of(new DayRows(day, revision, table, count, text)));
        }
    }
}
