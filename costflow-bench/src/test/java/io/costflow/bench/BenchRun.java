package io.costflow.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Runs {@code costflow bench} in this process, and reads the tables that it prints. */
final class BenchRun {
    /**
     * No process of a tiny case lives long enough for Java's second compiler to pay, nor threads of a collector, nor checking the bytecode of libraries. It need
     * not wake up for performance counters, nor for Flink's timers a hundred times a second.
     */
    private static final List<String> SHORT_LIVED = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=3", "-XX:+UseSerialGC",
            "-XX:+UseTransparentHugePages", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote",
            "-XX:-UsePerfData", "-Dpekko.scheduler.tick-duration=100ms");

    private final Contenders contenders;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    BenchRun(Contenders contenders) {
        this.contenders = contenders;
    }

    /** Runs the command to its end, and returns its exit status. */
    int run(String... arguments) {
        String[] all = Stream.concat(Stream.of(arguments), SHORT_LIVED.stream().map(option -> "--java-option=" + option)).toArray(String[]::new);
        return new CommandLine(new BenchCommand(contenders)).setOut(new PrintWriter(out)).setErr(new PrintWriter(error)).execute(all);
    }

    /** The figures of a line of a table. */
    List<Double> line(String what) {
        return columns(what).stream().map(value -> value.replace(",", "")).map(Double::valueOf).toList();
    }

    /** The columns of a line of a table, without what it is about. */
    List<String> columns(String what) {
        return out.toString().lines().filter(line -> line.startsWith("| " + what + " ")).findFirst().stream()
                .flatMap(line -> Arrays.stream(line.split("\\|")).skip(2))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    String out() {
        return out.toString();
    }

    String error() {
        return error.toString();
    }
}
