package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.SOURCE;
import static io.costflow.job.ClusterLake.TENANT;
import static io.costflow.job.ClusterLake.execute;
import static io.costflow.job.ClusterLake.published;
import static io.costflow.job.ClusterLake.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.Settings;
import io.costflow.testbed.KokuDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Rows that another program deletes come back, unless their month is gone. */
class RestoredRowsIT {

    private static final String TABLE = TENANT + "." + ScenarioCheck.SUMMARY;
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final List<String> BOTH_DAYS = List.of("2025-10-01 1", "2025-10-02 2");

    private static final JobCluster JOBS = JobCluster.shared();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private static Path folder;

    private static KokuDatabase database;
    private static Settings settings;

    @BeforeAll
    static void publish() throws Exception {
        database = JOBS.database();
        ClusterLake.insert(database);
        ClusterLake lake = new ClusterLake(Files.createDirectory(folder.resolve("lake")));
        lake.write(DAY_1, 1);
        lake.write(DAY_2, 2);
        settings = TestSettings.of(TestSettings.folder(lake.root()), database, DAY_1, DAY_2, ClusterLake.sources());
        JOBS.run(settings);
    }

    /** Every test leaves both days whole. */
    @BeforeEach
    void asIfNothingHadBeenRestored() throws Exception {
        assertThat(published(database)).isEqualTo(BOTH_DAYS);
        execute(database, "update " + TENANT + ".costflow_status set restored = null, restored_at = null");
    }

    @Test
    void aRunPutsBackWhatIsMissingAndNothingElse() throws Exception {
        execute(database, "delete from " + TABLE + " where usage_start = '2025-10-01' and data_source = 'Pod'");
        List<String> kept = RowVersions.query(database, "select uuid || ' ' || xmin from " + TABLE + " order by 1");

        List<DayReport> reports = JOBS.run(settings);

        assertThat(reports).extracting(DayReport::outcome).containsExactlyInAnyOrder(Outcome.PUBLISHED, Outcome.UNCHANGED);
        assertThat(published(database)).isEqualTo(BOTH_DAYS);
        assertThat(RowVersions.query(database, "select uuid || ' ' || xmin from " + TABLE + " order by 1")).containsAll(kept);
        assertThat(status(database, DAY_1, "(rows_differ_since is null, restored)")).isEqualTo("(t,1)");
        assertThat(status(database, DAY_2, "(rows_differ_since is null, restored is null)")).isEqualTo("(t,t)");
        List<String> versions = RowVersions.of(database, TENANT);
        assertThat(JOBS.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(RowVersions.of(database, TENANT)).isEqualTo(versions);
    }

    @Test
    void aTruncatedTableIsFilledAgain() throws Exception {
        execute(database, "truncate " + TABLE);

        JOBS.run(settings);

        assertThat(published(database)).isEqualTo(BOTH_DAYS);
    }

    @Test
    void daysThatAnEarlierVersionPublishedAreCountedOverAllTables() throws Exception {
        execute(database, "alter table " + TENANT + ".costflow_status drop column rows_by_table, drop column rows_differ_since, drop column restored,"
                + " drop column restored_at");
        execute(database, "delete from " + TABLE + " where usage_start = '2025-10-02'");

        assertThat(JOBS.run(settings)).extracting(DayReport::outcome).containsExactlyInAnyOrder(Outcome.PUBLISHED, Outcome.UNCHANGED);

        assertThat(published(database)).isEqualTo(BOTH_DAYS);
    }

    @Test
    void whileKokuSummarisesTheSourceARunHoldsTheDayBack() throws Exception {
        execute(database, "insert into public.reporting_common_costusagereportmanifest (assembly_id, billing_period_start_datetime, provider_id, state) values"
                + " ('a', '2025-10-01', '" + SOURCE + "', jsonb_build_object('summary', jsonb_build_object('start', now(), 'end', now() - interval '1 hour')))");
        execute(database, "delete from " + TABLE + " where usage_start = '2025-10-01'");

        assertThat(JOBS.run(settings)).extracting(DayReport::outcome).contains(Outcome.HELD_BACK);
        assertThat(status(database, DAY_1, "pending_reason")).contains("koku is summarising its source");

        execute(database, "update public.reporting_common_costusagereportmanifest set state = jsonb_set(state, '{summary,failed}', to_jsonb(now()))");
        JOBS.run(settings);
        assertThat(published(database)).isEqualTo(BOTH_DAYS);
    }

    @Test
    void aMonthWithoutReportPeriodIsForgotten() throws Exception {
        execute(database, "delete from " + TABLE);
        execute(database, "delete from " + TENANT + ".reporting_ocpusagereportperiod");

        assertThat(JOBS.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.HELD_BACK);

        assertThat(published(database)).isEmpty();
        assertThat(RowVersions.query(database, "select count(*) from " + TENANT + ".costflow_status where published_revision is not null")).containsExactly("0");

        ClusterLake.insertPeriod(database, SOURCE);
        assertThat(JOBS.run(settings)).extracting(DayReport::outcome).containsOnly(Outcome.PUBLISHED);
        assertThat(published(database)).isEqualTo(BOTH_DAYS);
    }

    @Test
    void aContinuousRunPutsBackWhatStaysAway() throws Exception {
        Settings continuous = TestSettings.restoring(Duration.ofMillis(300), Duration.ofSeconds(2), TestSettings.continuous(folder.resolve("state"), settings));
        try (ContinuousJob job = ContinuousJob.start(continuous)) {
            deleteUntilRestored(job, 1);
            deleteUntilRestored(job, 2);
            Eventually.within(WAIT, () -> {
                deleteIfThere();
                assertThat(job.warnings()).anySatisfy(warning -> assertThat(warning).contains("take turns", "2025-10-01"));
            });
            Eventually.within(WAIT, () -> assertThat(published(database)).isEqualTo(BOTH_DAYS));
        }
    }

    /** Deletes a day's rows until they are put back: a comparison that was under way before may put them back first, which is not counted. */
    private void deleteUntilRestored(ContinuousJob job, int times) throws Exception {
        Eventually.within(WAIT, () -> {
            job.requireRunning();
            String restored = status(database, DAY_1, "(rows_differ_since is null, coalesce(restored, 0))");
            if (restored.equals("(t," + (times - 1) + ")")) {
                deleteIfThere();
            }
            assertThat(restored).isEqualTo("(t," + times + ")");
            assertThat(published(database)).isEqualTo(BOTH_DAYS);
        });
    }

    private void deleteIfThere() throws Exception {
        if (published(database).equals(BOTH_DAYS)) {
            execute(database, "delete from " + TABLE + " where usage_start = '2025-10-01'");
        }
    }
}
