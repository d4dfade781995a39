package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What replacing a day leaves in the table and in the status table. */
class DayPublisherTest {

    private static final String TABLE = "org1234567." + UsageDay.TABLE;
    private static final String ROWS = "select namespace, pod_usage_cpu_core_hours::float8, pod_labels from " + TABLE + " order by 1";
    private static final String VERSIONS = "select namespace, xmin from " + TABLE + " order by 1";
    private static final String STATUS_VERSION = "select xmin from org1234567.costflow_status";
    private DatabaseSettings database;

    @BeforeEach
    void freshDatabase() throws Exception {
        database = KokuDatabase.fresh();
    }

    @Test
    void loadsADayThatTheTableDoesNotHave() throws Exception {
        DayReport report = new UsageDay(new UsageDay.Row("a", "billing", "{\"app\": \"web\\\\1\"}", 1.5), row("shop", 2)).publishTo(database);

        assertThat(report).usingRecursiveComparison().ignoringFields("period", "replaced").isEqualTo(new DayReport(null, 1, Outcome.PUBLISHED, 10, 2, 0, 0, null));
        assertThat(query(database, ROWS)).containsExactly("billing|1.5|{\"app\": \"web\\\\1\"}", "shop|2|{}");
        assertThat(query(database, "select source_uuid, period_start, published_revision, published_at between now() - interval '1 minute' and now(),"
                + " fingerprint, files, rows_read, rows_written, rows_deleted, rows_kept, pending_revision from org1234567.costflow_status"))
                .containsExactly(UsageDay.SOURCE + "|2025-10-03|1|t|files 1|2|10|2|0|0|null");
    }

    @Test
    void writesOnlyTheRowsThatDiffer() throws Exception {
        new UsageDay(row("changed", 1), row("same", 2), row("vanished", 3)).publishTo(database);
        List<String> before = query(database, VERSIONS);

        DayReport report = new UsageDay(row("changed", 10), row("same", 2), row("new", 4)).at(2, "files 2").publishTo(database);

        assertThat(report).usingRecursiveComparison().ignoringFields("period", "replaced").isEqualTo(new DayReport(null, 2, Outcome.PUBLISHED, 10, 2, 1, 1, null));
        assertThat(query(database, ROWS)).containsExactly("changed|10|{}", "new|4|{}", "same|2|{}");
        assertThat(query(database, VERSIONS)).filteredOn(line -> line.startsWith("same")).hasSize(1).isSubsetOf(before);
        assertThat(query(database, "select published_revision, fingerprint, rows_written, rows_deleted, rows_kept from org1234567.costflow_status"))
                .containsExactly("2|files 2|2|1|1");
    }

    @Test
    void deletesAllRowsOfADayThatIsEmptyNow() throws Exception {
        new UsageDay(row("shop", 1), row("billing", 1)).publishTo(database);

        DayReport report = new UsageDay().at(2, "no files").publishTo(database);

        assertThat(report.deleted()).isEqualTo(2);
        assertThat(query(database, ROWS)).isEmpty();
    }

    @Test
    void doesNotLookAtTheTableWhenTheFingerprintIsUnchanged() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);
        execute(database, "update " + TABLE + " set pod_labels = '{\"renamed\": \"1\"}'");
        List<String> status = query(database, STATUS_VERSION);

        DayReport report = new UsageDay(row("shop", 1)).at(2, "files 1").publishTo(database);

        assertThat(report).usingRecursiveComparison().ignoringFields("period", "replaced").isEqualTo(new DayReport(null, 2, Outcome.UNCHANGED, 10, 0, 0, 1, null));
        assertThat(query(database, ROWS)).containsExactly("shop|1|{\"renamed\": \"1\"}");
        assertThat(query(database, STATUS_VERSION)).isEqualTo(status);
    }

    @Test
    void remembersTheFingerprintOfOtherFilesThatGiveTheSameRows() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);
        execute(database, "update " + TABLE + " set pod_labels = '{\"renamed\": \"1\"}'");

        DayReport report = new UsageDay(row("shop", 1)).at(2, "files 2").publishTo(database);

        assertThat(report.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(query(database, ROWS)).containsExactly("shop|1|{\"renamed\": \"1\"}");
        assertThat(query(database, "select published_revision, fingerprint from org1234567.costflow_status")).containsExactly("1|files 2");
    }

    @Test
    void rebuildRepairsWhatSomebodyElseChanged() throws Exception {
        new UsageDay(row("billing", 2), row("shop", 1)).publishTo(database);
        execute(database, "update " + TABLE + " set pod_labels = '{\"renamed\": \"1\"}' where namespace = 'shop'");

        DayReport report = new UsageDay(row("billing", 2), row("shop", 1)).at(2, "files 1").rebuilt().publishTo(database);

        assertThat(report).usingRecursiveComparison().ignoringFields("period", "replaced").isEqualTo(new DayReport(null, 2, Outcome.PUBLISHED, 10, 1, 0, 1, null));
        assertThat(query(database, ROWS)).containsExactly("billing|2|{}", "shop|1|{}");
    }

    @Test
    void rebuildOfARightDayWritesNothing() throws Exception {
        new UsageDay(row("billing", 1.0 / 3), row("shop", 1)).publishTo(database);
        List<String> rows = query(database, "select namespace, xmin, xmax from " + TABLE + " order by 1");
        List<String> status = query(database, STATUS_VERSION);

        DayReport report = new UsageDay(row("billing", 1.0 / 3), row("shop", 1)).at(2, "files 1").rebuilt().publishTo(database);

        assertThat(report).usingRecursiveComparison().ignoringFields("period", "replaced").isEqualTo(new DayReport(null, 2, Outcome.UNCHANGED, 10, 0, 0, 2, null));
        assertThat(query(database, "select namespace, xmin, xmax from " + TABLE + " order by 1")).as("not even locked").isEqualTo(rows);
        assertThat(query(database, STATUS_VERSION)).isEqualTo(status);
    }

    @Test
    void leavesANewerRevisionAlone() throws Exception {
        new UsageDay(row("shop", 1)).at(5, "files 5").publishTo(database);

        DayReport report = new UsageDay(row("shop", 9)).at(4, "files 4").publishTo(database);

        assertThat(report.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(query(database, ROWS)).containsExactly("shop|1|{}");
    }

    @Test
    void storesRowsThatDifferInNothingButTheirKeys() throws Exception {
        new UsageDay(new UsageDay.Row("1", "shop", "{}", 1.0), new UsageDay.Row("2", "shop", "{}", 1.0)).publishTo(database);

        assertThat(query(database, ROWS)).containsExactly("shop|1|{}", "shop|1|{}");
    }

    @Test
    void roundsHalfUpToTheColumnsScale() throws Exception {
        new UsageDay(row("a", 0.0000000000000025), row("b", 0.1 + 0.2), row("c", 1e-20), row("d", -0.0000000000000025)).publishTo(database);

        assertThat(query(database, "select namespace, pod_usage_cpu_core_hours from " + TABLE + " order by 1"))
                .containsExactly("a|0.000000000000003", "b|0.300000000000000", "c|0.000000000000000", "d|-0.000000000000003");
    }

    @Test
    void refusesAMarkThatAnnouncesOtherRowsThanWereStaged() throws Exception {
        try (DayPublisher publisher = new DayPublisher(database, UsageDay.TABLES); StagedRows staged = new StagedRows()) {
            staged.add(new UsageDay(row("shop", 1)).staged());

            assertThatThrownBy(() -> publisher.publish(new UsageDay(row("shop", 1), row("billing", 1)).mark(), staged))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("announces 2 rows, but 1 were staged");
        }
    }
}
