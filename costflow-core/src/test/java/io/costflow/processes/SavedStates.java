package io.costflow.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The completed checkpoints of jobs, which a new job can begin from. */
public final class SavedStates {

    private SavedStates() {}

    /** The newest completed checkpoint of any job below a folder, as a URI. */
    public static Optional<String> newestCheckpoint(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.walk(folder, 3)) {
            return found.filter(path -> path.endsWith("_metadata") && path.getParent().getFileName().toString().startsWith("chk-"))
                    .max(Comparator.comparing(SavedStates::modified))
                    .map(path -> path.getParent().toUri().toString());
        }
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException removedMeanwhile) {
            return FileTime.fromMillis(0);
        }
    }
}
