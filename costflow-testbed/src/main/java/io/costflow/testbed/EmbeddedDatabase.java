package io.costflow.testbed;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A PostgreSQL server of this process, reachable on the loopback interface alone, that hands out databases with koku's tables. A database is a copy of a
 * template, so a test can quickly have one for itself.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    /** The role that owns the databases and koku's tables, and its password, which the server insists on. */
    static final String OWNER = "koku";

    static final String OWNER_PASSWORD = "koku";

    /** The role that Costflow connects as. */
    static final String USER = "costflow";

    static final String PASSWORD = "costflow";

    /** The tenant that every new database has, the one of the scenarios. */
    public static final String TENANT = "org1234567";

    private static final String TEMPLATE = "koku_template";
    private static final int ANY_PORT = 0;
    private static final int ANSWER_SECONDS = 10;
    private static final String ACCESS = """
            host all postgres 127.0.0.1/32 trust
            host all postgres ::1/128      trust
            host all all      127.0.0.1/32 scram-sha-256
            host all all      ::1/128      scram-sha-256
            """;

    private final EmbeddedPostgres server;
    private final DemoFolder own;
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Connection administrator;

    /** Those that {@link #createDatabase()} created and {@link #dropCreated} has not dropped. */
    private final Queue<String> createdNames = new ConcurrentLinkedQueue<>();

    private EmbeddedDatabase(EmbeddedPostgres server, DemoFolder own) {
        this.server = server;
        this.own = own;
    }

    /** Starts a server on a free port. Its data disappears when it is closed. */
    public static EmbeddedDatabase start() throws IOException, SQLException {
        return startTemporary(builder(), EmbeddedDatabase::requirePasswords);
    }

    /**
     * Starts a server whose data stay in a folder when it is closed. On a folder that a closed server left it goes on with what is there. It runs until it is
     * closed: the end of the process alone does not stop it.
     *
     * @param folder where the data lie; created when absent
     * @param port the port to listen on, or 0 for a free one
     */
    public static EmbeddedDatabase start(Path folder, int port) throws IOException, SQLException {
        TestServers.prepare(folder);
        return startIn(folder, port);
    }

    /** Starts a server on a folder as it is. */
    static EmbeddedDatabase startIn(Path folder, int port) throws IOException, SQLException {
        EmbeddedPostgres.Builder builder = builder().setDataDirectory(folder).setCleanDataDirectory(false).setRegisterShutdownHook(false);
        return start(port == ANY_PORT ? builder : builder.setPort(port), null);
    }

    /**
     * Starts a server on a free port that takes encrypted connections only.
     *
     * @param certificate its certificate, PEM
     * @param key the key that belongs to it, PEM
     */
    public static EmbeddedDatabase startEncrypted(Path certificate, String key) throws IOException, SQLException {
        return startTemporary(builder().setServerConfig("ssl", "on"), folder -> {
            try {
                Files.copy(certificate, folder.toPath().resolve("server.crt"));
                Path keyFile = Files.writeString(folder.toPath().resolve("server.key"), key);
                Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
                Files.writeString(folder.toPath().resolve("pg_hba.conf"), ACCESS.replaceAll("(?m)^host all all ", "hostssl all all "));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Starts a server whose data disappears, with further files in its folder. */
    private static EmbeddedDatabase startTemporary(EmbeddedPostgres.Builder builder, Consumer<File> files) throws IOException, SQLException {
        DemoFolder own = TestServers.createFolder();
        builder.setDataDirectory(own.path()).setCleanDataDirectory(false).setRegisterShutdownHook(false);
        if (TestServers.copyInitialized(own.path())) {
            files.accept(own.path().toFile());
        } else {
            builder.setDataDirectoryCustomizer(files);
        }
        EmbeddedDatabase database = start(builder, own);
        Runtime.getRuntime().addShutdownHook(new Thread(database::closeAtExit, "close-postgresql"));
        return database;
    }

    private void closeAtExit() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("PostgreSQL could not be stopped: " + e);
        }
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("autovacuum_naptime", TestServers.autovacuumNaptime())
                .setDataDirectoryCustomizer(EmbeddedDatabase::requirePasswords)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD);
    }

    private static EmbeddedDatabase start(EmbeddedPostgres.Builder builder, DemoFolder own) throws IOException, SQLException {
        EmbeddedDatabase database = new EmbeddedDatabase(builder.start(), own);
        try {
            database.prepareTemplate();
            database.warmTemplate();
            return database;
        } catch (SQLException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Creates a database with koku's shared tables and those of {@link #TENANT}, all of them empty. */
    public KokuDatabase createDatabase() throws SQLException {
        String name = "koku_" + created.incrementAndGet();
        createdNames.add(name);
        return createDatabase(name);
    }

    /** Creates a database of this name with koku's shared tables and those of {@link #TENANT}, all of them empty. */
    public KokuDatabase createDatabase(String name) throws SQLException {
        // koku's tables are thousands of small files: copying them as files takes a third less time than writing each page to the log
        administer("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " STRATEGY = FILE_COPY OWNER " + OWNER);
        return database(name);
    }

    /** Drops a database, even if clients are connected to it. */
    public void drop(KokuDatabase database) throws SQLException {
        drop(database.name());
    }

    /** Drops the databases that {@link #createDatabase()} created: with hundreds of them a server takes half a minute to stop and to remove. */
    public void dropCreated() throws SQLException {
        for (String name = createdNames.poll(); name != null; name = createdNames.poll()) {
            drop(name);
        }
    }

    private void drop(String name) throws SQLException {
        administer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    /** Runs a statement as the superuser, over a connection that is kept for the next one. */
    private synchronized void administer(String sql) throws SQLException {
        if (administrator != null && !administrator.isValid(ANSWER_SECONDS)) {
            administrator.close();
            administrator = null;
        }
        if (administrator == null) {
            administrator = server.getPostgresDatabase().getConnection();
        }
        try (Statement statement = administrator.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A database that exists already. */
    public KokuDatabase database(String name) {
        return new KokuDatabase("jdbc:postgresql://127.0.0.1:" + port() + "/" + name, USER, PASSWORD);
    }

    public int port() {
        return server.getPort();
    }

    /** Stops the server, even if clients are connected. */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            server.close();
            if (own != null) {
                own.close();
            }
        }
    }

    private void prepareTemplate() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + TEMPLATE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("SET scram_iterations = " + TestServers.scramIterations());
            statement.execute("CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + OWNER_PASSWORD + "'");
            statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
            // so that a session as the owner sees the status table too; nothing is granted in the other direction
            statement.execute("GRANT " + USER + " TO " + OWNER);
            statement.execute("CREATE DATABASE " + TEMPLATE + " OWNER " + OWNER);
        }
        database(TEMPLATE).createTenant(TENANT);
        // each session checks the rows of the catalog that it reads, which vacuuming spares the sessions of all copies
        try (Connection connection = server.getDatabase("postgres", TEMPLATE).getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (FREEZE, ANALYZE)");
        }
    }

    /**
     * Has PostgreSQL write the file of the template from which a session takes the catalog's own tables. It forgets it at each start, and a database that is
     * copied without one writes its own.
     */
    private void warmTemplate() throws SQLException {
        server.getDatabase("postgres", TEMPLATE).getConnection().close();
    }

    private static void requirePasswords(File folder) {
        try {
            Files.writeString(folder.toPath().resolve("pg_hba.conf"), ACCESS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
