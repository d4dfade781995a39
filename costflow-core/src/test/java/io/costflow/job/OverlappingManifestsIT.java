package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.TENANT;
import static io.costflow.job.ClusterLake.published;
import static io.costflow.job.ClusterLake.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.job.ClusterLake.Delivery;
import io.costflow.metrics.CostflowMetric;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.Overlap;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of two manifests of one day lie side by side for a while: 9 has more hours of pods, 10 more of volumes and labels. */
class OverlappingManifestsIT {

    private final JobCluster jobs = JobCluster.shared();

    @TempDir
    private Path folder;

    @TempDir
    private Path otherFolder;

    private ClusterLake lake;
    private KokuDatabase database;
    private Settings settings;

    @BeforeEach
    void writeTwoDays() throws Exception {
        lake = new ClusterLake(folder);
        lake.write(DAY_1, 1);
        lake.write(DAY_2, 9, new Delivery(3, 1, 30));
        lake.write(DAY_2, 10, new Delivery(2, 2, 20));
        database = jobs.database();
        settings = settings(folder, database);
    }

    @Test
    void theWinnerOfEachReportCountsAsIfItWereAlone() throws Exception {
        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsExactly(Outcome.PUBLISHED, Outcome.PUBLISHED);

        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 30");
        assertThat(status(database, DAY_2, "overlap"))
                .contains("pod_usage was delivered by the manifests 9 (3 hours) and 10 (2 hours). Manifest 9 counts, since it has the most hours.")
                .contains("storage_usage was delivered by the manifests 9 (1 hour) and 10 (2 hours). Manifest 10 counts, since it has the most hours.")
                .contains("node_labels was delivered", "namespace_labels was delivered");
        assertThat(status(database, DAY_1, "overlap")).isNull();
        assertThat(rows(database)).isEqualTo(rowsOfTheWinnersAlone());
    }

    @Test
    void ofEquallyManyHoursTheHigherManifestCounts() throws Exception {
        lake.delete(DAY_2);
        lake.write(DAY_2, 9, new Delivery(2, 2, 30));
        lake.write(DAY_2, 10, new Delivery(2, 2, 20));

        jobs.run(settings);

        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 20");
        assertThat(status(database, DAY_2, "overlap")).contains("Manifest 10 counts, since it is the highest of those with the most hours.");
    }

    @Test
    void whenOnlyTheWinnersAreLeftTheRowsStayAndNothingIsSaidOfManifests() throws Exception {
        jobs.run(settings);
        List<String> rows = rows(database);
        deleteLosers(folder);

        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsExactly(Outcome.UNCHANGED, Outcome.UNCHANGED);
        assertThat(rows(database)).isEqualTo(rows);
        assertThat(status(database, DAY_2, "overlap")).isNull();
    }

    @Test
    void bothAddUpWhenTheSettingSaysSoAndNoLongerWhenItDoesNot() throws Exception {
        jobs.run(TestSettings.resolving(Overlap.ALL, settings));
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 50");
        assertThat(status(database, DAY_2, "overlap")).contains("storage_usage was delivered by the manifests 9 and 10. They are added up.");
        assertThat(status(database, DAY_2, "files")).as("hours are of no interest").isEqualTo("10");

        jobs.run(settings);
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 30");
        assertThat(status(database, DAY_2, "files")).isEqualTo("16");

        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(status(database, DAY_2, "overlap")).as("an unchanged day keeps what was said").contains("Manifest 9 counts");
    }

    @Test
    void aDayWithoutAnOverlapIsNotReadAgainWhenTheSettingChanges() throws Exception {
        lake.delete(DAY_2);
        jobs.run(settings);

        assertThat(jobs.run(TestSettings.resolving(Overlap.ALL, settings))).extracting(DayReport::outcome).containsExactly(Outcome.UNCHANGED);
        assertThat(jobs.sum(CostflowMetric.FILES_READ)).isZero();
    }

    @Test
    void aManifestWhoseHourlyFilesOfAReportAreMissingHasNoHours() throws Exception {
        Files.delete(lake.hourly("storage_usage", DAY_2, 10));

        jobs.run(settings);

        assertThat(status(database, DAY_2, "overlap"))
                .contains("9 (1 hour) and 10 (0 hours: its hourly files are missing). Manifest 9 counts, since it has the most hours.");
    }

    @Test
    void anHourlyFileThatCannotBeReadHoldsBackTheDayOnlyWhereItDecides() throws Exception {
        Path deciding = lake.hourly("storage_usage", DAY_2, 9);
        Files.writeString(deciding, "not even Parquet");
        Files.writeString(lake.hourly("storage_usage", DAY_1), "not even Parquet");

        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsExactly(Outcome.PUBLISHED, Outcome.HELD_BACK);
        assertThat(status(database, DAY_2, "pending_file")).isEqualTo("file:" + deciding);
    }

    private List<String> rowsOfTheWinnersAlone() throws Exception {
        ClusterLake winners = new ClusterLake(otherFolder);
        winners.write(DAY_1, 1);
        winners.write(DAY_2, 9, new Delivery(3, 1, 30));
        winners.write(DAY_2, 10, new Delivery(2, 2, 20));
        deleteLosers(otherFolder);
        KokuDatabase other = jobs.database();
        jobs.run(settings(otherFolder, other));
        assertThat(status(other, DAY_2, "overlap")).isNull();
        return rows(other);
    }

    private static void deleteLosers(Path root) throws IOException {
        List<Path> losers;
        try (Stream<Path> files = Files.walk(root)) {
            losers = files
                    .filter(file -> file.getFileName().toString().matches("pod_usage\\.2025-10-02\\.10\\..*|(?!pod_usage)\\w+\\.2025-10-02\\.9\\..*"))
                    .toList();
        }
        assertThat(losers).hasSize(8);
        for (Path loser : losers) {
            Files.delete(loser);
        }
    }

    private static Settings settings(Path root, KokuDatabase database) throws Exception {
        ClusterLake.insert(database);
        return TestSettings.of(TestSettings.folder(root), database, DAY_1, DAY_2, ClusterLake.sources());
    }

    private static List<String> rows(KokuDatabase database) throws Exception {
        return RowVersions.query(database, "select t::text from " + TENANT + "." + ScenarioCheck.SUMMARY + " t order by 1");
    }
}
