package io.costflow.publish;

/**
 * What the replacement of a day did.
 *
 * @param written rows inserted or updated
 * @param deleted rows deleted
 * @param kept rows that were right already
 */
record TableChange(long written, long deleted, long kept) {

    static final TableChange NOTHING = new TableChange(0, 0, 0);

    TableChange plus(TableChange other) {
        return new TableChange(written + other.written, deleted + other.deleted, kept + other.kept);
    }

    /** Whether no row was touched. */
    boolean isNothing() {
        return written == 0 && deleted == 0;
    }
}
