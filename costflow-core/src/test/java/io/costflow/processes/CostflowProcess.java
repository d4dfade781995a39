package io.costflow.processes;

import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./costflow run --mode continuous}: the job on one machine, as a process of its own. */
public final class CostflowProcess {

    private static final Path SCRIPT = Checkout.launcher();

    private static boolean prepared;

    private CostflowProcess() {}

    /** Lets the launcher do what it does once after a build, its archive of classes, for which a test that waits for a run's output has no patience. */
    public static synchronized void prepare() throws IOException {
        if (!prepared) {
            ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "run", "--help").redirectErrorStream(true);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            // it ends with its output
            builder.start().getInputStream().readAllBytes();
            prepared = true;
        }
    }

    /**
     * Starts the launcher, which becomes the Java process.
     *
     * @param folder where its output goes, to {@code costflow.log}
     * @param options further options of the command
     */
    public static JavaProcess start(Path configuration, Path folder, String... options) throws IOException {
        prepare();
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString(), "run", "--mode", "continuous", "--config", configuration.toString(), "--verbose"));
        command.addAll(List.of(options));
        Map<String, String> environment = Map.of(
                "JAVA_HOME", System.getProperty("java.home"), "COSTFLOW_JAVA_OPTS", "-Xmx1g " + String.join(" ", JavaProcess.SHORT_LIVED));
        return JavaProcess.start("costflow", command, environment, folder.resolve("costflow.log"));
    }
}
