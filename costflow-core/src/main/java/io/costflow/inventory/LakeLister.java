package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.retry.Retry;
import io.costflow.settings.Overlap;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Lists the folders of the lake: one request per folder (and per thousand files of it), never a walk. A folder that is not there has no files; any other
 * failure is an error.
 */
final class LakeLister {

    private static final long MILLIS_PER_SECOND = 1000;

    private final LakeLayout layout;
    private final Duration budget;
    private final Overlap overlap;

    /**
     * @param budget how long the listing of a folder is tried again after I/O errors
     * @param overlap whether it matters how many hours a manifest delivered
     */
    LakeLister(LakeLayout layout, Duration budget, Overlap overlap) {
        this.layout = layout;
        this.budget = budget;
        this.overlap = overlap;
    }

    /** The files of a source and month, over all report types; of those that are only for hours, the files of days on which manifests overlap. */
    List<LakeFile> list(SourceMonth month) throws IOException, InterruptedException {
        List<LakeFile> files = new ArrayList<>();
        for (ReportType type : ReportType.values()) {
            if (type.sourceType() == month.source().type() && !type.isOnlyForHours()) {
                files.addAll(list(month, type));
            }
        }
        return switch (overlap) {
            case WINNER -> withHours(files, month);
            case ALL -> files;
        };
    }

    private List<LakeFile> withHours(List<LakeFile> files, SourceMonth month) throws IOException, InterruptedException {
        List<LakeFile> all = new ArrayList<>(files);
        for (ReportType type : ReportType.values()) {
            Set<LocalDate> days = type.isOnlyForHours() ? OverlappingDays.of(files, type.report()) : Set.of();
            if (!days.isEmpty()) {
                list(month, type).stream().filter(file -> LakeFileName.day(file.name()).filter(days::contains).isPresent()).forEach(all::add);
            }
        }
        return all;
    }

    private List<LakeFile> list(SourceMonth month, ReportType type) throws IOException, InterruptedException {
        return list(type, layout.folder(month.source().account(), type, month.source().uuid(), month.month()), budget);
    }

    /** The files of a folder, which hold a type of report. */
    static List<LakeFile> list(ReportType type, String folder, Duration budget) throws IOException, InterruptedException {
        Path path = new Path(folder);
        return Retry.within(budget, "Listing the folder " + path, () -> list(type, path));
    }

    private static List<LakeFile> list(ReportType type, Path folder) throws IOException {
        List<LakeFile> files = new ArrayList<>();
        for (FileStatus status : contents(folder)) {
            String name = status.getPath().getName();
            if (!status.isDir() && !name.startsWith("_") && !name.startsWith(".")) {
                files.add(new LakeFile(type, folder + "/" + name, status.getLen(), modified(status)));
            }
        }
        return files;
    }

    /** Everything in a folder; nothing where there is no such folder. */
    static FileStatus[] contents(Path folder) throws IOException {
        FileStatus[] found;
        try {
            FileSystem files = folder.getFileSystem();
            found = files.listStatus(folder);
            if (found == null) {
                // A local folder that cannot be listed is told apart from one that is not there only like this.
                files.getFileStatus(folder);
                throw new IOException("The folder may not be read, or is not a folder.");
            }
            return found;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    /**
     * When a file was written. S3 says it in whole seconds of a single object; some servers are more exact when they list, which must not look like another
     * file.
     */
    static long modified(FileStatus status) {
        long modified = status.getModificationTime();
        boolean object = "s3".equals(status.getPath().toUri().getScheme());
        return object ? modified - modified % MILLIS_PER_SECOND : modified;
    }
}
