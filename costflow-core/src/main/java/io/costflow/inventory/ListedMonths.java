package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.reference.Deliveries;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Remembers the files of each month as they were listed last, and decides which months a poll lists. koku writes to PostgreSQL when it has processed files: months
 * of a source without such news need not be listed until their listing is old. Months of sources that koku does not describe are listed by each poll.
 */
final class ListedMonths {

    /** @param began when the listing began: what koku had written to PostgreSQL by then is in it */
    private record Listed(long began, List<LakeFile> files) {}

    private final long oldNanos;
    private final LongSupplier nanos;
    private final Map<SourceMonth, Listed> months = new HashMap<>();
    /** When news of each source was read last. */
    private final Map<String, Long> news = new HashMap<>();
    private Deliveries deliveries = Deliveries.NONE;

    /**
     * @param old after which time a listing is old
     * @param nanos a clock that never goes back, in nanoseconds
     */
    ListedMonths(Duration old, LongSupplier nanos) {
        this.oldNanos = old.toNanos();
        this.nanos = nanos;
    }

    /** Takes in what koku's manifests say now. */
    synchronized void heard(Deliveries now) {
        long instant = nanos.getAsLong();
        now.newsSince(deliveries).forEach(source -> news.put(source, instant));
        deliveries = now;
    }

    /**
     * Decides which months a poll lists, and forgets all months that are not in the poll.
     *
     * @param all the months of the poll
     * @param changing months whose changes have not settled
     */
    synchronized Set<SourceMonth> due(Collection<SourceMonth> all, Set<SourceMonth> changing) {
        months.keySet().retainAll(Set.copyOf(all));
        news.keySet().retainAll(all.stream().map(month -> month.source().uuid()).collect(Collectors.toSet()));
        long now = nanos.getAsLong();
        return all.stream().filter(month -> isDue(month, changing, now)).collect(Collectors.toSet());
    }

    private boolean isDue(SourceMonth month, Set<SourceMonth> changing, long now) {
        Listed last = months.get(month);
        String source = month.source().uuid();
        return last == null
                || changing.contains(month)
                || !deliveries.sources().contains(source)
                || last.began() - news.getOrDefault(source, last.began()) < 0
                || now - last.began() >= oldNanos;
    }

    /** The instant at which a listing begins, for {@link #listed}. */
    long begin() {
        return nanos.getAsLong();
    }

    /**
     * Remembers a listing of a month, unless a newer one is known.
     *
     * @return the files; the very objects of the listing before if they are the same files, since two copies of each would take memory
     */
    synchronized List<LakeFile> listed(SourceMonth month, long began, List<LakeFile> files) {
        Listed before = months.get(month);
        List<LakeFile> same = before != null && before.files().equals(files) ? before.files() : files;
        if (before == null || before.began() - began < 0) {
            months.put(month, new Listed(began, same));
        }
        return same;
    }

    /** The files of a month in its last listing; null when there was none. */
    synchronized List<LakeFile> files(SourceMonth month) {
        Listed last = months.get(month);
        return last == null ? null : last.files();
    }

    /**
     * Finds a month that was listed before and is none of some, of a source that has none of them if there is one.
     *
     * @param all the months of the poll
     */
    synchronized Optional<SourceMonth> other(Collection<SourceMonth> all, Set<SourceMonth> those) {
        Set<String> sources = those.stream().map(month -> month.source().uuid()).collect(Collectors.toSet());
        List<SourceMonth> others = all.stream().filter(month -> months.containsKey(month) && !those.contains(month)).toList();
        return others.stream().filter(month -> !sources.contains(month.source().uuid())).findFirst().or(() -> others.stream().findFirst());
    }

    /** The sources among these of which koku had written all files when its manifests were read. */
    synchronized Set<String> complete(Set<String> sources) {
        return sources.stream().filter(deliveries::isComplete).collect(Collectors.toSet());
    }

    /** The ones of which that was still true when the manifests were read again, after a listing. */
    synchronized Set<String> complete(Set<String> sources, Deliveries afterwards) {
        Set<String> complete = new HashSet<>(complete(sources));
        complete.removeIf(source -> !afterwards.isComplete(source));
        complete.removeAll(afterwards.newsSince(deliveries));
        return complete;
    }
}
