package io.costflow.doctor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** The real lake. It is asked so often at most: a lake that is not koku's may have any number of folders. */
final class LakeFolders implements Folders {

    private static final int MOST_LISTINGS = 200;

    private int listings;

    @Override
    public List<Entry> list(String folder) throws IOException {
        if (++listings > MOST_LISTINGS) {
            return List.of();
        }
        Path path = new Path(folder + "/");
        FileStatus[] found;
        try {
            found = path.getFileSystem().listStatus(path);
        } catch (FileNotFoundException e) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        for (FileStatus status : found == null ? new FileStatus[0] : found) {
            entries.add(new Entry(folder + "/" + status.getPath().getName(), status.isDir(), status.getLen()));
        }
        return entries;
    }
}
