package io.costflow.bench;

import io.costflow.sql.session.SqlSession;
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
     * This process's class path with the folder of Flink's tables beside the job's jar. Where the benchmark's own classes are in no jar, as in tests, the tables
     * are there already.
     */
    static String classPath() throws IOException {
        String own = System.getProperty("java.class.path");
        if (Files.isDirectory(location(SqlLibraries.class))) {
            return own;
        }
        try (Stream<Path> files = Files.list(location(SqlSession.class).resolveSibling(FOLDER))) {
            return files.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator, own + File.pathSeparator, ""));
        }
    }

    private static Path location(Class<?> type) throws IOException {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("The jar of " + type.getSimpleName() + " cannot be found: " + e.getMessage(), e);
        }
    }
}
