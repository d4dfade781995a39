package io.costflow.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The script {@code ./costflow}, started and measured from the outside.
 *
 * @param script the script's path
 */
record Launcher(Path script) {
    private static final String HOME = "COSTFLOW_HOME";
    private static final String OPTIONS = "COSTFLOW_JAVA_OPTS";

    /** Bash tells what a child used, itself and what it waited for. */
    private static final String MEASURED = "TIMEFORMAT='%R %U %S'; time \"${@:2}\" >\"$1\" 2>&1";

    /**
     * The launcher in COSTFLOW_HOME, or in the folder that the folder of this class's jar lies in.
     *
     * @throws IllegalStateException when it is not there
     */
    static Launcher find(Map<String, String> environment) throws URISyntaxException {
        String home = environment.get(HOME);
        Path jar = Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path folder = home == null ? jar.getParent().getParent() : Path.of(home);
        Path script = folder.resolve("costflow").toAbsolutePath();
        if (!Files.isExecutable(script)) {
            throw new IllegalStateException("There is no launcher " + script + " to measure; set " + HOME + " to the folder of the project.");
        }
        return new Launcher(script);
    }

    /**
     * Runs a command to its end.
     *
     * @param log the file that gets what it prints
     * @param javaOptions added to those of COSTFLOW_JAVA_OPTS
     * @param arguments those of the script
     * @throws IllegalStateException when it ends with another status than 0
     */
    Measurement measure(Path log, List<String> javaOptions, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", MEASURED, "bash", log.toString(), script.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().merge(OPTIONS, String.join(" ", javaOptions), (a, b) -> a + " " + b);
        // its decimals with a point
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String[] seconds = new String(process.getErrorStream().readAllBytes()).strip().split(" ");
        if (process.waitFor() != 0) {
            throw new IllegalStateException(script + " " + String.join(" ", arguments) + " failed. It says: " + Files.readString(log).strip());
        }
        double cpu = Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]);
        return new Measurement(Double.parseDouble(seconds[0]), cpu, 0, 0, Map.of(), 0, 0, 0);
    }
}
