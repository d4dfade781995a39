package io.costflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the benchmark's cases of a cloud's account; apart from the other cases, which take as long, so that both run at the same time. */
class BenchOnCloudsIT {
    @AutoClose
    private static final KeptContenders CONTENDERS = new KeptContenders();

    /** Several cases are about the same files. */
    @TempDir
    private static Path folder;

    private final BenchRun bench = new BenchRun(CONTENDERS);

    @ParameterizedTest
    @CsvSource({"aws, daily/org1234567/AWS/raw", "azure, org1234567/Azure", "gcp, daily/org1234567/GCP/raw"})
    void anAccountThatAClusterRunsOnIsJoinedByBothContenders(String cloud, String lineItems) throws Exception {
        int status = bench.run("--case", "openshift-on-" + cloud, "--scale", "tiny", "--runs", "1", "--data", folder.toString());

        assertThat(status).as(bench.error()).isZero();
        // Sixty buckets have five line items a day, for three days.
        assertThat(bench.line("line items read, of hours and days").get(0)).isGreaterThan(3 * 5 * 60);
        // The floor does the same work: it comes to as many rows.
        assertThat(bench.line("rows written").get(0)).isPositive().isEqualTo(bench.line("rows written").get(1));
        assertThat(bench.out()).contains("at most 2.5: ", "Costflow: CPU per million line items, s", "10,000 names of nodes in 100,000 ids: CPU, s");
        assertThat(folder.resolve("openshift-on-" + cloud + "-tiny-42").resolve(lineItems)).isDirectory();
    }

    @Test
    void anAccountByItselfIsSummarizedByBothContenders() throws Exception {
        int status = bench.run("--case", "azure", "--scale", "tiny", "--runs", "1", "--data", folder.toString());

        assertThat(status).as(bench.error()).isZero();
        assertThat(bench.line("line items read").get(0)).isGreaterThan(3 * 5 * 60);
        assertThat(bench.line("rows written").get(0)).isPositive().isEqualTo(bench.line("rows written").get(1));
        assertThat(bench.out()).contains("at most 2.0: ");
    }
}
