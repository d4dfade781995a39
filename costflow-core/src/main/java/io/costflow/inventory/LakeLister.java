package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import io.costflow.provider.Report;
import io.costflow.provider.WantedOutputs;
import io.costflow.retry.Retry;
import io.costflow.settings.Overlap;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.Path;

/**
 * Lists the folders of the lake: one request per folder (and per thousand files of it), never a walk. A folder that is not there has no files; any other
 * failure is an error.
 */
final class LakeLister {

    private final LakeLayout layout;
    private final Duration budget;
    private final Overlap overlap;
    private final WantedOutputs outputs;

    /**
     * @param budget how long the listing of a folder is tried again after I/O errors
     * @param overlap whether it matters how many hours a manifest delivered
     * @param outputs what is computed: only reports that it takes line items from are listed
     */
    LakeLister(LakeLayout layout, Duration budget, Overlap overlap, WantedOutputs outputs) {
        this.layout = layout;
        this.budget = budget;
        this.overlap = overlap;
        this.outputs = outputs;
    }

    /** The files of a source and month. Hourly reports of which only the hours matter, which rank manifests, are listed only for days with overlapping manifests. */
    List<LakeFile> list(SourceMonth month) throws IOException, InterruptedException {
        List<LakeFile> files = new ArrayList<>();
        for (Report report : Providers.of(month.source()).reports()) {
            if (outputs.read(month.source(), report)) {
                files.addAll(list(month, report));
            }
        }
        return switch (overlap) {
            case WINNER -> withHours(files, month);
            case ALL -> files;
        };
    }

    private List<LakeFile> withHours(List<LakeFile> files, SourceMonth month) throws IOException, InterruptedException {
        List<LakeFile> all = new ArrayList<>(files);
        Provider provider = Providers.of(month.source());
        for (Report report : provider.reports()) {
            Set<LocalDate> days = report.onlyForHours() && !outputs.read(month.source(), report) ? OverlappingDays.of(provider, files, report) : Set.of();
            if (!days.isEmpty()) {
                list(month, report).stream().filter(file -> provider.fileNames().day(file.name()).filter(days::contains).isPresent()).forEach(all::add);
            }
        }
        return all;
    }

    private List<LakeFile> list(SourceMonth month, Report report) throws IOException, InterruptedException {
        return list(report, layout.folder(month.source().account(), report, month.source().uuid(), month.month()), budget);
    }

    /** The files of a folder, which hold a report. */
    static List<LakeFile> list(Report report, String folder, Duration budget) throws IOException, InterruptedException {
        Path path = new Path(folder);
        return Retry.within(budget, "Listing the folder " + path, () -> list(report, path));
    }

    private static List<LakeFile> list(Report report, Path folder) throws IOException {
        List<LakeFile> files = new ArrayList<>();
        for (FolderEntry entry : FolderEntry.in(folder)) {
            if (!entry.isFolder() && !isMarker(report, entry)) {
                files.add(new LakeFile(report.id(), folder + "/" + entry.name(), entry.size(), entry.modified(), entry.etag()));
            }
        }
        return files;
    }

    /** Whether an entry is what writers and file systems leave behind, and no file: hidden, a folder's stand-in, or without any byte and any day in its name. */
    private static boolean isMarker(Report report, FolderEntry entry) {
        String name = entry.name();
        return name.startsWith("_") || name.startsWith(".") || name.endsWith("_$folder$")
                || entry.size() == 0 && Providers.ofReport(report.id()).fileNames().day(name).isEmpty();
    }
}
