package io.costflow.inventory;

import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Days that had files and have none now, since when: after a set time they are published empty, unless the whole source has no file any more.
 */
final class GoneDays {

    private static final HeldBack ALL_GONE = HeldBack.because(
            "All files of the source are gone. Check lake.root and the source's folders; its published days stay until it has files again.");

    private final Duration patience;
    private final Map<SourceDay, Instant> since = new HashMap<>();
    private final Set<SourceDay> existed = new HashSet<>();

    /** @param patience after which time a day without files is published empty */
    GoneDays(Duration patience) {
        this.patience = patience;
    }

    /**
     * Why a day without files keeps its published rows for now; empty when the time has come to publish it empty.
     *
     * @param withSource whether no other day of the source has files either
     */
    Optional<HeldBack> heldBack(SourceDay day, boolean withSource, Instant now) {
        if (withSource) {
            since.remove(day);
            return Optional.of(ALL_GONE);
        }
        Instant gone = since.computeIfAbsent(day, d -> now);
        if (isOver(gone, now)) {
            forget(day);
            return Optional.empty();
        }
        Instant end = gone.plus(patience).truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(HeldBack.because("All files of the day are gone. It is published empty at " + end + " unless it has files again by then."));
    }

    /** The day was seen to have line items, or is published with rows: only such a day can be gone. */
    void exists(SourceDay day) {
        existed.add(day);
    }

    /** Whether the day was there before, and was not published empty since. */
    boolean hasExisted(SourceDay day) {
        return existed.contains(day);
    }

    /** The day is published empty, or is no longer asked for. */
    void forget(SourceDay day) {
        since.remove(day);
        existed.remove(day);
    }

    /** The day has files. */
    void isOver(SourceDay day) {
        since.remove(day);
    }

    /** The days that are to be published empty now. */
    List<SourceDay> due(Instant now) {
        return since.entrySet().stream().filter(entry -> isOver(entry.getValue(), now)).map(Map.Entry::getKey).toList();
    }

    /** The days whose files are gone, and that keep their rows for now. */
    Set<SourceDay> days() {
        return Set.copyOf(since.keySet());
    }

    /** Returns since when the day is gone; empty when it is not. */
    Optional<Instant> since(SourceDay day) {
        return Optional.ofNullable(since.get(day));
    }

    void restore(SourceDay day, Instant goneSince) {
        since.put(day, goneSince);
        existed.add(day);
    }

    private boolean isOver(Instant gone, Instant now) {
        return Duration.between(gone, now).compareTo(patience) >= 0;
    }
}
