package io.costflow.assembly;

import io.costflow.day.Contribution;

/** How much of files' contributions a subtask holds in its state. Written by the subtask, read by whoever reports metrics. */
final class HeldContributions {

    private volatile long files;
    private volatile long bytes;

    /** One contribution takes the place of another; null is none. */
    void replace(Contribution before, Contribution after) {
        files += (after == null ? 0 : 1) - (before == null ? 0 : 1);
        bytes += size(after) - size(before);
    }

    /** Begins to count anew. */
    void forget() {
        files = 0;
        bytes = 0;
    }

    /** How many contributions are held. */
    long files() {
        return files;
    }

    /** Their line items, in bytes as they are encoded. */
    long bytes() {
        return bytes;
    }

    private static long size(Contribution contribution) {
        return contribution == null ? 0 : contribution.size();
    }
}
