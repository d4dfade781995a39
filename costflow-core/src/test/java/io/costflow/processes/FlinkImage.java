package io.costflow.processes;

import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint;

/**
 * The image without Docker: what the Dockerfile copies ({@code target/image}) in a folder with Flink itself, started as Flink's own scripts would. Nothing
 * there can be written to but what are volumes in a container; and where the tests are run by root, the processes belong to another user, of group 0 as on
 * OpenShift.
 */
final class FlinkImage implements FlinkLayout {

    private static final Path TARGET = Checkout.productTarget();
    private static final Path SET_USER = Path.of("/usr/bin/setpriv");

    /** The variable whose value Flink's scripts add to every class path. */
    private static final String ADDED_CLASS_PATH = "HADOOP_CLASSPATH";

    private static final String HOME_IN_CONTAINER = "/opt/flink";

    /** It owns nothing, and has a name: Hadoop's login, which S3 goes through, needs one. OpenShift's container engine gives one to any number. */
    private static final String NOBODY = "65534";

    private final Path flink;
    private final Path volumes;
    private final Map<String, String> settings;
    private final Map<String, String> environment;
    private final List<String> javaOptions;

    private FlinkImage(Path folder, Map<String, String> settings, Map<String, String> environment, List<String> javaOptions) {
        this.flink = folder.resolve("flink");
        this.volumes = folder.resolve("volumes");
        this.settings = settings;
        this.environment = environment;
        this.javaOptions = javaOptions;
    }

    static FlinkImage create(Path folder, Map<String, String> settings, Map<String, String> environment, List<String> javaOptions) throws IOException {
        FlinkImage image = new FlinkImage(folder, new HashMap<>(settings), environment, javaOptions);
        copy(TARGET.resolve("image"), image.flink);
        copy(TARGET.resolve("lib"), image.flink.resolve("lib"));
        // Tables, the SQL gateway and the main class of a job manager, which Flink's distribution has.
        copy(TARGET.resolve("distribution"), image.flink);
        Path entryPoint = jarOf(StandaloneApplicationClusterEntryPoint.class);
        // From Maven's repository, which others than its user may not reach.
        Files.copy(entryPoint, image.flink.resolve("lib").resolve(entryPoint.getFileName()));
        for (String volume : List.of("tmp", "flink", "log")) {
            allow(Files.createDirectories(image.volumes.resolve(volume)), "rwxrwxrwx");
        }
        image.settings.put("io.tmp.dirs", image.volumes.resolve("flink").toString());
        allow(image.flink, "r-xr-xr-x", "r--r--r--");
        return image;
    }

    @Override
    public JavaProcess start(String name, FlinkRole role, List<String> arguments, Map<String, String> own) throws IOException {
        Path conf = flink.resolve("conf");
        Configuration configuration = GlobalConfiguration.loadConfiguration(conf.toString(), Configuration.fromMap(settings));
        FlinkRole.Memory memory = role.memory(configuration);
        List<String> command = new ArrayList<>(asNobody());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(words(memory.javaOptions()));
        command.addAll(words(configuration.get(CoreOptions.FLINK_DEFAULT_JVM_OPTIONS)));
        command.addAll(words(configuration.get(CoreOptions.FLINK_JVM_OPTIONS)));
        command.addAll(javaOptions);
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + volumes.resolve("tmp"),
                "-Dlog4j.configurationFile=" + conf.resolve("log4j-console.properties"), "-cp", classPath(role, own), role.mainClass()));
        command.addAll(role.configuredBy(conf));
        command.addAll(words(memory.arguments()));
        settings.forEach((key, value) -> command.addAll(List.of("-D", key + "=" + value)));
        command.addAll(arguments);
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(own);
        all.putAll(Map.of(
                "FLINK_CONF_DIR", conf.toString(), "FLINK_LIB_DIR", flink.resolve("lib").toString(), "FLINK_PLUGINS_DIR", flink.resolve("plugins").toString()));
        return JavaProcess.start(name, command, all, logFolder().resolve(name + ".log"));
    }

    /** Flink's libraries, for the gateway its own jar, and what the environment adds last. */
    private String classPath(FlinkRole role, Map<String, String> own) {
        String added = own.getOrDefault(ADDED_CLASS_PATH, environment.getOrDefault(ADDED_CLASS_PATH, ""));
        return flink.resolve("lib") + "/*" + (role == FlinkRole.SQL_GATEWAY ? ":" + flink.resolve("opt") + "/*" : "")
                + (added.isEmpty() ? "" : ":" + added.replace(HOME_IN_CONTAINER, flink.toString()));
    }

    @Override
    public Path logFolder() {
        return volumes.resolve("log");
    }

    /** Lets whoever owns the files remove them. */
    @Override
    public void close() throws IOException {
        allow(flink, "rwxr-xr-x", "r--r--r--");
    }

    /** A command that changes the user, where that is possible. */
    private List<String> asNobody() throws IOException {
        boolean possible = System.getProperty("user.name").equals("root") && Files.isExecutable(SET_USER)
                && isReachedByGroup(flink) && isReachedByGroup(Path.of(System.getProperty("java.home")));
        return possible ? List.of(SET_USER.toString(), "--reuid", NOBODY, "--regid", "0", "--clear-groups", "--no-new-privs") : List.of();
    }

    private static boolean isReachedByGroup(Path folder) throws IOException {
        for (Path parent = folder.toRealPath(); parent != null; parent = parent.getParent()) {
            if (!Files.getPosixFilePermissions(parent).containsAll(PosixFilePermissions.fromString("---r-xr-x"))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    /** Jars, which are hundreds of megabytes, are links to those that the build made. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (file.toString().endsWith(".jar")) {
                    Files.createSymbolicLink(copy, file);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void allow(Path folder, String inFolders, String inFiles) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                allow(file, Files.isDirectory(file) ? inFolders : inFiles);
            }
        }
    }

    private static void allow(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The jar of " + type + " is not a file.", e);
        }
    }
}
