package io.costflow.job;

import io.costflow.testbed.KokuDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Trino as a process: the Hive connector over a lake of folders with the metastore in a folder, and koku's PostgreSQL as the other catalog. It is unpacked in the
 * folder of the system property {@code trino.server} and runs on the Java of {@code trino.java}.
 */
final class TrinoProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);
    private static final int OLDEST_JAVA = 24;
    private static final Pattern JAVA_VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    private final Process process;
    private final int port;

    private TrinoProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param root the folder that is {@code local:///}; the lake is below it
     * @param scratch where configuration, metastore's data and log go
     */
    static TrinoProcess start(Path root, KokuDatabase database, Path scratch) throws Exception {
        Path home = Path.of(System.getProperty("trino.server"));
        Path java = Path.of(System.getProperty("trino.java"));
        requireVersion(java);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path etc = Files.createDirectories(scratch.resolve("etc"));
        Path catalogs = Files.createDirectory(etc.resolve("catalog"));
        Path data = Files.createDirectories(scratch.resolve("data"));
        Files.createDirectories(root.resolve("warehouse"));
        Files.writeString(etc.resolve("node.properties"), "node.environment=test\nnode.internal-address=127.0.0.1\nnode.data-dir=" + data + "\n");
        Files.writeString(etc.resolve("log.properties"), "io.trino=WARN\n");
        Files.writeString(etc.resolve("jvm.config"), """
                -Xmx2G
                -XX:+ExitOnOutOfMemoryError
                -Duser.timezone=UTC
                -Dfile.encoding=UTF-8
                --add-modules=jdk.incubator.vector
                --enable-native-access=ALL-UNNAMED
                --sun-misc-unsafe-memory-access=allow
                """);
        Files.writeString(etc.resolve("config.properties"), """
                coordinator=true
                node-scheduler.include-coordinator=true
                http-server.http.port=%1$d
                discovery.uri=http://127.0.0.1:%1$d
                """.formatted(port));
        Files.writeString(catalogs.resolve("hive.properties"), """
                connector.name=hive
                hive.metastore=file
                hive.metastore.catalog.dir=local:///warehouse
                fs.native-local.enabled=true
                local.location=%s
                hive.non-managed-table-writes-enabled=true
                hive.parquet.use-column-names=true
                hive.recursive-directories=true
                hive.storage-format=PARQUET
                """.formatted(root));
        Files.writeString(catalogs.resolve("postgres.properties"), """
                connector.name=postgresql
                connection-url=%s
                connection-user=koku
                connection-password=koku
                postgresql.array-mapping=AS_ARRAY
                insert.non-transactional-insert.enabled=true
                """.formatted(database.url()));
        Path log = scratch.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/launcher").toString(), "run", "--etc-dir", etc.toString(), "--data-dir", data.toString())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().merge("PATH", java.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        TrinoProcess trino = new TrinoProcess(builder.start(), port);
        try {
            trino.awaitStart(log);
            return trino;
        } catch (Exception e) {
            trino.close();
            throw e;
        }
    }

    private static void requireVersion(Path java) throws IOException {
        Matcher version = JAVA_VERSION.matcher(Files.readString(java.resolve("release")));
        if (!version.find() || Integer.parseInt(version.group(1)) < OLDEST_JAVA) {
            throw new IllegalStateException("Trino 476 needs Java " + OLDEST_JAVA + " or newer, and -Dtrino.java=" + java + " is older.");
        }
    }

    private void awaitStart(Path log) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (http.send(HttpRequest.newBuilder(URI.create(url() + "/v1/info")).build(), BodyHandlers.ofString()).body().contains("\"starting\":false")) {
                    return;
                }
            } catch (IOException e) {
                // it does not listen yet
            }
            Thread.sleep(300);
        }
        throw new IllegalStateException("Trino did not start. It says: " + Files.readString(log).strip());
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Connects past the endpoint. */
    Connection connect(String tenant) throws SQLException {
        return DriverManager.getConnection("jdbc:trino://127.0.0.1:" + port + "/hive/" + tenant + "?user=test");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
