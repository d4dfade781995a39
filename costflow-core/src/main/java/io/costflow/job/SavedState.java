package io.costflow.job;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/**
 * A completed checkpoint or a savepoint.
 *
 * @param folder where it is
 * @param completedAt when it was completed, in milliseconds since 1970-01-01 UTC
 */
record SavedState(Path folder, long completedAt) {

    /** Is written last: with it, the state is complete. */
    static final String METADATA = "_metadata";

    /**
     * Why nothing can go on from this state, or null when its description is sound.
     *
     * @throws IOException when it cannot be told, since the file cannot be read
     */
    String damage() throws IOException {
        Path metadata = new Path(folder, METADATA);
        byte[] bytes;
        try (FSDataInputStream stream = metadata.getFileSystem().open(metadata)) {
            bytes = stream.readAllBytes();
        }
        try {
            Checkpoints.loadCheckpointMetadata(new DataInputStream(new ByteArrayInputStream(bytes)), getClass().getClassLoader(), folder.toString());
            return null;
        } catch (IOException | RuntimeException e) {
            return "its file " + METADATA + " is damaged (" + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ")";
        }
    }
}
