package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Files and bills of other invoices than that of a day's month come and go while a continuous job publishes GCP's own summary. */
class InvoicesIT {

    private static final String SUMMARY = "reporting_gcpcostentrylineitem_daily_summary";
    private static final Duration SOON = Duration.ofMinutes(3);

    private final JobCluster jobs = JobCluster.shared();
    private final Scenario scenario = Scenarios.named("c-gcp-credits-crossover");
    private final Set<String> opened = ConcurrentHashMap.newKeySet();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private KokuDatabase database;
    private Path lake;
    private Path september;
    private Path october;
    private Path november;

    /** Without the invoice of September. */
    @BeforeEach
    void copyScenario() throws Exception {
        lake = folder.resolve("lake");
        for (Path file : files(scenario.lake())) {
            if (!file.toString().contains("/month=09/")) {
                copy(file);
            }
        }
        database = jobs.database();
        ScenarioDatabase.load(scenario, database);
        september = hourly(scenario.lake(), "202509_2025-10-01");
        october = hourly(lake, "202510_2025-10-03");
        november = Path.of(october.toString().replace("/month=10/", "/month=11/").replace("/202510_2025-10-03", "/202511_2025-11-01"));
        HookedFileSystem.beforeOpening(file -> opened.add(file.getName().substring(0, "202510".length())));
    }

    @AfterEach
    void forgetHooks() {
        HookedFileSystem.reset();
    }

    @Test
    void aDayHasWhatEachInvoiceHasOfItAndWaitsForEachBill() throws Exception {
        Settings settings = TestSettings.publishing(TestSettings.of(HookedFileSystem.lake(lake), database, scenario), "gcp");
        try (ContinuousJob job = ContinuousJob.start(TestSettings.continuous(folder.resolve("state"), TestSettings.emptyAfter(Duration.ofSeconds(1), settings)))) {
            await(job, "2025-10-01 202510 1 9848", "2025-10-02 202510 1 9944", "2025-10-03 202510 1 9944");
            String untouched = revisionOf("2025-10-02");
            opened.clear();

            invoiceInNovember(1.0);
            Eventually.within(SOON, () -> assertThat(pending()).singleElement().asString().startsWith("2025-10-03 The source has no bill for the invoice month 2025-11"));
            await(job, "2025-10-01 202510 1 9848", "2025-10-02 202510 1 9944", "2025-10-03 202510 1 9944");

            ClusterLake.execute(database, "insert into " + scenario.tenant() + ".reporting_gcpcostentrybill (id, billing_period_start, billing_period_end, provider_id)"
                    + " values (3, '2025-11-01 00:00Z', '2025-12-01 00:00Z', '" + scenario.sources().get(0).uuid() + "')");
            await(job, "2025-10-01 202510 1 9848", "2025-10-02 202510 1 9944", "2025-10-03 202510 1 9944", "2025-10-03 202511 3 384");
            assertThat(pending()).isEmpty();

            invoiceInNovember(2.0);
            await(job, "2025-10-01 202510 1 9848", "2025-10-02 202510 1 9944", "2025-10-03 202510 1 9944", "2025-10-03 202511 3 768");

            copy(september);
            await(job, "2025-10-01 202509 2 7327", "2025-10-01 202510 1 9848", "2025-10-02 202510 1 9944", "2025-10-03 202510 1 9944", "2025-10-03 202511 3 768");

            ParquetTable.read(november).without("credits").write(november);
            Eventually.within(SOON, () -> assertThat(pending()).as("only the file's own day").singleElement().asString().startsWith("2025-10-03 The file ").contains("credits"));
            await(job, "2025-10-01 202509 2 7327", "2025-10-01 202510 1 9848", "2025-10-02 202510 1 9944", "2025-10-03 202510 1 9944", "2025-10-03 202511 3 768");

            Files.delete(november);
            await(job, "2025-10-01 202509 2 7327", "2025-10-01 202510 1 9848", "2025-10-02 202510 1 9944", "2025-10-03 202510 1 9944");
            assertThat(opened).as("invoices that were read again").containsExactlyInAnyOrder("202509", "202511");
            assertThat(revisionOf("2025-10-02")).isEqualTo(untouched);
        }
    }

    /** What October's file has of its day is on November's invoice too, at another price. */
    private void invoiceInNovember(double cost) throws IOException {
        ParquetTable.read(october).with("invoice_month", month -> Binary.fromString("202511")).with("cost", before -> cost).write(november);
    }

    private void await(ContinuousJob job, String... rows) throws Exception {
        Eventually.within(SOON, () -> {
            job.requireRunning();
            assertThat(RowVersions.query(database, "select concat_ws(' ', usage_start, invoice_month, cost_entry_bill_id, sum(unblended_cost)::int) from "
                    + scenario.tenant() + "." + SUMMARY + " group by usage_start, invoice_month, cost_entry_bill_id order by 1")).containsExactly(rows);
        });
    }

    private List<String> pending() throws Exception {
        return RowVersions.query(database, "select period_start || ' ' || pending_reason from " + scenario.tenant() + ".costflow_status where pending_revision is not null");
    }

    private String revisionOf(String day) throws Exception {
        return RowVersions.query(database, "select published_revision from " + scenario.tenant() + ".costflow_status where period_start = '" + day + "'").get(0);
    }

    private void copy(Path file) throws IOException {
        Path copy = lake.resolve(scenario.lake().relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
    }

    private static Path hourly(Path root, String name) throws IOException {
        return files(root).stream().filter(file -> file.getFileName().toString().startsWith(name) && !file.toString().contains("_daily_")).findFirst().orElseThrow();
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
