package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.DAY_3;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.HeldBack;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.testbed.KokuDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A file that is wrong holds back its own day: what is published of it stays, the other days go on, and the day is published once the file is right. Each bad
 * file is in a cluster of its own; the same three jobs run over all of them.
 */
class BadFilesIT {

    @TempDir
    private static Path folder;

    private static final List<Case> CASES = new ArrayList<>();

    /** A bad file, its cluster, and what was found after each of the jobs. */
    private record Case(BadFile bad, String source, ClusterLake lake, Map<String, After> after) {

        @Override
        public String toString() {
            return bad.toString();
        }
    }

    /**
     * What a job left of a cluster.
     *
     * @param day2 the status of the second day, by column
     * @param day1Pending why the first day is held back, or null
     */
    private record After(List<DayReport> reports, List<String> published, Map<String, String> day2, String day1Pending) {

        List<Outcome> outcomes() {
            return reports.stream().map(DayReport::outcome).toList();
        }
    }

    @BeforeAll
    static void runThreeJobs(@TempDir Path first, @TempDir Path second, @TempDir Path third) throws Exception {
        KokuDatabase database = JobCluster.shared().database();
        ClusterLake.execute(database, "insert into " + ClusterLake.TENANT + ".reporting_enabledtagkeys (key, enabled, provider_type) values ('app', true, 'OCP')");
        ClusterLake before = new ClusterLake(first);
        before.write(DAY_1, 1);
        before.write(DAY_2, 2);
        before.write(DAY_3, 3);
        ClusterLake changed = new ClusterLake(second);
        changed.write(DAY_2, 20);
        changed.write(DAY_3, 30);
        ClusterLake right = new ClusterLake(third);
        right.write(DAY_2, 200);
        List<SourceSettings> sources = new ArrayList<>();
        for (BadFile bad : BadFile.all().toList()) {
            String source = "00000000-0000-0000-0000-0000000000%02d".formatted(CASES.size() + 1);
            ClusterLake lake = new ClusterLake(folder, source);
            for (LocalDate day : List.of(DAY_1, DAY_2, DAY_3)) {
                lake.copy(day, before);
            }
            ClusterLake.insertPeriod(database, source);
            sources.add(ClusterLake.source(source));
            CASES.add(new Case(bad, source, lake, new LinkedHashMap<>()));
        }
        Settings settings = TestSettings.of(TestSettings.folder(folder), database, DAY_1, DAY_3, sources);
        run("good", settings, database);
        for (Case each : CASES) {
            each.lake.copy(DAY_2, changed);
            each.bad.damage().to(each.bad.file().apply(each.lake));
            each.lake.copy(DAY_3, changed);
        }
        run("bad", settings, database);
        for (Case each : CASES) {
            each.lake.copy(DAY_2, right);
        }
        run("healed", settings, database);
    }

    private static void run(String name, Settings settings, KokuDatabase database) throws Exception {
        List<DayReport> reports = JobCluster.shared().run(settings);
        for (Case each : CASES) {
            Map<String, String> status = new LinkedHashMap<>();
            for (String column : List.of("published_revision", "pending_reason", "pending_file", "pending_column",
                    "num_nonnulls(pending_revision, pending_since, pending_reason, pending_file, pending_column)")) {
                status.put(column, ClusterLake.status(database, each.source, DAY_2, column));
            }
            List<DayReport> own = reports.stream().filter(report -> report.day().source().equals(each.source))
                    .sorted(Comparator.comparing(report -> report.day().day())).toList();
            each.after.put(name, new After(
                    own, ClusterLake.published(database, each.source), status, ClusterLake.status(database, each.source, DAY_1, "pending_reason")));
        }
    }

    static Stream<Case> cases() {
        return CASES.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void holdsBackItsDayUntilItIsReplaced(Case each) {
        After good = each.after.get("good");
        assertThat(good.outcomes()).containsOnly(Outcome.PUBLISHED);
        assertThat(good.published()).containsExactly("2025-10-01 1", "2025-10-02 2", "2025-10-03 3");

        After after = each.after.get("bad");
        BadFile bad = each.bad;
        Path file = bad.file().apply(each.lake);
        assertThat(after.outcomes()).containsExactly(Outcome.UNCHANGED, Outcome.HELD_BACK, Outcome.PUBLISHED);
        assertThat(after.published()).containsExactly("2025-10-01 1", "2025-10-02 2", "2025-10-03 30");
        HeldBack why = after.reports().get(1).heldBack();
        assertThat(why.reason()).contains(bad.reason()).contains(bad.namesFile() ? file.getFileName().toString() : "");
        assertThat(why.file()).isEqualTo(bad.namesFile() ? "file:" + file : null);
        assertThat(why.column()).isEqualTo(bad.column());
        assertThat(after.day2().get("published_revision")).isEqualTo(good.day2().get("published_revision"));
        assertThat(after.day2().get("pending_reason")).isEqualTo(why.reason());
        assertThat(after.day2().get("pending_file")).isEqualTo(why.file());
        assertThat(after.day2().get("pending_column")).isEqualTo(why.column());
        assertThat(after.day1Pending()).isNull();

        After healed = each.after.get("healed");
        assertThat(healed.outcomes()).containsExactly(Outcome.UNCHANGED, Outcome.PUBLISHED, Outcome.UNCHANGED);
        assertThat(healed.published()).containsExactly("2025-10-01 1", "2025-10-02 200", "2025-10-03 30");
        assertThat(healed.day2()).containsEntry("num_nonnulls(pending_revision, pending_since, pending_reason, pending_file, pending_column)", "0");
    }
}
