package io.costflow.sql.scan;

import io.costflow.day.LakeFile;
import java.io.Serializable;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A piece of a table.
 *
 * @param id tells it from the others of the scan
 * @param file the file to read; null in a table of the database, which is one piece
 * @param partition the folder that the file lies in; null in a table of the database
 * @param rowsDone how many of its rows were handed on before a restart
 */
public record ScanSplit(
        String id,
        LakeFile file,
        LakePartition partition,
        long rowsDone)
        implements SourceSplit, Serializable {

    /** A piece of which nothing was read. */
    public static ScanSplit of(LakeFile file, LakePartition partition) {
        return new ScanSplit(file.path(), file, partition, 0);
    }

    @Override
    public String splitId() {
        return id;
    }

    /** The bytes to read, as far as they are known. */
    long size() {
        return file == null ? 0 : file.size();
    }

    ScanSplit after(long rows) {
        return new ScanSplit(id, file, partition, rows);
    }
}
