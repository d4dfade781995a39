package io.costflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the benchmark's cases of runs that go on; apart from the other cases, so that two classes have work until the end. */
class BenchOfContinuousRunsIT {
    @AutoClose
    private static final KeptContenders CONTENDERS = new KeptContenders();

    /** Several cases are about the same files. */
    @TempDir
    private static Path folder;

    private final BenchRun bench = new BenchRun(CONTENDERS);

    @Test
    void aChangedFileHasOnlyItsDayComputedAndALookListsEveryFolderOnce() {
        int status = bench.run("--case", "change", "--scale", "tiny", "--runs", "1", "--data", folder.resolve("data").toString());

        assertThat(status).as(bench.error()).isZero();
        assertThat(bench.columns("days in the window, over all sources")).startsWith("12");
        assertThat(bench.columns("days computed per changed file")).startsWith("1.00", "1.00");
        assertThat(bench.columns("objects asked for per changed file")).startsWith("1.00", "1.00");
        // Three clusters with five folders each, before and after there is a past.
        assertThat(bench.columns("LIST requests per look")).startsWith("15.0", "15.0");
        assertThat(bench.columns("with a past: LIST requests per look")).startsWith("15.0", "15.0");
        assertThat(bench.columns("other requests per look at unchanged files")).startsWith("0.0");
        assertThat(bench.columns("with a past: heap in use, MiB")).hasSize(4);
    }

    @Test
    void aFirstStartAsksForEachFileOnce() {
        int status = bench.run("--case", "first-start", "--scale", "tiny", "--runs", "1", "--data", folder.resolve("data").toString());

        assertThat(status).as(bench.error()).isZero();
        assertThat(bench.line("source-days")).containsExactly(12.0, 12.0);
        assertThat(bench.line("files")).containsExactly(60.0, 60.0);
        assertThat(bench.line("rows written").get(0)).isPositive().isEqualTo(bench.line("rows written").get(1));
        assertThat(bench.line("GET requests per file")).containsExactly(1.0, 1.0);
        assertThat(bench.line("HEAD requests per file")).containsExactly(0.0, 0.0);
        assertThat(bench.columns("LIST requests per folder")).element(1).isEqualTo("1.0");
    }
}
