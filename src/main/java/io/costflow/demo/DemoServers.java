package io.costflow.demo;

import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.DayRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The demo's PostgreSQL and S3 server in a temporary folder. They are stopped and the folder is removed when this is closed, or when the process ends before.
 */
final class DemoServers implements AutoCloseable {
    private static final String TENANT = EmbeddedDatabase.TENANT;
    private static final String BUCKET = "cost";
    private static final String PREFIX = "data/parquet";
    private static final String ROOT = "s3://" + BUCKET + "/" + PREFIX;
    private static final int ANY_PORT = 0;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Path folder;
    private EmbeddedObjectStore store;
    private KokuDatabase database;

    private DemoServers() {}

    static DemoServers start() throws Exception {
        DemoServers servers = new DemoServers();
        Runtime.getRuntime().addShutdownHook(new Thread(servers::closeAtExit, "demo-close"));
        try {
            servers.open();
            return servers;
        } catch (Exception e) {
            servers.close();
            throw e;
        }
    }

    private synchronized void open() throws Exception {
        folder = opened(DemoFolder.create()).path();
        EmbeddedDatabase databases = opened(EmbeddedDatabase.start(folder.resolve("postgresql"), ANY_PORT));
        database = databases.createDatabase("koku");
        store = opened(EmbeddedObjectStore.start(folder.resolve("s3"), ANY_PORT));
        store.createBucket(BUCKET);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    KokuDatabase database() {
        return database;
    }

    /** Fills koku's tables. */
    Void insert(DemoData data) throws SQLException {
        data.insert(database, TENANT);
        return null;
    }

    /** Fills the bucket. */
    LakeTotals write(DemoData data) throws IOException {
        try (DemoFolder files = new DemoFolder(Files.createDirectory(folder.resolve("files")))) {
            LakeTotals totals = data.write(files.path(), TENANT);
            store.uploadAll(files.path(), BUCKET, PREFIX);
            return totals;
        }
    }

    /** What a run over the data is configured with. The sources are left to be discovered. */
    Settings settings(DemoData data) {
        return new Settings(
                new LakeSettings(ROOT, store.endpoint(), store.accessKey(), store.secretKey(), true),
                new DatabaseSettings(database.url(), database.user(), database.password(), Duration.ofMinutes(1)),
                new DayRange(data.from(), data.to()),
                List.of(),
                RunSettings.bounded(Math.min(4, Runtime.getRuntime().availableProcessors()), false, Duration.ofMinutes(1)));
    }

    /** Writes the same settings to a file for {@code costflow run}. */
    Path writeConfiguration(DemoData data) throws IOException {
        return Files.writeString(folder.resolve("costflow.yaml"), """
                lake:
                  root: %s
                  s3: {endpoint: "%s", access-key: %s, secret-key: %s, path-style-access: true}
                database: {url: "%s", user: %s, password: %s}
                window: {from: %s, to: %s}
                """.formatted(
                ROOT, store.endpoint(), store.accessKey(), store.secretKey(), database.url(), database.user(), database.password(), data.from(), data.to()));
    }

    @Override
    public synchronized void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    private void closeAtExit() {
        try {
            close();
        } catch (Exception e) {
            System.err.println("The demo's servers were not stopped cleanly (" + e.getMessage() + "); look for what is left in " + folder + ".");
        }
    }
}
