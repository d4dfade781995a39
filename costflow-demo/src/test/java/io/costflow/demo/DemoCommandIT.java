package io.costflow.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.cli.Subcommand;
import io.costflow.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The demo around a stand-in for the job. */
class DemoCommandIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @Test
    void theCommandLineFindsTheDemo() {
        assertThat(ServiceLoader.load(Subcommand.class)).hasAtLeastOneElementOfType(DemoCommand.class);
    }

    @Test
    void theResultIsShownByDayAndNamespace() {
        AtomicReference<Settings> seen = new AtomicReference<>();

        int status = run((settings, printed, errors) -> {
            seen.set(settings);
            publishOneRow(settings);
            return 0;
        }, "--days", "2", "--seed", "3");

        assertThat(status).as(error.toString()).isZero();
        assertThat(seen.get().discoversSources()).isTrue();
        assertThat(seen.get().lake().root()).isEqualTo("s3://cost/data/parquet");
        assertThat(out.toString().lines()).anyMatch(line -> line.matches("Starting PostgreSQL and an S3 server \\.\\.\\. \\d+\\.\\d s"));
        assertThat(out.toString()).contains("Running the job from 2025-10-20 to 2025-10-21");
        assertThat(out.toString().lines()).anyMatch(line -> line.matches("2025-10-21 +shop +1,234\\.5 +2\\.0 +0\\.0 +1"));
        assertThat(out.toString()).contains("Fewer are read: ", "SELECT cluster_alias, coalesce(namespace", "run the demo with --keep");
    }

    @Test
    void theJobsExitStatusIsTheDemos() {
        assertThat(run((settings, printed, errors) -> 1, "--days", "1")).isEqualTo(1);
        assertThat(out.toString()).doesNotContain("namespace");
    }

    @Test
    void aNumberOfDaysThatMakesNoSenseIsRefused() {
        assertThat(run((settings, printed, errors) -> 0, "--days", "0")).isEqualTo(2);
        assertThat(error.toString()).contains("--days must be from 1 to 366, but was 0.");
    }

    @Test
    void theLiveDemoNeedsDaysOfTwoMonths() {
        assertThat(run((settings, printed, errors) -> 0, "--live", "--days", "5")).isEqualTo(2);
        assertThat(error.toString()).contains("--days must be from 6 to 35 with --live, but was 5.");
    }

    @Test
    void whatTheLiveDemoUnderstandsIsRefusedWithoutIt() {
        assertThat(run((settings, printed, errors) -> 0, "--once")).isEqualTo(2);
        assertThat(error.toString()).contains("--live");
    }

    @Test
    void aTimeWithoutAUnitThatMakesSenseIsRefused() {
        assertThat(run((settings, printed, errors) -> 0, "--live", "--for", "soon")).isEqualTo(2);
        assertThat(error.toString()).contains("'soon' is not a time; write it with its unit, such as 30s or 5min.");
    }

    private int run(DemoCommand.Job job, String... arguments) {
        return new CommandLine(new DemoCommand(job, servers -> {})).setOut(new PrintWriter(out)).setErr(new PrintWriter(error)).execute(arguments);
    }

    private static void publishOneRow(Settings settings) {
        try (Connection connection = DriverManager.getConnection(settings.database().url(), settings.database().user(), settings.database().password());
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO org1234567.reporting_ocpusagelineitem_daily_summary
                        (usage_start, usage_end, namespace, pod_usage_cpu_core_hours, pod_usage_memory_gigabyte_hours)
                    VALUES ('2025-10-21', '2025-10-21', 'shop', 1234.5, 2)""");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
