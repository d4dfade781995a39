package io.costflow.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A contender in a separate process, so that its memory and CPU can be measured separately. */
final class ContenderProcess implements Contender {
    private static final String HEAP = "-Xmx1g";

    /** Java's own choice, but for a process with one core. */
    private static final String COLLECTOR = "-XX:+UseG1GC";

    private static final Predicate<String> ANY_COLLECTOR = Pattern.compile("-XX:\\+Use.*GC").asMatchPredicate();

    /** Where Flink's S3 file system is, unless the environment says it. */
    private static final String PLUGINS = "s3.plugin.directory";

    /** What the launcher tells Java: what it reaches into, its second compiler, its collector. */
    private static final Predicate<String> OF_LAUNCHER =
            Pattern.compile("--add-opens=.*|-XX:(Tier4.*|-?G1.*|InitiatingHeapOccupancyPercent=.*|GCTimeRatio=.*)").asMatchPredicate();

    private static final Path TASKSET = Path.of("/usr/bin/taskset");
    private static final int SECONDS_TO_END = 20;

    private final String name;
    private final Process process;
    private final Writer tasks;
    private final BufferedReader answers;

    private ContenderProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.tasks = process.outputWriter();
        this.answers = process.inputReader();
    }

    /**
     * Starts the process with this process's class path.
     *
     * @param name what it is called in messages
     * @param options more options for its Java
     */
    static ContenderProcess start(String name, List<String> options) throws IOException {
        return start(name, List.of(), options);
    }

    /** Starts the process on one core, as far as the system can do that: Linux's {@code taskset} can. It has the collector of a process with several. */
    static ContenderProcess startOnOneCore(String name, List<String> options) throws IOException {
        List<String> all = new ArrayList<>(options);
        if (options.stream().noneMatch(ANY_COLLECTOR)) {
            all.add(COLLECTOR);
        }
        List<String> before = Files.isExecutable(TASKSET) ? List.of(TASKSET.toString(), "-c", "0") : List.of();
        return start(name, before, all);
    }

    private static ContenderProcess start(String name, List<String> before, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(command(options));
        return new ContenderProcess(name, new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** The command of such a process with this process's class path, for those who start it themselves. */
    static List<String> command() {
        return command(List.of());
    }

    private static List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(OF_LAUNCHER)
                .forEach(command::add);
        Optional.ofNullable(System.getProperty(PLUGINS)).ifPresent(folder -> command.add("-D" + PLUGINS + "=" + folder));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ContenderMain.class.getName()));
        return command;
    }

    @Override
    public Measurement run(Task task) throws IOException {
        tasks.write(Line.of(task) + "\n");
        tasks.flush();
        for (String answer = answers.readLine(); answer != null; answer = answers.readLine()) {
            if (answer.startsWith(ContenderMain.ANSWER)) {
                return Line.read(answer.substring(ContenderMain.ANSWER.length()), Measurement.class);
            }
        }
        throw new IOException("The process of " + name + " failed; the error output says why.");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        tasks.close();
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
