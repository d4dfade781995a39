package io.costflow.publish;

import io.costflow.day.OutputPeriod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Writes the rows of a day in batches, table by table, and their checksum. */
public final class DayWriter {

    private static final int BATCH_BYTES = 256 * 1024;

    private final OutputPeriod period;
    private final long revision;
    private final Consumer<PublishInput> output;
    private final Map<String, CopyText> batches = new LinkedHashMap<>();
    private final RowChecksum checksum = new RowChecksum();
    private long rows;

    /**
     * @param output takes the batches
     */
    public DayWriter(OutputPeriod period, long revision, Consumer<PublishInput> output) {
        this.period = period;
        this.revision = revision;
        this.output = output;
    }

    /** Writes a row of a table. */
    public <R> void write(Table<R> table, R row) {
        CopyText batch = batches.computeIfAbsent(table.name(), name -> new CopyText());
        if (batch.length() >= BATCH_BYTES) {
            flush(table.name(), batch);
        }
        table.write(row, batch);
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
            output.accept(PublishInput.of(new DayRows(period, revision, table, count, text)));
        }
    }
}
