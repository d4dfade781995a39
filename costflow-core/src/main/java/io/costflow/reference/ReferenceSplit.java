package io.costflow.reference;

import org.apache.flink.api.connector.source.SourceSplit;

/** A snapshot on its way from the enumerator, which reads it, to the reader, which emits it. A tenant has one at most: a newer one takes its place. */
record ReferenceSplit(ReferenceSnapshot snapshot) implements SourceSplit {

    @Override
    public String splitId() {
        return snapshot.tenant();
    }
}
