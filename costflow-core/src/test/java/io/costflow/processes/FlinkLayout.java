package io.costflow.processes;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Flink as it is laid out in a folder, and how its processes are started from there. */
interface FlinkLayout extends Closeable {

    /**
     * Starts a process of Flink, whose output goes to a file of this name in {@link #logFolder}.
     *
     * @param environment what this process alone finds in its environment
     */
    JavaProcess start(String name, FlinkRole role, List<String> arguments, Map<String, String> environment) throws IOException;

    /** The folder with what every process has said. */
    Path logFolder();

    /** Leaves the folder as it is. */
    @Override
    default void close() throws IOException {}

    /** What every process has said, one after another. */
    default String logs() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(logFolder())) {
            for (Path file : files.sorted().toList()) {
                text.append("==== ").append(file.getFileName()).append('\n').append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
