package io.costflow.publish;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * The rows of one day as they arrive, by table: in memory up to a limit for the whole day, beyond it in temporary files, so that a large day needs no large
 * memory. They can be read again and again, since an interrupted transaction is retried from the start. Closing forgets them.
 */
public final class StagedRows implements Closeable {

    /** What a day may hold in memory by default, in bytes. */
    public static final long MEMORY_LIMIT = 8L << 20;

    private final Map<String, TableSpool> spools = new HashMap<>();
    private final long memoryLimit;

    public StagedRows() {
        this(MEMORY_LIMIT);
    }

    /** @param memoryLimit how many bytes of text are held in memory before files are used */
    public StagedRows(long memoryLimit) {
        this.memoryLimit = memoryLimit;
    }

    /** Appends rows. */
    public void add(DayRows rows) throws IOException {
        TableSpool spool = spools.computeIfAbsent(rows.table(), table -> new TableSpool());
        long inMemory = spools.values().stream().mapToLong(TableSpool::bytesInMemory).sum();
        if (inMemory + rows.text().length > memoryLimit) {
            spool.spill();
        }
        spool.add(rows.text(), rows.rows());
    }

    /** How many rows there are over all tables. */
    public long rows() {
        return spools.values().stream().mapToLong(TableSpool::rows).sum();
    }

    /** How many rows there are for a table. */
    public long rows(String table) {
        TableSpool spool = spools.get(table);
        return spool == null ? 0 : spool.rows();
    }

    /** The tables that have rows. */
    public Set<String> tables() {
        return Set.copyOf(spools.keySet());
    }

    /** How the text of a table is used. */
    @FunctionalInterface
    public interface TextUse<E extends Exception> {
        void accept(InputStream text) throws E, IOException;
    }

    /**
     * Hands out the text of a table, from its beginning; it must be read to its end.
     *
     * @throws IOException if the text is not what was staged, since the temporary file was damaged
     */
    public <E extends Exception> void read(String table, TextUse<E> use) throws E, IOException {
        TableSpool spool = spools.get(table);
        try (CheckedInputStream text = new CheckedInputStream(spool == null ? InputStream.nullInputStream() : spool.read(), new CRC32C())) {
            use.accept(text);
            if (spool != null && text.getChecksum().getValue() != spool.crc()) {
                throw new IOException("The staged rows of " + table + " read back differently than they were written. Check the disk of the temporary folder "
                        + System.getProperty("java.io.tmpdir") + ".");
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (TableSpool spool : spools.values()) {
            spool.close();
        }
        spools.clear();
    }
}
