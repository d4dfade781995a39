package io.costflow.deployment;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** The options that the Flink of this build declares, in every class of its own whose name ends in {@code Options}. */
final class FlinkOptions {

    private static final List<Class<?>> IN_JARS_OF = List.of(CoreOptions.class, TaskManagerRunner.class, RocksDBOptions.class);
    private static final String REPORTER = "metrics.reporter.prometheus.";

    /** What plugins read by themselves: the reporter's port, and the S3 file system's settings that are in use here. */
    private static final Set<String> OF_PLUGINS = Set.of(REPORTER + "port", "s3.endpoint", "s3.path.style.access", "s3.aws.credentials.provider");

    private final Map<String, ConfigOption<?>> options = new HashMap<>();

    private FlinkOptions() {}

    static FlinkOptions load() throws IOException {
        FlinkOptions found = new FlinkOptions();
        for (Class<?> type : IN_JARS_OF) {
            try (ZipFile jar = new ZipFile(jarOf(type).toFile())) {
                jar.stream().map(ZipEntry::getName).filter(name -> name.startsWith("org/apache/flink/") && name.endsWith("Options.class")).forEach(found::addClass);
            }
        }
        return found;
    }

    /** The option of a key that is not deprecated. */
    Optional<ConfigOption<?>> option(String key) {
        String withinReporter = key.startsWith(REPORTER) ? key.substring(REPORTER.length()) : key;
        return Optional.ofNullable(options.getOrDefault(key, options.get(withinReporter)));
    }

    /** Whether a plugin, which is not on our class path, reads the key. */
    boolean isOfPlugin(String key) {
        return OF_PLUGINS.contains(key);
    }

    private void addClass(String entry) {
        try {
            Class<?> type = Class.forName(entry.replace('/', '.').replaceFirst("\\.class$", ""), true, FlinkOptions.class.getClassLoader());
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && Modifier.isPublic(field.getModifiers()) && ConfigOption.class.isAssignableFrom(field.getType())
                        && !field.isAnnotationPresent(Deprecated.class)) {
                    ConfigOption<?> option = (ConfigOption<?>) field.get(null);
                    options.put(option.key(), option);
                }
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("The options of " + entry + " cannot be read.", e);
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
