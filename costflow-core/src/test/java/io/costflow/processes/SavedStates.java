package io.costflow.processes;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The completed checkpoints and savepoints of jobs, which a new job can begin from. The jobs may be running: what they remove meanwhile is left out. */
public final class SavedStates {

    private SavedStates() {}

    /** The newest completed checkpoint of any job below a folder, as a URI. */
    public static Optional<String> newestCheckpoint(Path folder) throws IOException {
        return completed(folder).stream()
                .filter(metadata -> metadata.getParent().getFileName().toString().startsWith("chk-"))
                .max(Comparator.comparing(SavedStates::modified))
                .map(metadata -> metadata.getParent().toUri().toString());
    }

    /** The descriptions of all completed checkpoints and savepoints below a folder. */
    public static List<Path> completed(Path folder) throws IOException {
        return files(folder).stream().filter(file -> file.endsWith("_metadata")).toList();
    }

    /** How many bytes the files below a folder have. */
    public static long bytes(Path folder) throws IOException {
        return files(folder).stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return unlessRemoved(failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                return unlessRemoved(failure);
            }
        });
        return files;
    }

    private static FileVisitResult unlessRemoved(IOException failure) throws IOException {
        if (failure != null && !(failure instanceof NoSuchFileException)) {
            throw failure;
        }
        return FileVisitResult.CONTINUE;
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException removedMeanwhile) {
            return FileTime.fromMillis(0);
        }
    }
}
