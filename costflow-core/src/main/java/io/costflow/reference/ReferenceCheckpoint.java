package io.costflow.reference;

/**
 * What the enumerator remembers. The reference data itself is read anew on every start.
 *
 * @param lastRevision the largest revision that a snapshot has had
 */
record ReferenceCheckpoint(long lastRevision) {

    /** Of an enumerator that has not handed out anything. */
    static final ReferenceCheckpoint NONE = new ReferenceCheckpoint(0);
}
