package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.DAY_3;
import static io.costflow.job.ClusterLake.SOURCE;
import static io.costflow.job.ClusterLake.TENANT;
import static io.costflow.job.ClusterLake.published;
import static io.costflow.job.ClusterLake.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders and days that are not there, and months that are held back by what concerns them alone. */
class AbsentFilesIT {

    private final JobCluster jobs = JobCluster.shared();

    @TempDir
    private Path folder;

    private ClusterLake lake;
    private KokuDatabase database;
    private Settings settings;

    @BeforeEach
    void writeTwoDays() throws Exception {
        lake = new ClusterLake(folder);
        lake.write(DAY_1, 1);
        lake.write(DAY_2, 2);
        database = jobs.database();
        ClusterLake.insert(database);
        settings = TestSettings.of(TestSettings.folder(folder), database, DAY_1, DAY_3, ClusterLake.sources());
    }

    @Test
    void aFolderThatCannotBeListedHoldsBackItsMonthOnly() throws Exception {
        LocalDate november = LocalDate.of(2025, 11, 1);
        lake.write(november, 4);
        ClusterLake.execute(database, "insert into " + TENANT + ".reporting_ocpusagereportperiod (cluster_id, report_period_start, report_period_end, provider_id)"
                + " values ('my-cluster', '2025-11-01 00:00Z', '2025-12-01 00:00Z', '" + SOURCE + "')");
        settings = TestSettings.waiting(Duration.ZERO, Duration.ofSeconds(20), TestSettings.of(TestSettings.folder(folder), database, DAY_1, november, ClusterLake.sources()));
        runToPublish("2025-10-01 1", "2025-10-02 2", "2025-11-01 4");

        lake.write(DAY_2, 3);
        lake.write(november, 5);
        Path month = lake.daily("storage_usage", DAY_1).getParent();
        Path aside = month.resolveSibling("aside");
        Files.move(month, aside);
        Files.writeString(month, "no folder");

        assertThat(jobs.run(settings)).extracting(report -> report.period().from() + " " + report.outcome())
                .containsExactly("2025-10-01 HELD_BACK", "2025-10-02 HELD_BACK", "2025-11-01 PUBLISHED");
        assertThat(status(database, DAY_2, "pending_reason")).contains("could not be listed", month.toString());
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 2", "2025-11-01 5");

        Files.delete(month);
        Files.move(aside, month);
        runToPublish("2025-10-01 1", "2025-10-02 3", "2025-11-01 5");
        assertThat(status(database, DAY_2, "pending_reason")).isNull();
    }

    @Test
    void aReportTypeMayHaveNoFolder() throws Exception {
        for (String report : List.of("storage_usage", "node_labels", "namespace_labels")) {
            deleteFolder(folder.resolve("daily/org1234567/OCP/" + report));
        }
        runToPublish("2025-10-01 1", "2025-10-02 2");
    }

    @Test
    void aSourceWithoutAReportPeriodForTheMonthIsHeldBackForThatMonthOnly() throws Exception {
        LocalDate november = LocalDate.of(2025, 11, 1);
        lake.write(november, 4);
        settings = TestSettings.of(TestSettings.folder(folder), database, DAY_1, november, ClusterLake.sources());

        List<DayReport> reports = jobs.run(settings);

        assertThat(reports).extracting(DayReport::outcome).containsExactly(Outcome.PUBLISHED, Outcome.PUBLISHED, Outcome.HELD_BACK);
        assertThat(status(database, november, "pending_reason")).contains("no report period");
        ClusterLake.execute(database, "insert into " + TENANT + ".reporting_ocpusagereportperiod (cluster_id, report_period_start, report_period_end, provider_id)"
                + " values ('my-cluster', '2025-11-01 00:00Z', '2025-12-01 00:00Z', '" + SOURCE + "')");
        runToPublish("2025-10-01 1", "2025-10-02 2", "2025-11-01 4");
    }

    @Test
    void daysWithoutFilesAreNotThereAndPublishedOnesAreLeftAlone() throws Exception {
        List<DayReport> first = jobs.run(settings);
        assertThat(first).extracting(report -> report.period().day()).containsExactly(day(DAY_1), day(DAY_2));
        lake.delete(DAY_1);

        assertThat(jobs.run(settings)).extracting(report -> report.period().day()).containsExactly(day(DAY_2));
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 2");
    }

    private void runToPublish(String... days) throws Exception {
        assertThat(jobs.run(settings)).extracting(DayReport::outcome).doesNotContain(Outcome.HELD_BACK, Outcome.SUPERSEDED);
        assertThat(published(database)).containsExactly(days);
    }

    private static SourceDay day(LocalDate day) {
        return SourceDay.of(TENANT, SOURCE, day);
    }

    private static void deleteFolder(Path folder) throws Exception {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(folder)) {
            found = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : found) {
            Files.delete(path);
        }
    }
}
