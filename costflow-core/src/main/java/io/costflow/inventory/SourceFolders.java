package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.provider.Report;
import io.costflow.retry.Retry;
import java.io.IOException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.Path;

/** The folders of the lake, as they are: also those of sources that are not configured any more. One request per folder, never a walk. */
public final class SourceFolders {

    private static final Pattern SOURCE = Pattern.compile("source=(.+)");
    private static final Pattern YEAR = Pattern.compile("year=(\\d{4})");

    private final LakeLayout layout;
    private final Duration budget;

    /**
     * @param root the lake's root
     * @param budget how long the listing of a folder is tried again after I/O errors
     */
    public SourceFolders(String root, Duration budget) {
        this.layout = new LakeLayout(root);
        this.budget = budget;
    }

    /** The UUIDs of the sources that have a folder for a report. */
    public List<String> sources(String account, Report report) throws IOException, InterruptedException {
        return values(SOURCE, layout.folder(account, report));
    }

    /** The years for which a source has a folder, as four digits. */
    public List<String> years(String account, Report report, String source) throws IOException, InterruptedException {
        return values(YEAR, layout.folder(account, report, source));
    }

    /** The files of a report, source and month. */
    public List<LakeFile> files(String account, Report report, String source, YearMonth month) throws IOException, InterruptedException {
        return LakeLister.list(report, layout.folder(account, report, source, month), budget);
    }

    private List<String> values(Pattern name, String folder) throws IOException, InterruptedException {
        Path path = new Path(folder);
        List<FolderEntry> contents = Retry.within(budget, "Listing the folder " + path, () -> FolderEntry.in(path));
        return contents.stream()
                .filter(FolderEntry::isFolder)
                .map(entry -> name.matcher(entry.name()))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .sorted()
                .toList();
    }
}
