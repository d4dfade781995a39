package io.costflow.testbed;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds files of the project for tests, from whatever folder of it they are started. */
public final class Checkout {
    private static final Path FOLDER = find(Path.of("").toAbsolutePath());

    private Checkout() {}

    /** The absolute path of a file or folder, given from the project's folder. */
    public static Path path(String first, String... more) {
        return FOLDER.resolve(Path.of(first, more));
    }

    /** The script that starts Costflow. */
    public static Path launcher() {
        return path("costflow");
    }

    /** What the build of the product has left: the job's jar, libraries, plugins, the image's files. */
    public static Path productTarget() {
        return path("costflow-core", "target");
    }

    private static Path find(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("costflow-core"))) {
                return folder;
            }
        }
        throw new IllegalStateException("The tests were started in " + start + ", which is not within a checkout of Costflow.");
    }
}
