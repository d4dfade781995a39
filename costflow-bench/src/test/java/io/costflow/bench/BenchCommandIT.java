package io.costflow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.cli.Subcommand;
import io.costflow.testbed.Checkout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchCommandIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void theCommandLineFindsTheBenchmark() {
        assertThat(ServiceLoader.load(Subcommand.class)).hasAtLeastOneElementOfType(BenchCommand.class);
    }

    @Test
    void bothContendersDoTheSameWorkAndTheTableSaysSo() throws Exception {
        Path markdown = folder.resolve("results.md");

        int status = run("--scale", "tiny", "--runs", "1", "--data", folder.resolve("data").toString(), "--markdown", markdown.toString());

        assertThat(status).as(error.toString()).isZero();
        // Four nodes with ten pods each, for 24 hours, and by the day.
        assertThat(line("line items read").get(0)).isGreaterThan(24 * 4 * 10);
        assertThat(line("rows written").get(0)).isPositive().isEqualTo(line("rows written").get(1));
        assertThat(out.toString()).contains("Parquet to committed rows: wall, s", "first load, then unchanged: wall, s", "at least 1.7: ");
        assertThat(folder.resolve("data/tiny-42/daily/org1234567/OCP/pod_usage")).isDirectory();
        assertThat(Files.readString(markdown)).contains("`./costflow bench --scale tiny --runs 1").contains("| rows written ").contains(" cores, ");
    }

    @Test
    void aRunInANewProcessIsMeasuredFromItsStartToItsExit() {
        int status = run("--case", "cold", "--scale", "tiny", "--runs", "1", "--data", folder.resolve("data").toString());

        assertThat(status).as(error.toString()).isZero();
        assertThat(line("rows written").get(0)).isPositive().isEqualTo(line("rows written").get(1));
        assertThat(columns("process start to exit: wall, s")).hasSize(4);
        assertThat(columns("peak resident, MiB").get(0)).isNotEqualTo("0");
    }

    @Test
    void theStartOfTheLauncherIsMeasuredWithItsArchiveAndWithout() throws Exception {
        Map<String, String> environment = Map.of("COSTFLOW_HOME", Checkout.path("").toString());
        // makes the archive, once after a build
        Launcher.find(environment).measure(folder.resolve("log"), List.of(), List.of("run", "--help"));

        int status = run("--case", "start", "--runs", "1");

        assertThat(status).as(error.toString()).isZero();
        assertThat(line("process start to exit: CPU, s")).hasSize(3).allSatisfy(figure -> assertThat(figure).isPositive());
        assertThat(out.toString()).contains("Costflow at most 6.0: ");
    }

    @Test
    void aLauncherThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Launcher.find(Map.of("COSTFLOW_HOME", folder.toString())))
                .hasMessage("There is no launcher " + folder.resolve("costflow") + " to measure; set COSTFLOW_HOME to the folder of the project.");
    }

    @ParameterizedTest
    @CsvSource({"aws, daily/org1234567/AWS/raw", "azure, org1234567/Azure", "gcp, daily/org1234567/GCP/raw"})
    void anAccountThatAClusterRunsOnIsJoinedByBothContenders(String cloud, String lineItems) throws Exception {
        int status = run("--case", "openshift-on-" + cloud, "--scale", "tiny", "--runs", "1", "--data", folder.toString());

        assertThat(status).as(error.toString()).isZero();
        // Sixty buckets have five line items a day, for three days.
        assertThat(line("line items read, of hours and days").get(0)).isGreaterThan(3 * 5 * 60);
        // The floor does the same work: it comes to as many rows.
        assertThat(line("rows written").get(0)).isPositive().isEqualTo(line("rows written").get(1));
        assertThat(out.toString()).contains("at most 2.5: ", "Costflow: CPU per million line items, s", "10,000 names of nodes in 1,000,000 ids: CPU, s");
        assertThat(folder.resolve("openshift-on-" + cloud + "-tiny-42").resolve(lineItems)).isDirectory();
    }

    @Test
    void questionsAreAskedOfBothContendersWhichGiveTheSameAnswers() {
        int status = run("--case", "sql", "--scale", "tiny", "--runs", "1", "--data", folder.toString());

        assertThat(status).as(error.toString()).isZero();
        // Four nodes with ten pods each for 24 hours.
        assertThat(line("idle nodes: line items read").get(0)).isEqualTo(24 * 4 * 10);
        // There is no ratio to what took DuckDB less than a tick of the clock.
        assertThat(Question.values()).allSatisfy(question -> {
            List<String> columns = columns(question + ": CPU, s");
            assertThat(columns).hasSize(columns.get(1).equals("0.000") ? 3 : 4).last().asString().startsWith("at most 4.0: ");
        });
    }

    @Test
    void aChangedFileHasOnlyItsDayComputedAndALookListsEveryFolderOnce() {
        int status = run("--case", "change", "--scale", "tiny", "--runs", "1", "--data", folder.resolve("data").toString());

        assertThat(status).as(error.toString()).isZero();
        assertThat(columns("days in the window, over all sources")).startsWith("12");
        assertThat(columns("days computed per changed file")).startsWith("1.00", "1.00");
        assertThat(columns("objects asked for per changed file")).startsWith("1.00", "1.00");
        // Three clusters with five folders each, before and after there is a past.
        assertThat(columns("LIST requests per look")).startsWith("15.0", "15.0");
        assertThat(columns("with a past: LIST requests per look")).startsWith("15.0", "15.0");
        assertThat(columns("other requests per look at unchanged files")).startsWith("0.0");
        assertThat(columns("with a past: heap in use, MiB")).hasSize(4);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(run("--runs", "0")).isEqualTo(2);
        assertThat(run("--scale", "huge")).isEqualTo(2);
        assertThat(run("--case", "azure")).isEqualTo(2);
        assertThat(error.toString()).contains("--runs must be from 1 to 100, but was 0.").contains("must be tiny, 1m, 10m or month, but was 'huge'");
    }

    private List<Double> line(String what) {
        return columns(what).stream().map(value -> value.replace(",", "")).map(Double::valueOf).toList();
    }

    private List<String> columns(String what) {
        return out.toString().lines().filter(line -> line.startsWith("| " + what + " ")).findFirst().stream()
                .flatMap(line -> Arrays.stream(line.split("\\|")).skip(2))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private int run(String... arguments) {
        return new CommandLine(new BenchCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(error)).execute(arguments);
    }
}
