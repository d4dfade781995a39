package io.costflow.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The script {@code ./costflow}, started and measured from the outside.
 *
 * @param script the script's path
 */
record Launcher(Path script) {
    private static final String HOME = "COSTFLOW_HOME";
    static final String OPTIONS = "COSTFLOW_JAVA_OPTS";

    /**
     * The launcher in COSTFLOW_HOME, or in the folder of the project, in whose module's build this class's jar lies.
     *
     * @throws IllegalStateException when it is not there
     */
    static Launcher find(Map<String, String> environment) throws URISyntaxException {
        String home = environment.get(HOME);
        Path jar = Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path folder = home == null ? jar.getParent().getParent().getParent() : Path.of(home);
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
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(arguments);
        String options = Stream.concat(Stream.ofNullable(System.getenv(OPTIONS)), javaOptions.stream()).collect(Collectors.joining(" "));
        return new MeasuredCommand(command, Map.of(OPTIONS, options)).measure(log);
    }
}
