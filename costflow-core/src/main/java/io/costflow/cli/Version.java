package io.costflow.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven wrote into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Costflow.class.getResourceAsStream("/META-INF/maven/io.costflow/costflow/pom.properties")) {
            if (stream != null) {
                properties.load(stream);
            }
        }
        return new String[] {"costflow " + properties.getProperty("version", "(not packaged)")};
    }
}
