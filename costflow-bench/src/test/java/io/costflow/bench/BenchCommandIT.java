package io.costflow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.cli.Subcommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandIT {
    @AutoClose
    private static final KeptContenders CONTENDERS = new KeptContenders();

    /** Several cases are about the same files. */
    @TempDir
    private static Path folder;

    private final BenchRun bench = new BenchRun(CONTENDERS);

    @Test
    void theCommandLineFindsTheBenchmark() {
        assertThat(ServiceLoader.load(Subcommand.class)).hasAtLeastOneElementOfType(BenchCommand.class);
    }

    @Test
    void bothContendersDoTheSameWorkAndTheTableSaysSo() throws Exception {
        Path markdown = folder.resolve("results.md");

        int status = bench.run("--scale", "tiny", "--runs", "1", "--data", folder.resolve("data").toString(), "--markdown", markdown.toString());

        assertThat(status).as(bench.error()).isZero();
        // Four nodes with ten pods each, for 24 hours, and by the day.
        assertThat(bench.line("line items read").get(0)).isGreaterThan(24 * 4 * 10);
        assertThat(bench.line("rows written").get(0)).isPositive().isEqualTo(bench.line("rows written").get(1));
        assertThat(bench.out()).contains("Parquet to committed rows: wall, s", "first load, then unchanged: wall, s", "at least 1.7: ");
        assertThat(folder.resolve("data/tiny-42/daily/org1234567/OCP/pod_usage")).isDirectory();
        assertThat(Files.readString(markdown)).contains("`./costflow bench --scale tiny --runs 1").contains("| rows written ").contains(" cores, ");
    }

    @Test
    void aRunInANewProcessIsMeasuredFromItsStartToItsExit() {
        int status = bench.run("--case", "cold", "--scale", "tiny", "--runs", "1", "--data", folder.resolve("data").toString());

        assertThat(status).as(bench.error()).isZero();
        assertThat(bench.line("rows written").get(0)).isPositive().isEqualTo(bench.line("rows written").get(1));
        assertThat(bench.columns("process start to exit: wall, s")).hasSize(4);
        assertThat(bench.columns("peak resident, MiB").get(0)).isNotEqualTo("0");
    }

    @Test
    void theStartOfTheLauncherIsMeasuredWithItsArchiveAndWithout() {
        int status = bench.run("--case", "start", "--runs", "1");

        assertThat(status).as(bench.error()).isZero();
        assertThat(bench.line("process start to exit: CPU, s")).hasSize(3).allSatisfy(figure -> assertThat(figure).isPositive());
        assertThat(bench.out()).contains("Costflow at most 6.0: ");
    }

    @Test
    void aLauncherThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Launcher.find(Map.of("COSTFLOW_HOME", folder.toString())))
                .hasMessage("There is no launcher " + folder.resolve("costflow") + " to measure; set COSTFLOW_HOME to the folder of the project.");
    }

    @Test
    void daysThatHaveNotChangedAreEnsuredWithTheirRowsAndWithout() {
        int status = bench.run("--case", "ensure", "--scale", "tiny", "--runs", "1", "--data", folder.resolve("data").toString());

        assertThat(status).as(bench.error()).isZero();
        assertThat(bench.line("rows of the five days")).hasSize(2).allSatisfy(rows -> assertThat(rows).isPositive());
        assertThat(bench.columns("five unchanged days, POST to last page: median, s")).hasSize(3).last().asString().startsWith("at most 2.0: ");
    }

    @Test
    void questionsAreAskedOfBothContendersWhichGiveTheSameAnswers() {
        int status = bench.run("--case", "sql", "--scale", "tiny", "--runs", "1", "--data", folder.resolve("data").toString());

        assertThat(status).as(bench.error()).isZero();
        // Four nodes with ten pods each for 24 hours.
        assertThat(bench.line("idle nodes: line items read").get(0)).isEqualTo(24 * 4 * 10);
        // There is no ratio to what took DuckDB less than a tick of the clock.
        assertThat(Question.values()).allSatisfy(question -> {
            List<String> columns = bench.columns(question + ": CPU, s");
            assertThat(columns).hasSize(columns.get(1).equals("0.000") ? 3 : 4).last().asString().startsWith("at most 4.0: ");
        });
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(bench.run("--runs", "0")).isEqualTo(2);
        assertThat(bench.run("--scale", "huge")).isEqualTo(2);
        assertThat(bench.run("--case", "oracle")).isEqualTo(2);
        assertThat(bench.error()).contains("--runs must be from 1 to 100, but was 0.").contains("must be tiny, 1m, 10m or month, but was 'huge'");
    }
}
