package io.costflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./costflow} over the packaged jar, and over a Java that only repeats its arguments. */
class LauncherIT {

    private static final Path SCRIPT = Path.of("costflow").toAbsolutePath();

    @TempDir
    private Path folder;

    /** What a process left behind. */
    private record Ended(int status, String out, String error) {}

    @Test
    void helpAndVersionWorkFromAnyFolderAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), SCRIPT);

        Ended version = launch(Map.of(), link.toString(), "--version");
        assertThat(version.error()).isEmpty();
        assertThat(version.out()).matches("costflow \\d+\\.\\d+\\.\\d+\\S*\\n");
        assertThat(version.status()).isZero();

        Ended help = launch(Map.of(), SCRIPT.toString(), "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("run");
        Files.delete(link);
    }

    @Test
    void mistakesEndWithTwoAndOneLineEachWithoutNoise() throws Exception {
        Ended usage = launch(Map.of(), SCRIPT.toString(), "run", "--mode", "never");
        assertThat(usage.status()).isEqualTo(2);
        assertThat(usage.error().lines()).hasSize(3).contains("Missing required option: '--config=FILE'");

        Files.writeString(folder.resolve("here.yaml"), "lake: {root: nothing}\n");
        Ended configuration = launch(Map.of(), SCRIPT.toString(), "run", "--config", "here.yaml");
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

        Ended ended = launch(Map.of(), SCRIPT.toString(), "run", "--config", "unreachable.yaml");

        assertThat(ended.error().lines()).containsExactly(
                "Nothing listens at the S3 server http://127.0.0.1:1; check lake.s3.endpoint, or start the server.",
                "Nothing listens at database.url (jdbc:postgresql://127.0.0.1:1/koku); check host and port, or start the database.");
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void theEmbeddedServersAreOnTheClassPathOfTheDemoOnly() throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", fakeJava("17.0.1").toString(), "COSTFLOW_JAVA_OPTS", "-Xmx5g -Dx=y");

        List<String> run = launch(environment, SCRIPT.toString(), "run", "--config", "a file").out().lines().toList();
        List<String> demo = launch(environment, SCRIPT.toString(), "demo").out().lines().toList();

        assertThat(run).containsSubsequence("-Xmx5g", "-Dx=y", "-cp", "io.costflow.cli.Costflow", "run", "--config", "a file");
        assertThat(classPath(run)).contains("-job.jar:").contains("/target/lib/*").doesNotContain("demo");
        assertThat(classPath(demo)).contains("-job.jar:").contains("-demo.jar").contains("/target/demo-lib/*");
    }

    @Test
    void aJavaThatIsTooOldIsNamed() throws Exception {
        Ended ended = launch(Map.of("JAVA_HOME", fakeJava("11.0.2").toString(), "PATH", toolsOnly().toString()), SCRIPT.toString(), "--version");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.error()).isEqualTo("Costflow needs Java 17 or newer: install it, and put it on the PATH or set JAVA_HOME. Found was "
                + folder.resolve("java-11.0.2") + "/bin/java, which is version 11.\n");
    }

    @Test
    void withoutMavenItIsAskedFor() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("pom.xml"), "");
        Map<String, String> environment = Map.of("JAVA_HOME", fakeJava("17").toString(), "PATH", toolsOnly().toString(), "COSTFLOW_HOME", home.toString());

        Ended ended = launch(environment, SCRIPT.toString(), "--version");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.error()).isEqualTo("Costflow must be built first, which needs Maven 3.8 or newer: install it, and put mvn on the PATH.\n");
    }

    @Test
    void itIsBuiltOnceAndAgainWhenASourceIsNewer() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home/src/main")).getParent().getParent();
        Files.writeString(home.resolve("pom.xml"), "");
        Path tools = toolsOnly();
        script(tools.resolve("mvn"), "mkdir -p target/lib target/plugins && touch target/costflow-1-job.jar");
        Map<String, String> environment = Map.of("JAVA_HOME", fakeJava("17").toString(), "PATH", tools.toString(), "COSTFLOW_HOME", home.toString());

        assertThat(launch(environment, SCRIPT.toString(), "run").error()).isEqualTo("Building Costflow (first time only) ...\n");
        assertThat(launch(environment, SCRIPT.toString(), "run").error()).isEmpty();
        Thread.sleep(1100);
        Files.writeString(home.resolve("src/main/New.java"), "");
        assertThat(launch(environment, SCRIPT.toString(), "run").error()).isEqualTo("Building Costflow (its sources have changed) ...\n");

        script(tools.resolve("mvn"), "exit 1");
        Thread.sleep(1100);
        Files.writeString(home.resolve("src/main/Newer.java"), "");
        Ended failed = launch(environment, SCRIPT.toString(), "run");
        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.error()).endsWith("Building Costflow failed; the lines above say why.\n");
    }

    private static String classPath(List<String> arguments) {
        return arguments.get(arguments.indexOf("-cp") + 1);
    }

    private Path fakeJava(String version) throws IOException {
        Path home = folder.resolve("java-" + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "printf '%s\\n' \"$@\"");
        return home;
    }

    /** A folder for PATH that has what the script itself needs, and neither Java nor Maven. */
    private Path toolsOnly() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("bash", "dirname", "readlink", "sed", "find", "mkdir", "touch")) {
            Path found = Stream.of("/usr/bin", "/bin").map(directory -> Path.of(directory, tool)).filter(Files::exists).findFirst().orElseThrow();
            script(tools.resolve(tool), "exec " + found + " \"$@\"");
        }
        return tools;
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Ended launch(Map<String, String> environment, String... command) throws Exception {
        Path out = folder.resolve("out");
        Path error = folder.resolve("error");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(error.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("COSTFLOW_"));
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Ended(status, Files.readString(out, StandardCharsets.UTF_8), Files.readString(error, StandardCharsets.UTF_8));
    }
}
