package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** Lists the folders of the lake: one request per folder (and per thousand files of it), never a walk. A folder that is not there has no files; any other failure is an error. */
final class LakeLister {

    private final LakeLayout layout;

    LakeLister(LakeLayout layout) {
        this.layout = layout;
    }

    /** The files of a source and month, over all report types. */
    List<LakeFile> list(SourceMonth month) throws IOException {
        List<LakeFile> files = new ArrayList<>();
        for (ReportType type : ReportType.values()) {
            if (type.sourceType() != month.source().type()) {
                continue;
            }
            files.addAll(list(type, new Path(layout.folder(month.source().account(), type, month.source().uuid(), month.month()))));
        }
        return files;
    }

    private static List<LakeFile> list(ReportType type, Path folder) throws IOException {
        FileStatus[] found;
        try {
            found = folder.getFileSystem().listStatus(folder);
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new IOException("The folder " + folder + " cannot be listed: " + e.getMessage(), e);
        }
        List<LakeFile> files = new ArrayList<>();
        for (FileStatus status : found == null ? new FileStatus[0] : found) {
            String name = status.getPath().getName();
            if (!status.isDir() && !name.startsWith("_") && !name.startsWith(".")) {
                files.add(new LakeFile(type, folder + "/" + name, status.getLen(), status.getModificationTime()));
            }
        }
        return files;
    }
}
