package io.costflow.doctor;

import io.costflow.inventory.LakeFileSystem;
import io.costflow.settings.LakeSettings;
import java.io.IOException;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Whether the lake's root can be listed. */
public final class LakeCheck {

    private LakeCheck() {}

    /** Connects this process to the lake, as a run does, and lists its root. */
    public static Finding check(LakeSettings lake) {
        try {
            LakeFileSystem.reach(lake);
            return list(lake);
        } catch (RuntimeException e) {
            return Finding.problem(LakeFailure.sentence(lake, e), e);
        }
    }

    /** Lists the root of a lake that this process is connected to. */
    static Finding list(LakeSettings lake) {
        try {
            Path root = new Path(lake.root() + "/");
            FileSystem files = root.getFileSystem();
            FileStatus status = files.getFileStatus(root);
            if (!status.isDir()) {
                return Finding.problem("lake.root is " + lake.root() + ", which is a file; name the folder that holds the accounts.");
            }
            FileStatus[] found = files.listStatus(root);
            if (found == null) {
                return Finding.problem("lake.root is " + lake.root() + ", which cannot be listed; let the user " + System.getProperty("user.name")
                        + " read the folder.");
            }
            return Finding.ok("lake.root (" + lake.root() + ") can be listed.");
        } catch (IOException | RuntimeException e) {
            return Finding.problem(LakeFailure.sentence(lake, e), e);
        }
    }
}
