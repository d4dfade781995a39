package io.costflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts the script {@code ./costflow}, over the packaged jar or over a Java and a Maven that only pretend.
 *
 * @param folder where everything goes that is made for it
 */
record Launch(Path folder) {

    static final Path SCRIPT = Checkout.launcher();

    /** What the script is given for a real Java, whose second compiler does not pay before it ends. */
    static final Map<String, String> SHORT_LIVED = Map.of("COSTFLOW_JAVA_OPTS", "-XX:TieredStopAtLevel=1");

    private static boolean prepared;

    /** Has the script make its archive of classes for runs, which it otherwise makes beside the first one. The servers that it needs for that are those of tests. */
    static synchronized void prepare() throws IOException, InterruptedException {
        if (!prepared) {
            ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "prepare", "run").redirectErrorStream(true);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 " + ofServers());
            // it ends with its output
            Process preparing = builder.start();
            String said = new String(preparing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(preparing.waitFor()).as(said).isZero();
            prepared = true;
        }
    }

    private static String ofServers() {
        return Stream.of("testbed.memory", "testbed.initialized")
                .filter(name -> System.getProperty(name) != null)
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .collect(Collectors.joining(" "));
    }

    /** What a process left behind. */
    record Ended(int status, String out, String error) {}

    /** Starts the script and waits for its end. */
    Ended script(Map<String, String> environment, String... arguments) throws Exception {
        return command(environment, Stream.concat(Stream.of(SCRIPT.toString()), Stream.of(arguments)).toArray(String[]::new));
    }

    Ended command(Map<String, String> environment, String... command) throws Exception {
        Path out = folder.resolve("out");
        Path error = folder.resolve("error");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(error.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("COSTFLOW_"));
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Ended(status, Files.readString(out, StandardCharsets.UTF_8), Files.readString(error, StandardCharsets.UTF_8));
    }

    /** A home of Java whose java repeats its arguments, one in a line, after some other commands. */
    Path fakeJava(String version, String commands) throws IOException {
        Path home = folder.resolve("java-" + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), commands + "\nprintf '%s\\n' \"$@\"");
        return home;
    }

    Path fakeJava(String version) throws IOException {
        return fakeJava(version, "");
    }

    /** A project's folder with sources, and an environment in which a Maven that pretends builds it for a Java that pretends. */
    Map<String, String> fakeProject(Path java) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home/costflow-core/src/main")).getParent().getParent().getParent();
        Files.writeString(home.resolve("pom.xml"), "");
        fakeMaven("""
                mkdir -p costflow-core/target/lib costflow-core/target/sql-lib costflow-core/target/plugins costflow-demo/target costflow-testbed/target/lib
                touch costflow-core/target/lib/b.jar costflow-core/target/lib/a.jar costflow-core/target/costflow-1-job.jar costflow-demo/target/costflow-demo-1.jar
                """);
        return Map.of("JAVA_HOME", java.toString(), "PATH", toolsOnly().toString(), "COSTFLOW_HOME", home.toString());
    }

    void fakeMaven(String commands) throws IOException {
        fakeTool("mvn", commands);
    }

    /** Puts a program beside the tools, or in the place of one. */
    void fakeTool(String name, String commands) throws IOException {
        executable(toolsOnly().resolve(name), commands);
    }

    /** A folder for PATH that has what the script itself needs, and neither Java nor Maven. */
    Path toolsOnly() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("bash", "dirname", "readlink", "sed", "find", "mkdir", "touch", "tail", "grep", "chmod", "mv", "rm", "nice")) {
            Path found = Stream.of("/usr/bin", "/bin").map(directory -> Path.of(directory, tool)).filter(Files::exists).findFirst().orElseThrow();
            executable(tools.resolve(tool), "exec " + found + " \"$@\"");
        }
        return tools;
    }

    private static void executable(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable.");
        }
    }
}
