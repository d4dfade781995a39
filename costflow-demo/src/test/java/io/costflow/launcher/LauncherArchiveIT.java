package io.costflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.cli.Launch.Ended;
import io.costflow.processes.CostflowProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the script {@code ./costflow} makes and uses. */
class LauncherArchiveIT {

    private static final String PREPARING = "Preparing faster starts (once after a build) ...\n";
    private static final String USED = "-XX:SharedArchiveFile=";

    /** A Java that pretends to archive, and notes down each time that it is asked to. */
    private static final String ARCHIVES = """
            for argument; do
              case $argument in
                -XX:ArchiveClassesAtExit=*) printf 'classes' >"${argument#*=}"; printf '%s\\n' "$@" >>"$COSTFLOW_HOME/asked" ;;
              esac
            done""";

    @TempDir
    private Path folder;

    private Launch launch;

    @BeforeEach
    void prepare() {
        launch = new Launch(folder);
    }

    @Test
    void theFirstRunMakesItWithTheClassPathOfRunsAndEveryCommandUsesItThen() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17", ARCHIVES));

        assertThat(launch.script(environment, "demo").error()).doesNotContain(PREPARING);
        assertThat(launch.script(environment, "run").error()).isEqualTo(PREPARING);
        Ended run = launch.script(environment, "run");
        assertThat(run.error()).isEmpty();
        assertThat(run.out()).contains(USED + archive() + "\n");
        assertThat(launch.script(environment, "demo").out()).contains(USED + archive() + "\n");

        String target = folder.resolve("home/target").toString();
        assertThat(Files.readAllLines(folder.resolve("home/asked")))
                .containsOnlyOnce("train")
                .containsSubsequence("-cp", target + "/costflow-1-job.jar:" + target + "/lib/a.jar:" + target + "/lib/b.jar", "io.costflow.cli.Costflow", "run");
        assertThat(folder.resolve("home/target")).isDirectoryNotContaining("glob:**.jsa.*");
    }

    @Test
    void questionsHaveOneOfTheirOwn() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17", ARCHIVES));
        launch.script(environment, "run");
        Path ofQuestions = folder.resolve("home/target/costflow-sql.jsa");

        assertThat(launch.script(environment, "sql").error()).isEqualTo(PREPARING);
        Ended second = launch.script(environment, "sql");
        assertThat(second.error()).isEmpty();
        assertThat(second.out()).contains(USED + ofQuestions + "\n");
        assertThat(launch.script(environment, "run").out()).contains(USED + archive() + "\n").doesNotContain(ofQuestions.toString());
        assertThat(Files.readAllLines(folder.resolve("home/asked"))).containsSubsequence("io.costflow.cli.Costflow", "run", "io.costflow.cli.Costflow", "sql", "-e");
    }

    @Test
    void anotherBuildMakesItStale() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17", ARCHIVES));
        launch.script(environment, "run");

        Files.setLastModifiedTime(folder.resolve("home/target/costflow-1-job.jar"), FileTime.from(Instant.now().plusSeconds(1)));

        assertThat(launch.script(environment, "run").error()).isEqualTo(PREPARING);
    }

    @Test
    void whenItCannotBeMadeThereIsAWarningOnceAndTheRunGoesOn() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17", "case \" $* \" in *' train '*) echo why; exit 1 ;; esac"));
        launch.script(environment, "demo");

        Ended first = launch.script(environment, "run", "--config", "file");
        assertThat(first.error()).isEqualTo(PREPARING + "Faster starts could not be prepared, so each takes some seconds longer; " + folder
                + "/home/target/training.log says why.\n");
        assertThat(folder.resolve("home/target/training.log")).hasContent("why");
        assertThat(first.status()).isZero();
        assertThat(first.out()).contains("run\n--config\nfile\n").doesNotContain(USED);

        Ended second = launch.script(environment, "run");
        assertThat(second.error()).isEmpty();
        assertThat(second.out()).doesNotContain(USED);
    }

    @Test
    void oneThatIsCutOffIsNotUsed() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17", ARCHIVES));
        launch.script(environment, "run");

        byte[] whole = Files.readAllBytes(archive());
        Files.write(archive(), Arrays.copyOf(whole, whole.length - 1));

        assertThat(launch.script(environment, "run").out()).doesNotContain(USED);
    }

    @Test
    void withoutSourcesItIsUsedWhenItIsThereAndNeverMade() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17", ARCHIVES));
        launch.script(environment, "run");
        Files.delete(folder.resolve("home/pom.xml"));

        assertThat(launch.script(environment, "run").out()).contains(USED);
        Files.delete(archive());
        Ended without = launch.script(environment, "run");
        assertThat(without.out()).doesNotContain(USED);
        assertThat(without.error()).isEmpty();
    }

    @Test
    void javaTakesClassesFromItForRunsAndForTheDemo() throws Exception {
        CostflowProcess.prepare();
        Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"), "COSTFLOW_JAVA_OPTS", "-Xlog:class+load");

        assertThat(archived(launch.script(environment, "run", "--help"))).isPositive();
        assertThat(archived(launch.script(environment, "demo", "--help"))).isPositive();
    }

    /** How many classes came from the archive that lies on top of Java's own. */
    private static long archived(Ended ended) {
        return ended.out().lines().filter(line -> line.endsWith("shared objects file (top)")).count();
    }

    private Path archive() {
        return folder.resolve("home/target/costflow.jsa");
    }
}
