package io.costflow.testing;

import io.costflow.settings.DatabaseSettings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.EmbeddedObjectStore;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds the PostgreSQL server and the S3 server of this process, which all its test classes share: starting a server takes longer than most tests do. Each test
 * takes a database, or a bucket, of its own. A test that stops a server, or changes one for all databases, starts its own.
 */
public final class SharedServers {

    private static final AtomicInteger CREATED = new AtomicInteger();

    /** Databases that are not needed after the class under way. */
    private static final Queue<String> OF_THIS_CLASS = new ConcurrentLinkedQueue<>();

    private static volatile boolean databaseStarted;

    private SharedServers() {}

    /** Holds the server from the first use of it. */
    private static final class Database {
        // it ends with this process
        private static final EmbeddedDatabase SERVER = started(() -> {
            databaseStarted = true;
            return EmbeddedDatabase.start();
        });
    }

    private static final class ObjectStore {
        private static final EmbeddedObjectStore SERVER = closedAtExit(started(EmbeddedObjectStore::start));
    }

    /** Returns the PostgreSQL server, whose template database has koku's tables. */
    public static EmbeddedDatabase database() {
        return Database.SERVER;
    }

    /** Creates an empty database, and returns how the superuser connects to it. */
    public static DatabaseSettings emptyDatabase() throws SQLException {
        return copyOf("template1");
    }

    /** Creates a copy of a database that no one is connected to, and returns how the superuser connects to it. */
    public static DatabaseSettings copyOf(String template) throws SQLException {
        String name = "test_" + CREATED.incrementAndGet();
        create(name, template);
        OF_THIS_CLASS.add(name);
        return superuserOf(name);
    }

    /** Creates an empty database that later classes of this process find too, and returns how the superuser connects to it. */
    public static DatabaseSettings emptyTemplate(String name) throws SQLException {
        create(name, "template1");
        return superuserOf(name);
    }

    private static void create(String name, String template) throws SQLException {
        execute("create database " + name + " template " + template + " strategy file_copy");
    }

    /** Drops all databases but templates; called when a class is over. */
    static void dropDatabases() throws SQLException {
        if (databaseStarted) {
            database().dropCreated();
            for (String name = OF_THIS_CLASS.poll(); name != null; name = OF_THIS_CLASS.poll()) {
                execute("drop database if exists " + name + " with (force)");
            }
        }
    }

    /** Runs a statement that concerns no database in particular. */
    public static void execute(String sql) throws SQLException {
        KeptConnections.ask(superuserOf("postgres"), connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** Returns how the superuser connects to a database. */
    public static DatabaseSettings superuserOf(String name) {
        return new DatabaseSettings("jdbc:postgresql://127.0.0.1:" + database().port() + "/" + name, "postgres", null, Duration.ofSeconds(20));
    }

    /** Returns the S3 server. */
    public static EmbeddedObjectStore objectStore() {
        return ObjectStore.SERVER;
    }

    /** Creates an empty bucket, and returns its name. */
    public static String createBucket() {
        String name = "bucket-" + CREATED.incrementAndGet();
        objectStore().createBucket(name);
        return name;
    }

    private interface Start<T> {
        T start() throws Exception;
    }

    private static <T> T started(Start<T> server) {
        try {
            return server.start();
        } catch (Exception e) {
            throw new IllegalStateException("A server of the tests could not be started.", e);
        }
    }

    private static <T extends AutoCloseable> T closedAtExit(T server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (Exception e) {
                System.err.println("A server of the tests could not be stopped: " + e);
            }
        }, "close-server"));
        return server;
    }
}
