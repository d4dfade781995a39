package io.costflow.inventory;

import io.costflow.day.LakeFile;
import java.io.Closeable;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetInputFile;
import org.apache.parquet.io.InputFile;

/** A file of the lake as it was listed, open for reading. */
public final class ListedFile implements Closeable {

    private final LakeFile file;
    private final FSDataInputStream stream;

    private ListedFile(LakeFile file, FSDataInputStream stream) {
        this.file = file;
        this.stream = stream;
    }

    /** Opens a file. A small one is read in one piece. */
    public static ListedFile open(LakeFile file) throws IOException {
        Path path = FolderEntry.path(file.path());
        FSDataInputStream stream = path.getFileSystem().open(path);
        return new ListedFile(file, file.size() <= WholeFile.LARGEST ? WholeFile.of(stream, file.size()) : new EndingStream(stream));
    }

    /** What the file holds, to be decoded. */
    public InputFile contents() {
        return new ParquetInputFile(stream, file.size());
    }

    /** Whether the file is still what was listed. */
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
