package io.costflow.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Places the data of PostgreSQL servers that end with their process. Tests, whose build sets two system properties, have them on a disk in memory and as copies
 * of one server's data: a server is initialized once per build.
 */
final class TestServers {

    /** The system property that names a disk in memory. It is not used when it has too little room. */
    static final String MEMORY = "testbed.memory";

    /** The system property that names the folder where a build keeps the data of an initialized server. */
    static final String INITIALIZED = "testbed.initialized";

    private static final String PREFIX = "costflow-postgresql-";
    private static final long ROOM = 4L << 30;

    private TestServers() {}

    /** Creates an empty folder for the data of a server. */
    static DemoFolder createFolder() throws IOException {
        String memory = System.getProperty(MEMORY);
        if (memory == null || !Files.isDirectory(Path.of(memory))) {
            return DemoFolder.create();
        }
        removeLeftOver(Path.of(memory));
        if (Files.getFileStore(Path.of(memory)).getUsableSpace() < ROOM) {
            return DemoFolder.create();
        }
        return new DemoFolder(Files.createTempDirectory(Path.of(memory), PREFIX + ProcessHandle.current().pid() + "-"));
    }

    /** Creates a folder for the data of a server with those of the initialized one, unless it is there or this build has none. */
    static void prepare(Path data) throws IOException, SQLException {
        if (System.getProperty(INITIALIZED) != null && Files.notExists(data)) {
            // PostgreSQL insists on a folder that is its own
            Files.createDirectories(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            copyInitialized(data);
        }
    }

    /** Copies the data of the initialized server, and returns whether this build has one. */
    static synchronized boolean copyInitialized(Path data) throws IOException, SQLException {
        String folder = System.getProperty(INITIALIZED);
        if (folder == null) {
            return false;
        }
        Path parent = Files.createDirectories(Path.of(folder));
        Path initialized = parent.resolve(KokuDatabase.fingerprint());
        // another process of the build may be about to do the same
        try (FileChannel channel = FileChannel.open(parent.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
            if (!Files.exists(initialized)) {
                Path unfinished = parent.resolve("unfinished");
                new DemoFolder(unfinished).close();
                EmbeddedDatabase.startIn(unfinished, 0).close();
                Files.move(unfinished, initialized);
            }
        }
        copy(initialized, data);
        return true;
    }

    /**
     * Returns how often a password is hashed when a client connects. Tests connect thousands of times, and their Java, which has no second compiler, takes a third
     * of their time for PostgreSQL's 4,096.
     */
    static int scramIterations() {
        return System.getProperty(INITIALIZED) == null ? 4096 : 1;
    }

    /**
     * Returns how often every database is visited to see whether it is to be vacuumed. Each visit is a process, and a server of tests has dozens of databases, none
     * of which lives long.
     */
    static String autovacuumNaptime() {
        return System.getProperty(INITIALIZED) == null ? "1min" : "10min";
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(from)) {
            found = walk.skip(1).toList();
        }
        for (Path path : found) {
            Files.copy(path, to.resolve(from.relativize(path)));
        }
    }

    /** Removes what processes left that could not close their servers: it would take memory as long as the machine runs. */
    private static void removeLeftOver(Path memory) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(memory, PREFIX + "*")) {
            for (Path folder : folders) {
                long owner = Long.parseLong(folder.getFileName().toString().substring(PREFIX.length()).replaceAll("-.*", ""));
                if (ProcessHandle.of(owner).isEmpty()) {
                    postmaster(folder).ifPresent(ProcessHandle::destroyForcibly);
                    new DemoFolder(folder).close();
                }
            }
        }
    }

    private static Optional<ProcessHandle> postmaster(Path data) {
        try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
            return lines.findFirst().map(Long::valueOf).flatMap(ProcessHandle::of)
                    .filter(process -> process.info().command().filter(command -> command.endsWith("postgres")).isPresent());
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
