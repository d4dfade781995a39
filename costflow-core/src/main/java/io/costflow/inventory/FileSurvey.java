package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.provider.Providers;
import io.costflow.retry.Retry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a few columns of files, several files at once. A file that cannot be read is left out: its days are held back for the same reason when they are computed.
 */
final class FileSurvey {

    private static final Logger LOG = LoggerFactory.getLogger(FileSurvey.class);
    private static final int FILES_AT_ONCE = 8;

    private final Duration budget;
    /** Files whose contents are wrong: no further attempt can succeed. */
    private final Set<LakeFile> unreadable = new HashSet<>();
    private int files;
    private int failures;

    /** @param budget how long I/O errors are retried */
    FileSurvey(Duration budget) {
        this.budget = budget;
    }

    /**
     * Reads files of one report in the folder of a month, and groups their line items.
     *
     * @return by file, in the order that was given, the wanted days; files that cannot be read are left out
     */
    Map<LakeFile, SortedMap<Long, CombinedDay>> read(Collection<LakeFile> those, SourceMonth month, Grouping grouping, LongPredicate wantedDay)
            throws InterruptedException {
        List<LakeFile> readable = those.stream().filter(file -> !unreadable.contains(file)).toList();
        Map<LakeFile, SortedMap<Long, CombinedDay>> read = new LinkedHashMap<>();
        if (readable.isEmpty()) {
            return read;
        }
        ExecutorService readers = Executors.newFixedThreadPool(Math.min(FILES_AT_ONCE, readable.size()));
        try {
            Map<LakeFile, Future<SortedMap<Long, CombinedDay>>> reading = new LinkedHashMap<>();
            readable.forEach(file -> reading.put(file, readers.submit(() -> read(file, month, grouping, wantedDay))));
            for (Map.Entry<LakeFile, Future<SortedMap<Long, CombinedDay>>> file : reading.entrySet()) {
                result(file.getKey(), file.getValue()).ifPresent(days -> read.put(file.getKey(), days));
            }
        } finally {
            readers.shutdownNow();
        }
        return read;
    }

    private SortedMap<Long, CombinedDay> read(LakeFile file, SourceMonth month, Grouping grouping, LongPredicate wantedDay) throws Exception {
        LineItemLayout layout = new LineItemLayout(Providers.report(file.report()).timeColumn(), List.of(grouping));
        return Retry.within(budget, "Reading " + file.path(), () -> {
            try (ListedFile listed = ListedFile.open(file)) {
                return LineItemReader.combine(listed.contents(), layout, month.span(), wantedDay).days();
            } catch (UnreadableFileException e) {
                throw new WrongContentsException(e);
            }
        });
    }

    private Optional<SortedMap<Long, CombinedDay>> result(LakeFile file, Future<SortedMap<Long, CombinedDay>> reading) throws InterruptedException {
        try {
            SortedMap<Long, CombinedDay> days = reading.get();
            files++;
            return Optional.of(days);
        } catch (ExecutionException e) {
            failures++;
            if (e.getCause() instanceof WrongContentsException wrong) {
                unreadable.add(file);
                LOG.warn("Nodes, claims, projects or resources are not taken from {}: {}", file.path(), wrong.getCause().getMessage());
            } else if (e.getCause() instanceof IOException cannot && !(cannot instanceof FileNotFoundException)) {
                LOG.warn("Nodes, claims, projects or resources are not taken from {} now: {}", file.path(), cannot.getMessage());
            } else if (e.getCause() instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            return Optional.empty();
        }
    }

    /** Files that were read, since it was asked last. */
    int takeFiles() {
        int taken = files;
        files = 0;
        return taken;
    }

    /** Files that could not be read, since it was asked last. */
    int takeFailures() {
        int taken = failures;
        failures = 0;
        return taken;
    }

    /** Wrong contents, on the way out of an attempt: no reason to try again. */
    private static final class WrongContentsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private WrongContentsException(UnreadableFileException cause) {
            super(cause);
        }
    }
}
