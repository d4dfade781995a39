package io.costflow.sql.lake;

import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.inventory.SourceFolders;
import io.costflow.sql.scan.LakePartition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lists the folders of a table, several at once. */
final class PartitionListing {

    private static final int LISTINGS_AT_ONCE = 8;
    private static final int MONTHS = 12;

    private final SourceFolders folders;
    private final String account;
    private final ReportType type;

    PartitionListing(SourceFolders folders, String account, ReportType type) {
        this.folders = folders;
        this.account = account;
        this.type = type;
    }

    /** Every month of the years for which a source has a folder: asking which months there are takes a request more for each year, and saves none. */
    List<LakePartition> partitions() throws IOException, InterruptedException {
        List<String> sources = folders.sources(account, type);
        List<List<String>> years = all(sources, source -> folders.years(account, type, source));
        List<LakePartition> partitions = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            for (String year : years.get(i)) {
                for (int month = 1; month <= MONTHS; month++) {
                    partitions.add(new LakePartition(sources.get(i), year, String.format(Locale.ROOT, "%02d", month)));
                }
            }
        }
        return partitions;
    }

    /** The files of each partition. */
    List<List<LakeFile>> files(List<LakePartition> partitions) throws IOException, InterruptedException {
        return all(partitions, partition -> folders.files(account, type, partition.source(), partition.yearMonth()));
    }

    private interface Step<T, R> {
        R run(T folder) throws IOException, InterruptedException;
    }

    private static <T, R> List<R> all(List<T> inputs, Step<T, R> step) throws IOException, InterruptedException {
        ExecutorService listers = Executors.newFixedThreadPool(LISTINGS_AT_ONCE);
        try {
            List<Future<R>> results = listers.invokeAll(inputs.stream().<Callable<R>>map(input -> () -> step.run(input)).toList());
            List<R> all = new ArrayList<>();
            for (Future<R> result : results) {
                all.add(result.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            listers.shutdownNow();
        }
    }
}
