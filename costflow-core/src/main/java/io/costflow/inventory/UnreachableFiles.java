package io.costflow.inventory;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files that are listed but could not be read, for a reason that may pass: they hold back their days, and are tried again after pauses that grow. All instants
 * are in microseconds since 1970-01-01 UTC.
 */
final class UnreachableFiles {

    private static final int LONGEST_PAUSE = 32;

    private record Trouble(HeldBack reason, int attempts, long retryAt, boolean waiting) {}

    private final long pause;
    private final Map<LakeFile, Trouble> troubles = new HashMap<>();

    /** @param pause after which time a file is tried again for the first time */
    UnreachableFiles(Duration pause) {
        this.pause = pause.toNanos() / 1000;
    }

    /** The file could not be read now. */
    void hold(LakeFile file, HeldBack reason, long now) {
        int attempts = troubles.containsKey(file) ? troubles.get(file).attempts() + 1 : 1;
        long factor = Math.min(LONGEST_PAUSE, 1L << Math.min(attempts - 1, LONGEST_PAUSE));
        troubles.put(file, new Trouble(reason, attempts, now + factor * pause, true));
    }

    /** Why one of the files holds back its days now. */
    Optional<HeldBack> reason(List<LakeFile> files) {
        return first(files, Trouble::waiting);
    }

    /** Why one of the files could not be read at the last attempt, be it tried again just now. */
    Optional<HeldBack> trouble(List<LakeFile> files) {
        return first(files, trouble -> true);
    }

    /** Lets the files be tried again whose time has come. Returns them. */
    List<LakeFile> release(long now) {
        List<LakeFile> due = troubles.entrySet().stream()
                .filter(entry -> entry.getValue().waiting() && entry.getValue().retryAt() <= now)
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(file -> troubles.computeIfPresent(file, (f, t) -> new Trouble(t.reason(), t.attempts(), t.retryAt(), false)));
        return due;
    }

    private Optional<HeldBack> first(List<LakeFile> files, Predicate<Trouble> such) {
        return troubles.isEmpty()
                ? Optional.empty()
                : files.stream().map(troubles::get).filter(Objects::nonNull).filter(such).map(Trouble::reason).findFirst();
    }

    void isRead(LakeFile file) {
        troubles.remove(file);
    }

    void forget(Predicate<LakeFile> those) {
        troubles.keySet().removeIf(those);
    }
}
