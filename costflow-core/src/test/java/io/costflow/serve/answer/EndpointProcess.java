package io.costflow.serve.answer;

import io.costflow.settings.DatabaseSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An endpoint in a process of its own, which knows the forms of {@link EndpointTest}. */
final class EndpointProcess {

    private EndpointProcess() {}

    /** @param arguments the database's URL, the lake's folder and the port */
    public static void main(String[] arguments) throws Exception {
        DatabaseSettings database = new DatabaseSettings(arguments[0], "postgres", null, Duration.ofSeconds(20));
        EndpointTest.endpoint(database, Path.of(arguments[1]), "localhost:" + arguments[2], null);
        Thread.currentThread().join();
    }

    /** Starts a process, which listens some seconds later. */
    static Process start(DatabaseSettings database, Path lake, int port) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                EndpointProcess.class.getName(), database.url(), lake.toString(), String.valueOf(port));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(new File(lake.toFile(), "endpoint.log")).start();
    }
}
