package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.DAY_3;
import static io.costflow.job.ClusterLake.published;
import static io.costflow.job.ClusterLake.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.HeldBack;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that is wrong holds back its own day: what is published of it stays, the other days go on, and the day is published once the file is right. */
class BadFilesIT {

    @AutoClose
    private static JobCluster jobs;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        jobs = JobCluster.start();
    }

    @ParameterizedTest
    @MethodSource("io.costflow.job.BadFile#all")
    void holdsBackItsDayUntilItIsReplaced(BadFile bad) throws Exception {
        ClusterLake lake = new ClusterLake(folder);
        lake.write(DAY_1, 1);
        lake.write(DAY_2, 2);
        lake.write(DAY_3, 3);
        KokuDatabase database = jobs.database();
        ClusterLake.insert(database);
        Settings settings = TestSettings.of(TestSettings.folder(folder), database, DAY_1, DAY_3, ClusterLake.sources());
        assertThat(jobs.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.PUBLISHED);
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 2", "2025-10-03 3");
        String revision = status(database, DAY_2, "published_revision");

        lake.write(DAY_2, 20);
        Path file = bad.file().apply(lake);
        bad.damage().to(file);
        lake.write(DAY_3, 30);
        List<DayReport> reports = jobs.run(settings);

        assertThat(reports).extracting(DayReport::outcome).containsExactly(Outcome.UNCHANGED, Outcome.HELD_BACK, Outcome.PUBLISHED);
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 2", "2025-10-03 30");
        HeldBack why = reports.get(1).heldBack();
        assertThat(why.reason()).contains(bad.reason()).contains(bad.namesFile() ? file.getFileName().toString() : "");
        assertThat(why.file()).isEqualTo(bad.namesFile() ? "file:" + file : null);
        assertThat(why.column()).isEqualTo(bad.column());
        assertThat(status(database, DAY_2, "published_revision")).isEqualTo(revision);
        assertThat(status(database, DAY_2, "pending_reason")).isEqualTo(why.reason());
        assertThat(status(database, DAY_2, "pending_file")).isEqualTo(why.file());
        assertThat(status(database, DAY_2, "pending_column")).isEqualTo(why.column());
        assertThat(status(database, DAY_1, "pending_reason")).isNull();

        lake.write(DAY_2, 200);
        List<DayReport> healed = jobs.run(settings);

        assertThat(healed).extracting(DayReport::outcome).containsExactly(Outcome.UNCHANGED, Outcome.PUBLISHED, Outcome.UNCHANGED);
        assertThat(published(database)).containsExactly("2025-10-01 1", "2025-10-02 200", "2025-10-03 30");
        assertThat(status(database, DAY_2, "num_nonnulls(pending_revision, pending_since, pending_reason, pending_file, pending_column)")).isEqualTo("0");
    }
}
