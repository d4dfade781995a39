package io.costflow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that is measured from the outside, from the start of its process to its exit.
 *
 * @param command the program and its arguments
 * @param environment variables beside those of this process
 * @param input the file that it reads
 */
record MeasuredCommand(List<String> command, Map<String, String> environment, Path input) {

    /** Bash tells what a child used, itself and what it waited for. */
    private static final String MEASURED = "TIMEFORMAT='%R %U %S'; time \"${@:2}\" >\"$1\" 2>&1";

    private static final Path NOTHING = Path.of("/dev/null");
    /** Each sample looks at every process of the machine; a process remembers its peak. */
    private static final long SAMPLE_MILLIS = 100;

    MeasuredCommand(List<String> command, Map<String, String> environment) {
        this(command, environment, NOTHING);
    }

    /**
     * Runs the command to its end.
     *
     * @param log the file that gets what it prints
     * @throws IllegalStateException when it ends with another status than 0
     */
    Measurement measure(Path log) throws IOException, InterruptedException {
        List<String> bash = new ArrayList<>(List.of("bash", "-c", MEASURED, "bash", log.toString()));
        bash.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(bash).redirectInput(input.toFile());
        builder.environment().putAll(environment);
        // its decimals with a point
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        long resident = 0;
        while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
            resident = Math.max(resident, process.descendants().mapToLong(child -> ProcessMeter.residentPeak(child.pid())).max().orElse(0));
        }
        String[] seconds = new String(process.getErrorStream().readAllBytes()).strip().split(" ");
        if (process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed. It says: " + Files.readString(log).strip());
        }
        double cpu = Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]);
        return new Measurement(Double.parseDouble(seconds[0]), cpu, 0, 0, Map.of(), 0, resident, 0);
    }
}
