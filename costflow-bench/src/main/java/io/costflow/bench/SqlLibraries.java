package io.costflow.bench;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flink's tables, which the launcher gives to queries only. */
final class SqlLibraries {
    private static final String FOLDER = "sql-lib";

    private SqlLibraries() {}

    /**
     * This process's class path with the folder of Flink's tables beside the jar of this class. Classes that are in no jar, as in tests, have the tables
     * already.
     */
    static String classPath() throws IOException {
        String own = System.getProperty("java.class.path");
        Path jar = own();
        if (Files.isDirectory(jar)) {
            return own;
        }
        try (Stream<Path> files = Files.list(jar.resolveSibling(FOLDER))) {
            return files.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator, own + File.pathSeparator, ""));
        }
    }

    private static Path own() throws IOException {
        try {
            return Path.of(SqlLibraries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("The jar of the benchmark cannot be found: " + e.getMessage(), e);
        }
    }
}
