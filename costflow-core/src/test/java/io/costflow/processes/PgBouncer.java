package io.costflow.processes;

import io.costflow.testbed.KokuDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A PgBouncer of this machine in transaction mode, with two sessions of the server for all clients. */
public final class PgBouncer implements AutoCloseable {

    private static final String CONFIGURATION = """
            [databases]
            * = host=127.0.0.1 port=%d user=%s password=%s
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = 2
            ignore_startup_parameters = extra_float_digits
            """;

    private final JavaProcess process;
    private final int port;

    private PgBouncer(JavaProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns the program, if it is installed. */
    public static Optional<Path> program() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer").map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** Starts it before the server of a database, and waits until it takes connections. */
    public static PgBouncer start(KokuDatabase database, int serverPort, Path folder) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = Files.createTempFile("pgbouncer", ".ini");
        Files.writeString(configuration, CONFIGURATION.formatted(serverPort, database.user(), database.password(), port));
        Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-r--r--"));
        List<String> command = new ArrayList<>(List.of(program().orElseThrow().toString(), configuration.toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(1, List.of("-u", "nobody")); // it refuses to run as root
        }
        PgBouncer pooler = new PgBouncer(JavaProcess.start("pgbouncer", command, Map.of(), folder.resolve("pgbouncer.log")), port);
        pooler.awaitPort();
        return pooler;
    }

    private void awaitPort() throws InterruptedException {
        while (process.isRunning()) {
            try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("PgBouncer has ended: " + process.output());
    }

    /** Returns the database's URL by way of the pooler. */
    public String url(KokuDatabase database) {
        return "jdbc:postgresql://127.0.0.1:" + port + database.url().substring(database.url().lastIndexOf('/'));
    }

    @Override
    public void close() {
        process.close();
    }
}
