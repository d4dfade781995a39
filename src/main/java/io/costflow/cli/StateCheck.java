package io.costflow.cli;

import io.costflow.inventory.LakeFileSystem;
import io.costflow.job.FailureCause;
import io.costflow.settings.Settings;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** Whether the folder of a continuous run's state can be written. */
final class StateCheck {

    private StateCheck() {}

    static List<String> check(Settings settings) {
        Path folder = new Path(settings.state().dir());
        Path probe = new Path(folder, "probe-" + UUID.randomUUID());
        try {
            LakeFileSystem.initialize(settings.lake());
            FileSystem files = folder.getFileSystem();
            files.mkdirs(folder);
            try (FSDataOutputStream stream = files.create(probe, WriteMode.NO_OVERWRITE)) {
                stream.write(0);
            }
            files.delete(probe, false);
            return List.of();
        } catch (IOException | RuntimeException e) {
            return List.of("state.dir (" + folder + ") cannot be written; name a folder that may be, with the lake's credentials if it is on S3. The reason: "
                    + FailureCause.of(e));
        }
    }
}
