package io.costflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testbed.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/dependencies.md says what is shipped: what Maven resolves, with the licences of its POMs, and what these jars themselves say that they hold. With
 * {@code -Dcostflow.docs.write=true} the page is written instead of compared.
 */
class DependenciesPageTest {

    private static final Path PAGE = Checkout.path("docs", "dependencies.md");
    private static final Path RESOLVED = Checkout.productTarget().resolve("dependencies");
    private static final Pattern NOTICE_LINE = Pattern.compile("(?m)^\\s*[-*] *([A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+)");

    /** A library, as the plugin for licences writes it down. */
    private record Library(String group, String name, String version, String licence) {

        String row() {
            return "| `" + group + ":" + name + "` | " + version + " | " + licence + " |\n";
        }

        String jar() {
            return name + "-" + version + ".jar";
        }
    }

    @Test
    void thePageSaysWhatIsShipped() throws IOException {
        String page = page();
        if (Boolean.getBoolean("costflow.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    @Test
    void everyLibraryHasALicenceThatIsKnown() throws IOException {
        assertThat(Stream.concat(read("job.txt").stream(), read("lib.txt").stream())).isNotEmpty().noneMatch(library -> library.licence().isBlank()
                || library.licence().toLowerCase().contains("unknown"));
    }

    private static String page() throws IOException {
        List<Library> job = read("job.txt");
        List<String> sqlArtifacts = List.of(System.getProperty("sql.artifacts").split(","));
        List<Library> sql = read("lib.txt").stream().filter(library -> sqlArtifacts.contains(library.name())).toList();
        List<Library> lib = read("lib.txt").stream().filter(library -> !sql.contains(library)).toList();
        List<Path> shipped = new ArrayList<>(jars(job));
        shipped.addAll(jars(lib));
        shipped.addAll(jars(sql));
        try (Stream<Path> plugins = Files.list(Path.of(System.getProperty("s3.plugin.directory"), "s3-fs-hadoop"))) {
            plugins.forEach(shipped::add);
        }
        return """
                # Dependencies

                <!-- Written by DependenciesPageTest from what Maven resolves: mvn test -Dtest=DependenciesPageTest -Dcostflow.docs.write=true -->

                What is shipped, with versions and licences, as the libraries' own POMs name them. What is known of their vulnerabilities is in [security.md](security.md#dependencies).

                The job's jar keeps what each of its libraries says of its licence in `META-INF/licences`, and has ours as `META-INF/LICENSE`. Of libraries whose jars have no text of it, the licence is Apache-2.0, or its text and their copyright are in `BSD-2-Clause.txt` and
                `BSD-3-Clause.txt` there, and for the image in `/opt/flink/licences`.

                ## In the job's jar

                """ + table(job) + """

                ## Flink and logging

                Beside the job's jar for runs on one machine (`costflow-core/target/lib`). On a cluster they come from Flink's own distribution, in its versions.

                """ + table(lib) + """

                ## Tables and the prompt

                For `costflow sql` (`costflow-core/target/sql-lib`). On a cluster the tables come from Flink's own distribution, and the prompt is not needed.

                """ + table(sql) + """

                ## Inside these jars

                Some of them hold other libraries, mostly under other package names, among them `flink-s3-fs-hadoop`, the S3 file system in `plugins`. This is what they say themselves.

                | jar | what it holds |
                | --- | --- |
                """ + bundled(shipped);
    }

    private static String table(List<Library> libraries) {
        return "| library | version | licence |\n| --- | --- | --- |\n" + libraries.stream().map(Library::row).collect(Collectors.joining());
    }

    private static String bundled(List<Path> jars) throws IOException {
        TreeMap<String, String> rows = new TreeMap<>();
        for (Path jar : jars) {
            TreeSet<String> held = contents(jar);
            held.removeIf(library -> jar.getFileName().toString().startsWith(library.split(":")[1] + "-"));
            if (!held.isEmpty()) {
                rows.put(jar.getFileName().toString(), String.join(", ", held));
            }
        }
        return rows.entrySet().stream().map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " |\n").collect(Collectors.joining());
    }

    private static TreeSet<String> contents(Path path) throws IOException {
        TreeSet<String> held = new TreeSet<>();
        try (JarFile jar = new JarFile(path.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().startsWith("META-INF/maven/") && entry.getName().endsWith("/pom.properties")) {
                    Properties properties = new Properties();
                    try (InputStream stream = jar.getInputStream(entry)) {
                        properties.load(stream);
                    }
                    held.add(properties.getProperty("groupId") + ":" + properties.getProperty("artifactId") + ":" + properties.getProperty("version"));
                } else if (entry.getName().equals("META-INF/NOTICE")) {
                    try (InputStream stream = jar.getInputStream(entry)) {
                        Matcher line = NOTICE_LINE.matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                        line.results().forEach(found -> held.add(found.group(1)));
                    }
                }
            }
        }
        return held;
    }

    private static List<Path> jars(List<Library> libraries) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> wanted = libraries.stream().map(Library::jar).toList();
        return Stream.of(classPath.split(File.pathSeparator)).map(Path::of).filter(path -> wanted.contains(path.getFileName().toString())).toList();
    }

    private static List<Library> read(String file) throws IOException {
        return Files.readAllLines(RESOLVED.resolve(file)).stream().filter(line -> !line.isBlank()).map(line -> line.split("\\|"))
                .map(parts -> new Library(parts[0], parts[1], parts[2], parts.length > 3 ? parts[3] : "")).toList();
    }
}
