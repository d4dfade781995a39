package io.costflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script by which pods come to trust a site's authorities: it is run with two certificates in one file, as during a rotation. */
class TrustStoreTest {

    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    @TempDir
    private Path folder;

    @Test
    void everyCertificateOfTheFileIsTrustedBesideThoseOfJava() throws Exception {
        StringBuilder authorities = new StringBuilder("# written by OpenShift\n");
        for (String name : List.of("old", "new")) {
            run("keytool", "-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-storetype", "PKCS12", "-keystore", path(name), "-storepass",
                    "password");
            authorities.append(run("keytool", "-exportcert", "-rfc", "-alias", name, "-keystore", path(name), "-storepass", "password"));
        }
        Files.createDirectories(folder.resolve("authorities"));
        Files.createDirectories(folder.resolve("trust"));
        Files.createDirectories(folder.resolve("tmp"));
        Files.writeString(folder.resolve("authorities/authorities.pem"), authorities);
        run("sh", "-ec", script().replace("/opt/costflow-", folder + "/").replace("/tmp/authority", folder + "/tmp/authority"));

        KeyStore trusted = KeyStore.getInstance(folder.resolve("trust/trust.p12").toFile(), "changeit".toCharArray());
        assertThat(Collections.list(trusted.aliases())).contains("authority-001", "authority-002").hasSizeGreaterThan(10);
    }

    @Test
    void theComponentHasTheScriptOfTheChart() throws Exception {
        JsonNode operations = Yaml.readList(Checkout.path("k8s", "service-ca", "pods-of-flink.yaml"));
        assertThat(operations.at("/0/value/0/args/0").asText()).isEqualTo(script());
    }

    private static String script() throws IOException {
        return Files.readString(Checkout.path("charts", "costflow", "files", "trust-store.sh"));
    }

    private String path(String name) {
        return folder.resolve(name + ".p12").toString();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", JAVA.toString());
        builder.environment().merge("PATH", JAVA.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
