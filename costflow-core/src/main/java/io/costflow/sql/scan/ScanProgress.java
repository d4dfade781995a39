package io.costflow.sql.scan;

import java.util.concurrent.atomic.AtomicLong;

/** How far the scans of this process are, for somebody who waits: one query at a time. On a cluster nobody looks. */
public final class ScanProgress {

    private static final AtomicLong FOUND = new AtomicLong();
    private static final AtomicLong DONE = new AtomicLong();
    private static final AtomicLong ROWS = new AtomicLong();

    private ScanProgress() {}

    /** Begins anew. */
    public static void reset() {
        FOUND.set(0);
        DONE.set(0);
        ROWS.set(0);
    }

    /** How many pieces there are to read, as far as they are known. */
    public static long found() {
        return FOUND.get();
    }

    /** How many of them are read. */
    public static long done() {
        return DONE.get();
    }

    /** How many rows were read. */
    public static long rows() {
        return ROWS.get();
    }

    static void addFound(long pieces) {
        FOUND.addAndGet(pieces);
    }

    static void addDone() {
        DONE.incrementAndGet();
    }

    static void addRows(long rows) {
        ROWS.addAndGet(rows);
    }
}
