package io.costflow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the benchmark's cases of whole processes; apart from the other cases, so that no class is left to run by itself at the end. */
class BenchOfProcessesIT {
    @TempDir
    private Path folder;

    /** The contenders are commands here, of which nothing can be kept. */
    private final BenchRun bench = new BenchRun(Contenders.NEW);

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
}
