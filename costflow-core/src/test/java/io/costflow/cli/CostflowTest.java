package io.costflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.costflow.job.ContinuousRun;
import io.costflow.job.RunListener;
import io.costflow.job.RunResult;
import io.costflow.job.ProgressSnapshot;
import io.costflow.job.JobRunner;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.Settings;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.util.FlinkException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CostflowTest {

    private static final RunResult NOTHING = new RunResult(List.of(), 0, 0, List.of(), List.of(), List.of(), Map.of());

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();
    private final List<Settings> runs = new ArrayList<>();
    private String config;

    @BeforeEach
    void writeConfiguration() throws Exception {
        config = Files.writeString(folder.resolve("costflow.yaml"), """
                lake: {root: "file:///lake"}
                database: {url: "jdbc:postgresql://host/koku", user: koku}
                window: {from: 2025-10-01, to: 2025-10-03}
                """).toString();
    }

    @Test
    void aRunWithEveryDayPublishedEndsWithZeroAndSaysWhatItDid() {
        RunResult result = new RunResult(
                List.of(report(1, Outcome.PUBLISHED, null), report(2, Outcome.UNCHANGED, null)), 12, 34567, List.of(), List.of("The day x has no files."),
                List.of("The output aws is not published of x."), Map.of("reading", Duration.ofMillis(1250)));

        assertThat(execute(runnerOf(result), "run", "--config", config)).isZero();

        assertThat(out.toString().lines()).containsExactly(
                "Files read 12", "Rows read  34,567", "Rows       10 written, 4 deleted, 6 kept", "Days       1 published, 1 unchanged, 0 held back",
                "Seconds    reading 1.3");
        assertThat(error.toString().lines()).containsExactly("Note: The output aws is not published of x.", "Warning: The day x has no files.");
    }

    @Test
    void aHeldBackDayEndsWithOneAndIsNamed() {
        HeldBack why = new HeldBack("The file is cut short;\n deliver it again.", "s3://cost/x.parquet", "namespace");

        assertThat(execute(runnerOf(result(List.of(report(1, Outcome.HELD_BACK, why)))), "run", "--config", config)).isEqualTo(1);

        assertThat(error.toString().lines()).containsExactly(
                "Held back: tenant org1, source s, openshift, 2025-10-01: The file is cut short; deliver it again. File: s3://cost/x.parquet Column: namespace");
    }

    @Test
    void ofManyHeldBackDaysTwentyAreNamed() {
        HeldBack why = HeldBack.because("Nothing fits.");
        List<DayReport> reports = IntStream.rangeClosed(1, 23).mapToObj(day -> report(day, Outcome.HELD_BACK, why)).toList();

        execute(runnerOf(result(reports)), "run", "--config", config);

        assertThat(error.toString().lines()).hasSize(21).contains("Held back: tenant org1, source s, openshift, 2025-10-20: Nothing fits.")
                .endsWith("and 3 more, see org1.costflow_status");
    }

    @Test
    void aJobThatFailsEndsWithOneAndSaysWhyWithoutFlinksWrapping() {
        JobRunner failing = (settings, listener) -> {
            Exception refused = new IllegalArgumentException("The database was away for more than 5 min.", new ConnectException("Connection refused"));
            throw new FlinkException("Job execution failed.", new CompletionException(refused));
        };

        assertThat(execute(failing, "run", "--config", config)).isEqualTo(1);
        assertThat(error.toString().lines()).containsExactly("The job failed: The database was away for more than 5 min. (--verbose shows where.)");

        error.getBuffer().setLength(0);
        execute(failing, "run", "--config", config, "--verbose");
        assertThat(error.toString()).contains("Caused by: java.lang.IllegalArgumentException");
        System.clearProperty("costflow.log.level");
    }

    @Test
    void aNewerRevisionInTheTablesIsNoFailure() {
        assertThat(execute(runnerOf(result(List.of(report(1, Outcome.SUPERSEDED, null)))), "run", "--config", config)).isZero();
        assertThat(out.toString()).contains("0 held back, 1 already newer");
    }

    @Test
    void optionsReachTheSettings() {
        execute(runnerOf(NOTHING), "run", "--config", config, "--rebuild", "--mode", "bounded", "-Dwindow.to=2025-10-02", "-Drun.parallelism=2");

        Settings settings = runs.get(0);
        assertThat(settings.run().rebuild()).isTrue();
        assertThat(settings.run().parallelism()).isEqualTo(2);
        assertThat(settings.window().on(LocalDate.EPOCH).to()).isEqualTo(LocalDate.of(2025, 10, 2));
    }

    @Test
    void allMistakesOfTheCommandLineAreReportedAtOnce() {
        assertThat(execute(runnerOf(NOTHING), "run", "--mode", "twice", "--rebuilt")).isEqualTo(2);

        assertThat(error.toString().lines()).contains(
                "Invalid value for option '--mode': must be bounded or continuous, but was 'twice'",
                "Missing required option: '--config=FILE'",
                "Unknown option: '--rebuilt'; did you mean --rebuild?",
                "Try 'costflow run --help'.");
        assertThat(runs).isEmpty();
    }

    @Test
    void aWrongConfigurationEndsWithTwoAndALineForEachProblem() {
        int status = execute(runnerOf(NOTHING), "run", "--config", config, "--fresh", "-Dwindow.to=2025-09-31", "-Dx=y");

        assertThat(status).isEqualTo(2);
        assertThat(error.toString().lines()).hasSize(3).anyMatch(line -> line.startsWith("--fresh belongs to --mode continuous"))
                .anyMatch(line -> line.startsWith("window.to (-Dwindow.to) is '2025-09-31'"))
                .anyMatch(line -> line.startsWith("-Dx does not name a known key"));
        assertThat(runs).isEmpty();
    }

    @Test
    void continuousModeReachesTheSettings() {
        assertThat(execute(runnerOf(NOTHING), "run", "--config", config, "--mode", "continuous", "--fresh")).isEqualTo(2);

        assertThat(error.toString().lines()).containsExactly("Somebody else is at it.");
        assertThat(runs).singleElement().satisfies(settings -> {
            assertThat(settings.run().isContinuous()).isTrue();
            assertThat(settings.state().fresh()).isTrue();
        });
    }

    @Test
    void aContinuousRunThatCannotBeStartedEndsWithOne() {
        ContinuousExecution.Start failing = (settings, listener) -> {
            throw new IllegalStateException("The state is of another version.");
        };

        assertThat(execute(new JobExecution(() -> runnerOf(NOTHING), failing, (settings, leftOut) -> List.of()), "run", "--config", config, "--mode", "continuous"))
                .isEqualTo(1);
        assertThat(error.toString().lines()).containsExactly("The job failed: The state is of another version. (--verbose shows where.)");
    }

    @Test
    void optionsOfTheOtherModeAreRefused() {
        assertThat(execute(runnerOf(NOTHING), "run", "--config", config, "--fresh")).isEqualTo(2);
        assertThat(execute(runnerOf(NOTHING), "run", "--config", config, "--mode", "continuous", "--rebuild")).isEqualTo(2);

        assertThat(error.toString().lines()).containsExactly(
                "--fresh belongs to --mode continuous, since a bounded run has no state; leave it out.",
                "--rebuild belongs to bounded runs; run one beside the continuous run, or leave it out.");
        assertThat(runs).isEmpty();
    }

    @Test
    void problemsOfThePreflightEndWithTwoBeforeTheJobRuns() {
        JobExecution execution = new JobExecution(() -> runnerOf(NOTHING), this::refuseToStart, (settings, leftOut) -> List.of("One.", "Two."));

        assertThat(execute(execution, "run", "--config", config)).isEqualTo(2);
        assertThat(error.toString().lines()).containsExactly("One.", "Two.");
        assertThat(runs).isEmpty();
    }

    @Test
    void aJobThatRefusesItsSettingsEndsWithTwo() {
        JobRunner refusing = (settings, listener) -> {
            throw new InvalidSettingsException(List.of("No tenant has an active source."));
        };

        assertThat(execute(refusing, "run", "--config", config)).isEqualTo(2);
        assertThat(error.toString().lines()).containsExactly("No tenant has an active source.");
    }

    @Test
    void helpAndVersionEndWithZero() {
        assertThat(execute(runnerOf(NOTHING), "--help")).isZero();
        assertThat(execute(runnerOf(NOTHING), "run", "--help")).isZero();
        assertThat(execute(runnerOf(NOTHING), "help", "run")).isZero();
        assertThat(execute(runnerOf(NOTHING), "--version")).isZero();
        assertThat(out.toString()).contains("Usage: costflow [-hV] [COMMAND]", "Usage: costflow run", "-D", "costflow ");
    }

    @Test
    void helpBreaksNoWord() {
        for (String command : List.of("run", "doctor", "sql", "completion")) {
            execute(runnerOf(NOTHING), command, "--help");
        }
        assertThat(out.toString()).doesNotContainPattern("(?m)[\\w/]\\.\\R\\s+[a-z]");
    }

    @Test
    void withoutACommandTheCommandsAreNamed() {
        assertThat(execute(runnerOf(NOTHING))).isEqualTo(2);
        assertThat(error.toString()).startsWith("Name a command: ").doesNotContain("train");
    }

    @Test
    void aShellCompletesCommandsAndOptionsByTheScript() throws Exception {
        assertThat(execute(runnerOf(NOTHING), "completion", "bash")).isZero();
        Path script = Files.writeString(folder.resolve("completion"), out.toString());

        assertThat(completed(script, "./costflow", "doc")).containsExactly("doctor");
        assertThat(completed(script, "./costflow", "run", "--con")).containsExactly("--config");
        assertThat(completed(script, "./costflow", "run", "--mode", "")).containsExactly("bounded", "continuous");

        out.getBuffer().setLength(0);
        assertThat(execute(runnerOf(NOTHING), "completion", "zsh")).isZero();
        assertThat(out.toString()).contains("bashcompinit", "--allow-empty");
        assertThat(execute(runnerOf(NOTHING), "completion", "tcsh")).isEqualTo(2);
    }

    @Test
    void fishCompletesCommandsOptionsAndValues() throws Exception {
        assertThat(execute(runnerOf(NOTHING), "completion", "fish")).isZero();
        String script = out.toString();

        assertThat(script)
                .containsPattern("(?m)^complete -c costflow -n 'not __fish_seen_subcommand_from [a-z ]+' -a doctor -d '.+'$")
                .containsPattern("(?m)^complete -c costflow -n '__fish_seen_subcommand_from run' -l config -r -F -d '.+'$")
                .contains("__fish_seen_subcommand_from run' -l mode -x -a 'bounded continuous' -d ", "__fish_seen_subcommand_from completion' -x -a 'bash zsh fish'\n", "koku\\'s")
                .doesNotContain(" train");

        assumeThat(isInstalled("fish")).isTrue();
        Path file = Files.writeString(folder.resolve("costflow.fish"), script);
        assertThat(completedByFish(file, "./costflow doc")).containsExactly("doctor");
        assertThat(completedByFish(file, "costflow run --con")).containsExactly("--config");
        assertThat(completedByFish(file, "costflow run --mode ")).containsExactly("bounded", "continuous");
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** Returns the candidates without their descriptions. */
    private static List<String> completedByFish(Path script, String line) throws Exception {
        Process fish = new ProcessBuilder("fish", "-c", "source " + script + "; complete -C '" + line + "'").redirectError(Redirect.DISCARD).start();
        return new String(fish.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().map(candidate -> candidate.split("\t")[0]).toList();
    }

    private static List<String> completed(Path script, String... words) throws Exception {
        String commands = "source " + script + "; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD=" + (words.length - 1)
                + "; COMP_LINE=\"${COMP_WORDS[*]}\"; COMP_POINT=${#COMP_LINE}; _complete_costflow; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "-c", commands).redirectError(Redirect.DISCARD).start();
        return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().map(String::strip).toList();
    }

    @Test
    void ofAnUnknownCommandTheNearestOneIsSuggested() {
        for (String typed : List.of("rn", "rnu", "Run", "runn")) {
            error.getBuffer().setLength(0);
            assertThat(execute(runnerOf(NOTHING), typed)).isEqualTo(2);
            assertThat(error.toString().lines()).containsExactly("There is no command '" + typed + "'; did you mean run?", "Try 'costflow --help'.");
        }
        error.getBuffer().setLength(0);
        assertThat(execute(runnerOf(NOTHING), "publish", "--config", config)).isEqualTo(2);
        assertThat(error.toString().lines()).first().asString().startsWith("There is no command 'publish'; the commands are ").contains("run, doctor, sql");
    }

    @Test
    void aRunThatFindsEveryDayAsItWasSaysSo() {
        assertThat(execute(runnerOf(result(List.of(report(1, Outcome.UNCHANGED, null), report(2, Outcome.UNCHANGED, null)))), "run", "--config", config)).isZero();
        assertThat(out.toString().lines()).containsExactly("Nothing to do: 2 days are as they were.");
    }

    @Test
    void aDayThatWasReadAndFoundUnchangedIsSomething() {
        RunResult compared = new RunResult(List.of(report(1, Outcome.UNCHANGED, null)), 4, 100, List.of(), List.of(), List.of(), Map.of());
        assertThat(execute(runnerOf(compared), "run", "--config", config)).isZero();
        assertThat(out.toString()).doesNotContain("Nothing to do").contains("Files read 4");
    }

    @Test
    void aSourceWithoutFilesEndsWithOneUnlessThatIsAllowed() throws Exception {
        RunResult result = new RunResult(List.of(report(1, Outcome.PUBLISHED, null)), 4, 100, List.of("The source x has no file at all."), List.of(), List.of(), Map.of());
        assertThat(execute(runnerOf(result), "run", "--config", config)).as("discovered, and another one has files").isZero();
        assertThat(error.toString().lines()).containsExactly("Warning: The source x has no file at all.");

        String listed = listedSource();
        error.getBuffer().setLength(0);
        assertThat(execute(runnerOf(result), "run", "--config", listed)).isEqualTo(1);
        assertThat(error.toString().lines()).containsExactly("No files: The source x has no file at all. If there should be none, add --allow-empty.");

        error.getBuffer().setLength(0);
        assertThat(execute(runnerOf(result), "run", "--config", listed, "--allow-empty")).isZero();
        assertThat(error.toString().lines()).containsExactly("Warning: The source x has no file at all.");
    }

    @Test
    void aWindowWithoutAnyFileEndsWithOneEvenIfItsSourcesWereDiscovered() {
        RunResult nothing = new RunResult(List.of(), 0, 0, List.of("The source x has no file at all."), List.of(), List.of(), Map.of());
        assertThat(execute(runnerOf(nothing), "run", "--config", config)).isEqualTo(1);
        assertThat(execute(runnerOf(nothing), "run", "--config", config, "--allow-empty")).isZero();
    }

    @Test
    void aRunForProgramsIsOneObjectOnTheOutput() throws Exception {
        HeldBack why = new HeldBack("The file is cut short.", "s3://cost/x.parquet", null);
        RunResult result = new RunResult(
                List.of(report(1, Outcome.PUBLISHED, null), report(2, Outcome.HELD_BACK, why)), 12, 34567, List.of(), List.of("The day x has no files."),
                List.of("The output aws is not published of x."), Map.of("list", Duration.ofMillis(1250)));

        JobExecution execution = new JobExecution(() -> runnerOf(result), this::refuseToStart, (settings, leftOut) -> {
            leftOut.accept("The tenant org2 is left out: no rights.");
            return List.of();
        });
        assertThat(execute(execution, "run", "--config", config, "--output", "json")).isEqualTo(1);

        assertThat(new ObjectMapper().readTree(out.toString())).isEqualTo(new ObjectMapper().readTree("""
                {"status": 1, "filesRead": 12, "rowsRead": 34567, "rows": {"written": 10, "deleted": 4, "kept": 6},
                 "days": {"published": 1, "unchanged": 0, "heldBack": 1, "superseded": 0, "notWritten": 0},
                 "heldBack": [{"tenant": "org1", "source": "s", "output": "openshift", "from": "2025-10-02", "to": "2025-10-02",
                               "reason": "The file is cut short.", "file": "s3://cost/x.parquet"}],
                 "leftOut": ["The tenant org2 is left out: no rights."], "emptySources": [], "warnings": ["The day x has no files."],
                 "notes": ["The output aws is not published of x."], "seconds": {"list": 1.25}}"""));
        assertThat(error.toString()).contains("Held back: ", "Warning: ", "Note: ");
    }

    @Test
    void problemsAndFailuresForProgramsAreAnObjectToo() throws Exception {
        assertThat(execute(runnerOf(NOTHING), "run", "--config", config, "--output", "json", "-Dx=y")).isEqualTo(2);
        JsonNode refused = new ObjectMapper().readTree(out.toString());
        assertThat(refused.get("status").intValue()).isEqualTo(2);
        assertThat(refused.get("problems")).singleElement().asString().contains("-Dx does not name a known key");

        out.getBuffer().setLength(0);
        JobRunner failing = (settings, listener) -> {
            throw new IllegalStateException("The database was away.");
        };
        assertThat(execute(failing, "run", "--config", config, "--output", "json")).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(out.toString())).isEqualTo(new ObjectMapper().readTree("""
                {"status": 1, "problems": ["The job failed: The database was away."]}"""));

        assertThat(execute(runnerOf(NOTHING), "run", "--config", config, "--output", "json", "--mode", "continuous")).isEqualTo(2);
        assertThat(error.toString()).contains("--output json belongs to bounded runs");
    }

    private String listedSource() throws Exception {
        return Files.writeString(folder.resolve("listed.yaml"), Files.readString(Path.of(config)) + """
                sources: [{tenant: org1, type: AWS, uuid: 00000000-0000-0000-0000-000000000001}]
                """).toString();
    }

    private int execute(JobRunner runner, String... arguments) {
        return execute(new JobExecution(() -> runner, this::refuseToStart, (settings, leftOut) -> List.of()), arguments);
    }

    private int execute(JobExecution execution, String... arguments) {
        CommandLine commandLine = Costflow.commandLine(() -> execution, Map.of());
        return commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(error, true)).execute(arguments);
    }

    private ContinuousRun refuseToStart(Settings settings, RunListener listener) throws InvalidSettingsException {
        runs.add(settings);
        throw new InvalidSettingsException(List.of("Somebody else is at it."));
    }

    private JobRunner runnerOf(RunResult result) {
        return (settings, listener) -> {
            runs.add(settings);
            listener.accept(new ProgressSnapshot(1, 2, 10, 20, 5, 0, 3, 0));
            return result;
        };
    }

    private static RunResult result(List<DayReport> reports) {
        return new RunResult(reports, 0, 0, List.of(), List.of(), List.of(), Map.of());
    }

    private static DayReport report(int dayOfOctober, Outcome outcome, HeldBack why) {
        return new DayReport(OutputPeriod.of("openshift", SourceDay.of("org1", "s", LocalDate.of(2025, 10, dayOfOctober))), 1, outcome, 100, 5, 2, 3, why);
    }
}
