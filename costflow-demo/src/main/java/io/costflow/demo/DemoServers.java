package io.costflow.demo;

import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.StateSettings;
import io.costflow.testbed.DemoBucket;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.DemoFolder;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.LakeTotals;
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
    private static final int ANY_PORT = 0;
    private static final int SUBTASKS = Math.min(4, Runtime.getRuntime().availableProcessors());
    static final OutputSelection OUTPUTS =
            new OutputSelection(List.of("openshift", "openshift-on-aws", "openshift-on-azure", "openshift-on-gcp"));
    private static final Duration BUDGET = Duration.ofMinutes(1);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Path folder;
    private EmbeddedObjectStore store;
    private DemoBucket bucket;
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
        bucket = new DemoBucket(store, BUCKET, PREFIX);
    }

    /** Has something closed that uses the servers, before they are, however this ends. */
    synchronized <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    KokuDatabase database() {
        return database;
    }

    /** The lake. */
    DemoBucket bucket() {
        return bucket;
    }

    /** A new folder that disappears with the servers. */
    Path newFolder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
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
            bucket.upload(files.path());
            return totals;
        }
    }

    /** What a run over the data is configured with. The sources are left to be discovered. */
    Settings settings(DemoData data) {
        RunSettings run = new RunSettings(RunSettings.Mode.BOUNDED, SUBTASKS, false, BUDGET, Overlap.WINNER, OUTPUTS);
        return new Settings(lake(), databaseSettings(), new DayRange(data.from(), data.to()), List.of(), run);
    }

    /** What a run is configured with that keeps days true while they change: as quick to notice a change as can be. */
    Settings liveSettings(DayRange window) throws IOException {
        Duration second = Duration.ofSeconds(1);
        return new Settings(
                lake(),
                databaseSettings(),
                window,
                List.of(),
                new RunSettings(RunSettings.Mode.CONTINUOUS, SUBTASKS, false, BUDGET, Overlap.WINNER, OutputSelection.DEFAULT))
                .with(ContinuousSettings.DEFAULTS.withPoll(second).withSettle(second).withOutageBudget(BUDGET))
                .with(new StateSettings(stateFolder(), StateSettings.Backend.HEAP, Duration.ofSeconds(10), true));
    }

    private String stateFolder() throws IOException {
        String uri = newFolder("state").toUri().toString();
        return uri.substring(0, uri.length() - 1);
    }

    private LakeSettings lake() {
        return new LakeSettings(bucket.root(), store.endpoint(), store.accessKey(), store.secretKey(), true);
    }

    private DatabaseSettings databaseSettings() {
        return new DatabaseSettings(database.url(), database.user(), database.password(), BUDGET);
    }

    /** Writes the same settings to a file for {@code costflow run}. */
    Path writeConfiguration(DemoData data) throws IOException {
        return Files.writeString(folder.resolve("costflow.yaml"), """
                lake:
                  root: %s
                  s3: {endpoint: "%s", access-key: %s, secret-key: %s, path-style-access: true}
                database: {url: "%s", user: %s, password: %s}
                window: {from: %s, to: %s}
                outputs: [%s]
                """.formatted(
                bucket.root(), store.endpoint(), store.accessKey(), store.secretKey(), database.url(), database.user(), database.password(), data.from(),
                data.to(), String.join(", ", OUTPUTS.names())));
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
