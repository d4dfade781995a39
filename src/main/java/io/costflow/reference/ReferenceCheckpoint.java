package io.costflow.reference;

/** What the enumerator remembers: nothing. On every start the reference data is read anew. */
record ReferenceCheckpoint() {}
