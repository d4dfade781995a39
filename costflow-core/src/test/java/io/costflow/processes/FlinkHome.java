package io.costflow.processes;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;

/**
 * Flink as a deployer lays it out on a machine, from what {@code mvn package} made: {@code lib} with Flink itself, {@code plugins} with the S3 file system,
 * {@code usrlib} with the job's jar, {@code conf} and {@code log}.
 */
final class FlinkHome implements FlinkLayout {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private static final String HEAP = "768m";

    private static final String LOGGING = """
            rootLogger.level = INFO
            rootLogger.appenderRefs = output
            rootLogger.appenderRef.output.ref = output
            appenders = output
            appender.output.type = Console
            appender.output.name = output
            appender.output.layout.type = PatternLayout
            appender.output.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1}: %m%n
            logger.metrics.name = org.apache.flink.metrics.MetricGroup
            logger.metrics.level = ERROR
            logger.hadoop.name = org.apache.hadoop
            logger.hadoop.level = ERROR
            logger.aws.name = com.amazonaws
            logger.aws.level = ERROR
            """;

    private final Path folder;

    private FlinkHome(Path folder) {
        this.folder = folder;
    }

    /**
     * Lays Flink out in a folder.
     *
     * @param settings what Flink's {@code config.yaml} is to say
     */
    static FlinkHome create(Path folder, String settings) throws IOException {
        FlinkHome home = new FlinkHome(folder);
        Path lib = Files.createDirectory(folder.resolve("lib"));
        link(TARGET.resolve("lib"), lib, ".jar");
        // The main class of a job manager, and the reporter of metrics, which Flink's distribution has.
        for (Class<?> type : List.of(StandaloneApplicationClusterEntryPoint.class, PrometheusReporterFactory.class)) {
            Path jar = jarOf(type);
            Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
        }
        link(TARGET, Files.createDirectory(folder.resolve("usrlib")), "-job.jar");
        Files.createSymbolicLink(folder.resolve("plugins"), TARGET.resolve("plugins"));
        Files.createDirectory(folder.resolve("log"));
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(conf.resolve("log4j.properties"), LOGGING);
        Files.writeString(conf.resolve("config.yaml"), settings);
        return home;
    }

    @Override
    public JavaProcess start(String name, FlinkRole role, List<String> arguments, Map<String, String> environment) throws IOException {
        List<String> command = JavaProcess.java(HEAP, "-Dlog4j.configurationFile=" + conf().resolve("log4j.properties"), "-cp", lib() + "/*", role.mainClass());
        command.addAll(role.configuredBy(conf()));
        command.addAll(arguments);
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(Map.of("FLINK_CONF_DIR", conf().toString(), "FLINK_LIB_DIR", lib().toString(), "FLINK_PLUGINS_DIR", folder.resolve("plugins").toString()));
        return JavaProcess.start(name, command, all, folder.resolve("log").resolve(name + ".log"));
    }

    @Override
    public Path logFolder() {
        return folder.resolve("log");
    }

    private Path conf() {
        return folder.resolve("conf");
    }

    private Path lib() {
        return folder.resolve("lib");
    }

    private static void link(Path from, Path to, String ending) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ending)).toList()) {
                Files.createSymbolicLink(to.resolve(file.getFileName()), file);
            }
        }
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The jar of " + type + " is not a file.", e);
        }
    }
}
