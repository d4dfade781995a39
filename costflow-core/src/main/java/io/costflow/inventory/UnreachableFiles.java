package io.costflow.inventory;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files that are listed but could not be read, for a reason that may pass: they hold back their days, and are tried again after pauses that
 * grow.
 */
final class UnreachableFiles {

    private static final int MAXIMUM_POLLS = 32;

    private record Trouble(HeldBack reason, int attempts, Instant retryAt, boolean waiting) {}

    private final Backoff backoff;
    private final Map<LakeFile, Trouble> troubles = new HashMap<>();

    /** @param pause after which time a file is tried again for the first time */
    UnreachableFiles(Duration pause) {
        this.backoff = new Backoff(pause, 2, pause.multipliedBy(MAXIMUM_POLLS));
    }

    /** The file could not be read now. */
    void hold(LakeFile file, HeldBack reason, Instant now) {
        int attempts = troubles.containsKey(file) ? troubles.get(file).attempts() + 1 : 1;
        troubles.put(file, new Trouble(reason, attempts, now.plus(backoff.pause(attempts)), true));
    }

    /** Why one of the files holds back its days now. */
    Optional<HeldBack> reason(List<LakeFile> files) {
        return first(files, Trouble::waiting);
    }

    /** Why one of the files could not be read at the last attempt, even if it is being tried again now. */
    Optional<HeldBack> trouble(List<LakeFile> files) {
        return first(files, trouble -> true);
    }

    /** Lets the files be tried again whose time has come. Returns them. */
    List<LakeFile> release(Instant now) {
        List<LakeFile> due = troubles.entrySet().stream()
                .filter(entry -> entry.getValue().waiting() && !entry.getValue().retryAt().isAfter(now))
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
