package io.costflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.launcher.Launch.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the script {@code ./costflow} makes and uses. */
class LauncherArchiveIT {

    private static final String PREPARING = "Preparing faster starts beside this one (once after a build).\n";
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
        Ended first = launch.script(environment, "run", "--config", "file");
        assertThat(first.error()).isEqualTo(PREPARING);
        assertThat(first.out()).as("does not wait for it").doesNotContain(USED);
        awaitPrepared(archive());
        Ended run = launch.script(environment, "run", "--config", "file");
        assertThat(run.error()).isEmpty();
        assertThat(run.out()).contains(USED + archive() + "\n");
        assertThat(launch.script(environment, "demo").out()).contains(USED + archive() + "\n");

        String target = folder.resolve("home/costflow-core/target").toString();
        assertThat(Files.readAllLines(folder.resolve("home/asked")))
                .containsOnlyOnce("train")
                .containsSubsequence("-cp", target + "/costflow-1-job.jar:" + target + "/lib/a.jar:" + target + "/lib/b.jar", "io.costflow.cli.Costflow", "run");
        assertThat(folder.resolve("home/costflow-core/target")).isDirectoryNotContaining("glob:**.jsa.*");
    }

    @Test
    void questionsHaveOneOfTheirOwn() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17", ARCHIVES));
        run(environment);
        Path ofQuestions = folder.resolve("home/costflow-core/target/costflow-sql.jsa");

        assertThat(launch.script(environment, "sql", "--config", "file").error()).isEqualTo(PREPARING);
        awaitPrepared(ofQuestions);
        Ended second = launch.script(environment, "sql", "--config", "file");
        assertThat(second.error()).isEmpty();
        assertThat(second.out()).contains(USED + ofQuestions + "\n");
        assertThat(launch.script(environment, "run", "--config", "file").out()).contains(USED + archive() + "\n").doesNotContain(ofQuestions.toString());
        assertThat(Files.readAllLines(folder.resolve("home/asked"))).containsSubsequence("io.costflow.cli.Costflow", "run", "io.costflow.cli.Costflow", "sql", "-e");
    }

    @Test
    void anotherBuildMakesItStale() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17", ARCHIVES));
        run(environment);

        Files.setLastModifiedTime(folder.resolve("home/costflow-core/target/costflow-1-job.jar"), FileTime.from(Instant.now().plusSeconds(1)));

        assertThat(launch.script(environment, "run", "--config", "file").error()).isEqualTo(PREPARING);
        awaitPrepared(archive());
    }

    @Test
    void helpVersionDoctorAndWrongArgumentsDoNotMakeIt() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17", ARCHIVES));
        launch.script(environment, "--version");

        for (List<String> arguments : List.of(List.of("run", "--help"), List.of("sql", "-h"), List.of("run"), List.of("rn", "--config", "file"),
                List.of("run", "--config", "file", "--version"), List.of("doctor", "--config", "file"), List.of("help", "run"), List.<String>of())) {
            assertThat(launch.script(environment, arguments.toArray(String[]::new)).error()).as("%s", arguments).isEmpty();
        }
        assertThat(folder.resolve("home/asked")).doesNotExist();
    }

    @Test
    void theFirstRunIsOverBeforeItIsMade() throws Exception {
        Path gate = folder.resolve("gate");
        Map<String, String> environment = launch.fakeProject(
                launch.fakeJava("17", "case \" $* \" in *' train '*) while [ ! -e " + gate + " ]; do read -r -t 0.1 <> <(:) || true; done ;; esac\n" + ARCHIVES));

        Ended first = launch.script(environment, "run", "--config", "file");
        assertThat(first.status()).isZero();
        assertThat(archive()).doesNotExist();
        assertThat(launch.script(environment, "run", "--config", "file").error()).as("another start leaves it to the first").isEmpty();

        Files.createFile(gate);
        awaitPrepared(archive());
        assertThat(Files.readAllLines(folder.resolve("home/asked"))).containsOnlyOnce("train");
    }

    @Test
    void prepareMakesBothAndWaits() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17", ARCHIVES));
        launch.script(environment, "--version");

        Ended prepared = launch.script(environment, "prepare");

        assertThat(prepared.status()).isZero();
        assertThat(prepared.error()).isEqualTo("Preparing faster starts of run ...\nPreparing faster starts of sql ...\n");
        assertThat(archive()).isNotEmptyFile();
        assertThat(folder.resolve("home/costflow-core/target/costflow-sql.jsa")).isNotEmptyFile();
    }

    @Test
    void whenItCannotBeMadeTheNextStartWarnsOnce() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17", "case \" $* \" in *' train '*) echo why; exit 1 ;; esac"));
        launch.script(environment, "demo");

        Ended first = launch.script(environment, "run", "--config", "file");
        assertThat(first.error()).isEqualTo(PREPARING);
        assertThat(first.status()).isZero();
        assertThat(first.out()).contains("run\n--config\nfile\n").doesNotContain(USED);
        awaitPrepared(archive());
        assertThat(folder.resolve("home/costflow-core/target/costflow-training.log")).hasContent("why");

        Ended second = launch.script(environment, "run", "--config", "file");
        assertThat(second.error()).isEqualTo("Faster starts could not be prepared, so each takes some seconds longer; " + folder
                + "/home/costflow-core/target/costflow-training.log says why.\n");
        assertThat(second.out()).doesNotContain(USED);
        assertThat(launch.script(environment, "run", "--config", "file").error()).isEmpty();
    }

    @Test
    void oneThatIsCutOffIsNotUsed() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17", ARCHIVES));
        run(environment);

        byte[] whole = Files.readAllBytes(archive());
        Files.write(archive(), Arrays.copyOf(whole, whole.length - 1));

        assertThat(launch.script(environment, "run", "--config", "file").out()).doesNotContain(USED);
    }

    @Test
    void withoutSourcesItIsUsedWhenItIsThereAndNeverMade() throws Exception {
        Map<String, String> environment = launch.fakeProject(launch.fakeJava("17", ARCHIVES));
        run(environment);
        Files.delete(folder.resolve("home/pom.xml"));

        assertThat(launch.script(environment, "run", "--config", "file").out()).contains(USED);
        Files.delete(archive());
        Ended without = launch.script(environment, "run", "--config", "file");
        assertThat(without.out()).doesNotContain(USED);
        assertThat(without.error()).isEmpty();
    }

    private void run(Map<String, String> environment) throws Exception {
        launch.script(environment, "run", "--config", "file");
        awaitPrepared(archive());
    }

    /** Waits until the process that makes an archive beside a run has ended. */
    private static void awaitPrepared(Path archive) throws Exception {
        Instant end = Instant.now().plusSeconds(30);
        Path making = archive.resolveSibling(archive.getFileName() + ".pid");
        while ((Files.exists(making) || Files.notExists(archive)) && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        assertThat(archive).exists();
    }

    private Path archive() {
        return folder.resolve("home/costflow-core/target/costflow.jsa");
    }
}
