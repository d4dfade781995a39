package io.costflow.deployment;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Flink's JDBC driver as a tool for databases has it: its jar and that of the logging interface, with nothing of ours beside them. */
final class GatewayDriver implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "jdbc-driver");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 300;

    private final URLClassLoader classes;
    private final Driver driver;

    private GatewayDriver(URLClassLoader classes) throws ReflectiveOperationException {
        this.classes = classes;
        this.driver = (Driver) classes.loadClass("org.apache.flink.table.jdbc.FlinkDriver").getConstructor().newInstance();
    }

    static GatewayDriver load() throws IOException, ReflectiveOperationException {
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER)) {
            for (Path file : files) {
                jars.add(file.toUri().toURL());
            }
        }
        return new GatewayDriver(new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
    }

    Connection connect(String url) throws SQLException {
        return driver.connect(url, new Properties());
    }

    /** Connects to a gateway that may still be about to start. */
    Connection connectToStarting(String url) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return connect(url);
            } catch (SQLException | RuntimeException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
