package io.costflow.doctor;

import java.io.IOException;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** Whether the folder of a continuous run's state can be written. This process is connected to the lake already, which the folder may lie in. */
public final class StateCheck {

    private StateCheck() {}

    /**
     * Writes a file to the folder and deletes it, with the folder if that was not there before.
     *
     * @param name the key that names the folder
     * @param dir the folder
     */
    public static Finding check(String name, String dir) {
        Path folder = new Path(dir);
        Path probe = new Path(folder, "probe-" + UUID.randomUUID());
        try {
            FileSystem files = folder.getFileSystem();
            boolean isNew = !files.exists(folder);
            files.mkdirs(folder);
            try (FSDataOutputStream stream = files.create(probe, WriteMode.NO_OVERWRITE)) {
                stream.write(0);
            }
            files.delete(probe, false);
            if (isNew && files.exists(folder) && files.listStatus(folder).length == 0) {
                files.delete(folder, false);
            }
            return Finding.ok(name + " (" + folder + ") can be written.");
        } catch (IOException | RuntimeException e) {
            return Finding.problem(name + " (" + folder + ") cannot be written; name a folder that may be, with the lake's credentials if it is on S3. The reason: "
                    + FailureWords.of(e) + ".", e);
        }
    }
}
