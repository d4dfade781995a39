package io.costflow.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.util.ChildFirstClassLoader;

/**
 * The operator's own validator, with the Flink that it was built with, which is older than ours: so both come from a class loader of their own, and it is
 * reached by reflection.
 */
final class OperatorValidator implements AutoCloseable {

    private static final Path JARS = Path.of(System.getProperty("operator.directory", "target/operator"));
    private static final String OPERATOR = "org.apache.flink.kubernetes.operator.";

    private final ChildFirstClassLoader classes;
    private final Class<?> deployment;
    private final Object validator;

    private OperatorValidator(ChildFirstClassLoader classes) throws ReflectiveOperationException {
        this.classes = classes;
        this.deployment = classes.loadClass(OPERATOR + "api.FlinkDeployment");
        Class<?> configuration = classes.loadClass("org.apache.flink.configuration.Configuration");
        Class<?> manager = classes.loadClass(OPERATOR + "config.FlinkConfigManager");
        Object defaults = manager.getConstructor(configuration).newInstance(configuration.getConstructor().newInstance());
        this.validator = classes.loadClass(OPERATOR + "validation.DefaultValidator").getConstructor(manager).newInstance(defaults);
    }

    static OperatorValidator load() throws IOException, ReflectiveOperationException {
        try (Stream<Path> jars = Files.list(JARS)) {
            URL[] urls = jars.filter(jar -> jar.toString().endsWith(".jar")).map(OperatorValidator::url).toArray(URL[]::new);
            return new OperatorValidator(new ChildFirstClassLoader(urls, OperatorValidator.class.getClassLoader(), new String[] {"java.", "org.slf4j."}, e -> {}));
        }
    }

    /** What the operator would refuse a deployment for. */
    Optional<?> problem(ObjectNode resource) throws IOException, ReflectiveOperationException {
        Object value = new ObjectMapper().treeToValue(resource, deployment);
        return (Optional<?>) validator.getClass().getMethod("validateDeployment", deployment).invoke(validator, value);
    }

    /** Whether the operator reads a setting of this key. */
    boolean knows(String key) throws ReflectiveOperationException {
        Class<?> option = classes.loadClass("org.apache.flink.configuration.ConfigOption");
        for (Field field : classes.loadClass(OPERATOR + "config.KubernetesOperatorConfigOptions").getFields()) {
            if (field.getType() == option && option.getMethod("key").invoke(field.get(null)).equals(key)) {
                return true;
            }
        }
        return false;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
