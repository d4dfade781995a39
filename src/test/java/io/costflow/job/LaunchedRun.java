package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A continuous run in a process of its own, started by the launcher. */
final class LaunchedRun implements AutoCloseable {

    private static final Path SCRIPT = Path.of("costflow").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path output;
    private final Process process;

    private LaunchedRun(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    /** Starts a run whose configuration and output are in a folder. */
    static LaunchedRun start(Path config, String... arguments) throws IOException {
        Path output = Files.createTempFile(config.getParent(), "run", ".txt");
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString(), "run", "--mode", "continuous", "--config", config.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("COSTFLOW_"));
        builder.environment().put("COSTFLOW_JAVA_OPTS", "-Xmx1g");
        return new LaunchedRun(output, builder.start());
    }

    /** Waits until a line has been printed that contains a text, and returns it. */
    String await(String text) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            for (String line : lines()) {
                if (line.contains(text)) {
                    return line;
                }
            }
            assertThat(process.isAlive()).as("still running, waiting for '%s' after %s", text, lines()).isTrue();
            Thread.sleep(50);
        }
        throw new AssertionError("Nobody printed '" + text + "': " + lines());
    }

    List<String> lines() throws IOException {
        return Files.readAllLines(output);
    }

    /** Asks the process to stop, as an operator or Kubernetes does, and returns its exit status. */
    int terminate() throws Exception {
        process.destroy();
        return exitStatus();
    }

    int exitStatus() throws Exception {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended after %s", lines()).isTrue();
        return process.exitValue();
    }

    /** As {@code kill -9}. */
    void kill() throws Exception {
        process.destroyForcibly();
        exitStatus();
    }

    @Override
    public void close() throws Exception {
        kill();
    }
}
