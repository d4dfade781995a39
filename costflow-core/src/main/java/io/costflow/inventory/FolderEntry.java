package io.costflow.inventory;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * Something in a folder of the lake.
 *
 * @param size in bytes
 * @param modified modification time in milliseconds since 1970-01-01 UTC
 * @param etag the object's ETag on S3, or null
 */
record FolderEntry(String name, boolean isFolder, long size, long modified, String etag) {

    private static final long MILLIS_PER_SECOND = 1000;

    /** Everything in a folder; nothing where there is no such folder. */
    static List<FolderEntry> in(Path folder) throws IOException {
        try {
            FileSystem files = folder.getFileSystem();
            return files.getClass() == LocalFileSystem.class ? inLocal(folder) : in(folder, files);
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IllegalArgumentException e) {
            throw new IOException("The folder " + folder + " has a name that cannot be listed: " + e.getMessage(), e);
        }
    }

    private static List<FolderEntry> in(Path folder, FileSystem files) throws IOException {
        FileStatus[] found = files.listStatus(folder);
        if (found == null) {
            // A local folder that cannot be listed is distinguished from one that is not there only like this.
            files.getFileStatus(folder);
            throw unreadable();
        }
        List<FolderEntry> entries = new ArrayList<>(found.length);
        for (FileStatus status : found) {
            entries.add(new FolderEntry(status.getPath().getName(), status.isDir(), status.getLen(), modified(status), ListedObjects.etag(status)));
        }
        return entries;
    }

    /** Lists a local folder. Flink's own listing fails for a name with a colon, and leaves one with a backslash out. */
    private static List<FolderEntry> inLocal(Path folder) throws IOException {
        File local = new File(folder.getPath());
        File[] found = local.listFiles();
        if (found == null) {
            if (local.exists()) {
                throw unreadable();
            }
            return List.of();
        }
        List<FolderEntry> entries = new ArrayList<>(found.length);
        for (File file : found) {
            entries.add(new FolderEntry(file.getName(), file.isDirectory(), file.length(), file.lastModified(), null));
        }
        return entries;
    }

    private static IOException unreadable() {
        return new IOException("The folder may not be read, or is not a folder.");
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

    /** The path of a file, with every character as it is: {@link Path} takes a backslash for a slash. */
    static Path path(String file) throws IOException {
        int colon = file.indexOf(':');
        String rest = file.substring(colon + 1);
        int end = rest.startsWith("//") ? rest.indexOf('/', 2) : 0;
        String authority = end > 2 ? rest.substring(2, end) : null;
        try {
            return new Path(new URI(file.substring(0, colon), authority, rest.substring(end), null, null));
        } catch (URISyntaxException e) {
            throw new IOException("The file " + file + " has a name that cannot be read: " + e.getMessage(), e);
        }
    }
}
