package io.costflow.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of this machine that a test started. Its output goes to a file. It never outlives the tests: whatever ends them ends it. */
public final class JavaProcess implements AutoCloseable {

    /**
     * Options of a process that ends before Java's second compiler, the first for what runs seldom, a collector of its own threads, or checking the bytecode of
     * libraries pays. Large pages, since each first touch of a page is dear on a virtual machine, and so is each time that it wakes up: Flink's timers look for
     * what is due ten times a second instead of a hundred, and no thread samples performance counters. A table of symbols for as many classes as Flink has.
     */
    static final List<String> SHORT_LIVED = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=3", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseTransparentHugePages",
            "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote", "-XX:-UsePerfData",
            "-XX:+UnlockExperimentalVMOptions", "-XX:SymbolTableSize=524288", "-Dpekko.scheduler.tick-duration=100ms");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "kill-processes"));
    }

    private final String name;
    private final Path output;
    private final Process process;

    private JavaProcess(String name, Path output, Process process) {
        this.name = name;
        this.output = output;
        this.process = process;
    }

    /**
     * Starts a process.
     *
     * @param name what it is called when it is spoken of
     * @param environment variables besides those of this process, of which none that configure Costflow or Flink are handed on
     * @param output the file that its output is appended to
     */
    public static JavaProcess start(String name, List<String> command, Map<String, String> environment, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(output.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("COSTFLOW_") || variable.startsWith("FLINK_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        RUNNING.add(process);
        process.onExit().thenAccept(RUNNING::remove);
        return new JavaProcess(name, output, process);
    }

    /** The command that starts the Java which runs the tests, with what Flink needs opened. */
    static List<String> java(String heap, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap));
        command.addAll(SHORT_LIVED);
        for (String opened : List.of("java.lang", "java.util", "java.net", "java.nio", "sun.nio.ch", "java.util.concurrent")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of(options));
        return command;
    }

    /** Ends the process at once, as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Asks the process to end, as {@code kill} does. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the end of the process and returns its exit status. */
    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The " + name + " has not ended after " + PATIENCE.toSeconds() + " s; its output is " + output + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the end of the " + name, e);
        }
        return process.exitValue();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** The CPU time that the process has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most bytes that the process has had in memory, as Linux knows it. */
    long residentPeak() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).sum();
        }
    }

    /** Everything that the process, and those before it with the same file, have printed. */
    public String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The output of the " + name + " cannot be read.", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        kill();
    }
}
