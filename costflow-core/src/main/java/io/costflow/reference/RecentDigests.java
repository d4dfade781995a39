package io.costflow.reference;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The digests that were computed of the snapshot that was asked for last, by report period. Days come sorted by tenant more or less, so one snapshot is
 * enough.
 */
final class RecentDigests {

    private final Map<Integer, String> digests = new HashMap<>();
    private WeakReference<ReferenceSnapshot> last = new WeakReference<>(null);

    /**
     * The digest for a report period.
     *
     * @param reference told apart from others by identity: to compare it takes as long as the digest itself
     */
    String of(ReferenceSnapshot reference, int period, Supplier<String> digest) {
        if (last.get() != reference) {
            last = new WeakReference<>(reference);
            digests.clear();
        }
        return digests.computeIfAbsent(period, p -> digest.get());
    }
}
