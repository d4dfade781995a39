package io.costflow.inventory;

import io.costflow.day.LakeFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetInputFile;
import org.apache.parquet.io.InputFile;

/** A file of the lake as it was listed, open for reading. */
public final class ListedFile implements Closeable {

    private final LakeFile file;
    private final FSDataInputStream stream;
    private final boolean ofListedVersion;

    private ListedFile(LakeFile file, FSDataInputStream stream, boolean ofListedVersion) {
        this.file = file;
        this.stream = stream;
        this.ofListedVersion = ofListedVersion;
    }

    /** Whether a file is read in one piece. */
    static boolean isSmall(LakeFile file) {
        return file.size() <= WholeFile.LARGEST;
    }

    /** Opens a file. A small one is read in one piece, of an object with one request if its ETag is known. */
    public static ListedFile open(LakeFile file) throws IOException {
        Path path = FolderEntry.path(file.path());
        boolean small = isSmall(file);
        Optional<WholeFile> listed = small ? listed(path, file) : Optional.empty();
        if (listed.isPresent()) {
            return new ListedFile(file, listed.get(), true);
        }
        FSDataInputStream stream = path.getFileSystem().open(path);
        return new ListedFile(file, small ? WholeFile.of(stream, file.size()) : new EndingStream(stream), false);
    }

    /** The listed version as a whole; empty if it cannot be asked for, or is there no more. */
    private static Optional<WholeFile> listed(Path path, LakeFile file) throws IOException {
        try {
            Optional<InputStream> stream = ListedObjects.open(path, file);
            return stream.isPresent() ? Optional.of(WholeFile.of(stream.get(), file.size())) : Optional.empty();
        } catch (IOException e) {
            if (ListedObjects.isChanged(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What the file holds, to be decoded. */
    public InputFile contents() {
        return new ParquetInputFile(stream, file.size());
    }

    /** Whether what was read so far is what was listed. */
    public boolean isAsListed() throws IOException {
        return ofListedVersion || isAsListed(file);
    }

    /** Whether a file is still what was listed. */
    public static boolean isAsListed(LakeFile file) throws IOException {
        Path path = FolderEntry.path(file.path());
        FileStatus status = path.getFileSystem().getFileStatus(path);
        return status.getLen() == file.size() && FolderEntry.modified(status) == file.modified();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
