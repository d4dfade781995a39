package io.costflow.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the image adds to Flink's own, as {@code mvn package} lays it out. */
class JobJarIT {

    private static final Path TARGET = Checkout.productTarget();
    private static final Path IMAGE = TARGET.resolve("image");

    /** Both bring the same small interface of logging, ours for Hadoop. Flink loads it from its own jars first. */
    private static final String COMMONS_LOGGING = "org/apache/commons/logging/";

    /** Flink's tables bring it with their file connector, in the same version. Classes of Flink's own packages come from Flink's own jars first. */
    private static final String CONNECTOR_BASE = "org/apache/flink/connector/base/";

    @Test
    void theImageHasTheJobItsPluginsAndItsConfigurationAndNothingElse() throws Exception {
        try (Stream<Path> files = Files.walk(IMAGE)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> IMAGE.relativize(file).toString().replaceFirst("-\\d.*\\.jar$", ".jar"))).containsExactlyInAnyOrder(
                    "usrlib/costflow-job.jar",
                    "plugins/s3-fs-hadoop/flink-s3-fs-hadoop.jar",
                    "plugins/metrics-prometheus/flink-metrics-prometheus.jar",
                    "serve/trino-parser.jar",
                    "serve/trino-grammar.jar",
                    "serve/antlr4-runtime.jar",
                    "serve/guava.jar",
                    "serve/failureaccess.jar",
                    "serve/security.jar",
                    "serve/bcrypt.jar",
                    "serve/bytes.jar",
                    "licences/Apache-2.0.txt",
                    "licences/BSD-2-Clause.txt",
                    "licences/BSD-3-Clause.txt",
                    "conf/config.yaml",
                    "conf/log4j-console.properties");
        }
        assertThat(Files.readString(Checkout.path("Dockerfile"))).contains("COPY --chown=0:0 --chmod=0755 costflow-core/target/image/ /opt/flink/");
    }

    /** Shading would keep one text of many that have the same name. */
    @Test
    void theTextsOfAllLicencesAreShipped() throws Exception {
        Path job = IMAGE.resolve("usrlib/costflow-job.jar");
        Set<String> ofJob = entries(job);
        assertThat(ofJob).contains("META-INF/LICENSE", "META-INF/NOTICE");
        for (Library library : Library.read("job.txt")) {
            String folder = "META-INF/licences/" + library.jar().replaceFirst("\\.jar$", "-jar") + "/META-INF/LICENSE";
            boolean own = ofJob.stream().anyMatch(name -> name.startsWith(folder));
            assertThat(own || library.isApache() || text(job, "META-INF/licences/" + library.licence() + ".txt").contains("\n" + library.name() + " "))
                    .as("whether the job's jar has the licence of %s", library).isTrue();
        }
        Map<String, Library> known = Library.read("lib.txt").stream().collect(Collectors.toMap(Library::jar, library -> library));
        try (Stream<Path> jars = Files.list(IMAGE.resolve("serve"))) {
            for (Path jar : jars.toList()) {
                Library library = known.get(jar.getFileName().toString());
                boolean own = entries(jar).stream().anyMatch(name -> name.matches("META-INF/LICENSE.*"));
                Path standard = IMAGE.resolve("licences/" + library.licence() + ".txt");
                assertThat(own || library.isApache() || Files.readString(standard).contains("\n" + library.name() + " ")).as("whether the image has the licence of %s", library).isTrue();
            }
        }
    }

    /** A library, as the plugin for licences writes it down. */
    private record Library(String name, String version, String licence) {

        static List<Library> read(String file) throws IOException {
            return Files.readAllLines(TARGET.resolve("dependencies").resolve(file)).stream().filter(line -> !line.isBlank()).map(line -> line.split("\\|"))
                    .map(parts -> new Library(parts[1], parts[2], parts[3])).toList();
        }

        String jar() {
            return name + "-" + version + ".jar";
        }

        /** The licence of Costflow itself. */
        boolean isApache() {
            return licence.equals("Apache-2.0");
        }
    }

    private static String text(Path jar, String entry) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            ZipEntry found = file.getEntry(entry);
            return found == null ? "" : new String(file.getInputStream(found).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<String> entries(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).collect(Collectors.toSet());
        }
    }

    @Test
    void theJobBringsNoClassThatFlinkBrings() throws Exception {
        Set<String> job = classes(IMAGE.resolve("usrlib/costflow-job.jar"));
        Set<String> twice = new TreeSet<>();
        for (Path lib : List.of(TARGET.resolve("lib"), TARGET.resolve("distribution/lib"))) {
            try (Stream<Path> jars = Files.list(lib)) {
                for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                    classes(jar).stream().filter(job::contains).forEach(twice::add);
                }
            }
        }
        assertThat(twice).isEmpty();
        assertThat(job).noneMatch(name -> name.startsWith("org/slf4j/") || name.startsWith("org/apache/logging/") || name.startsWith("ch/qos/logback/"));
        List<String> neverInAJob = List.of("org/apache/flink/runtime/", "org/apache/flink/core/", "org/apache/flink/streaming/", "org/apache/flink/table/api/");
        assertThat(job).noneMatch(name -> neverInAJob.stream().anyMatch(name::startsWith));
    }

    private static Set<String> classes(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/") && !name.startsWith(COMMONS_LOGGING)
                            && !name.startsWith(CONNECTOR_BASE))
                    .collect(Collectors.toSet());
        }
    }
}
