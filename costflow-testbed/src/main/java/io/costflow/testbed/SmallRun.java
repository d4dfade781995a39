package io.costflow.testbed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * All that one small run needs: a PostgreSQL with koku's tables, a lake in a folder, and a configuration that names them. They are gone when it is closed.
 */
public final class SmallRun implements AutoCloseable {
    private static final long SEED = 42;
    private static final LocalDate DAY = LocalDate.of(2025, 10, 1);

    private final DemoFolder folder;
    private final EmbeddedDatabase server;
    private final DemoData data;

    private SmallRun(DemoFolder folder, EmbeddedDatabase server, DemoData data) {
        this.folder = folder;
        this.server = server;
        this.data = data;
    }

    /** A day of two nodes with four pods each, on an AWS account with two other resources. */
    public static SmallRun prepare() throws Exception {
        DemoFolder folder = DemoFolder.create();
        DemoData data = new DemoData(SEED, DAY, new Scale(List.of(2), 4, 0, 1, Scale.aws(2, 0)));
        data.write(folder.path().resolve("lake"), EmbeddedDatabase.TENANT);
        return new SmallRun(folder, EmbeddedDatabase.start(), data);
    }

    /** The configuration of a run into a new database, whose tables are empty. */
    public Path configuration() throws Exception {
        KokuDatabase database = server.createDatabase();
        data.insert(database, EmbeddedDatabase.TENANT);
        return Files.writeString(Files.createTempFile(folder.path(), "run", ".yaml"), """
                lake: {root: "file://%s"}
                database: {url: "%s", user: %s, password: %s}
                window: {from: %s, to: %s}
                """.formatted(folder.path().resolve("lake"), database.url(), database.user(), database.password(), data.from(), data.to()));
    }

    @Override
    public void close() throws Exception {
        try (folder) {
            server.close();
        }
    }
}
