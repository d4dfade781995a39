package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A row that PostgreSQL refuses holds back its day, named; the published day stays. */
class RefusedRowsTest {

    private static final String TABLE = "org1234567." + UsageDay.TABLE;
    private static final String ROWS = "select namespace, pod_usage_cpu_core_hours::float8 from " + TABLE + " order by 1";
    private DatabaseSettings database;

    @BeforeEach
    void freshDatabase() throws Exception {
        database = KokuDatabase.fresh();
    }

    static Stream<Arguments> refusedRows() {
        return Stream.of(
                Arguments.of(new UsageDay.Row("long", "n".repeat(254), "{}", 1.0), "namespace", "22001"),
                Arguments.of(new UsageDay.Row("overflow", "shop", "{}", 1e18), "pod_usage_cpu_core_hours", "22003"),
                Arguments.of(new UsageDay.Row("infinite", "shop", "{}", Double.POSITIVE_INFINITY), "pod_usage_cpu_core_hours", "22003"),
                Arguments.of(new UsageDay.Row("NaN", "shop", "{}", Double.NaN), "pod_usage_cpu_core_hours", "22P02"),
                Arguments.of(new UsageDay.Row("not JSON", "shop", "{app}", 1.0), "pod_labels", "22P02"),
                Arguments.of(new UsageDay.Row("JSON with U+0000", "shop", "{\"a\": \"\\u0000\"}", 1.0), "pod_labels", "22P05"),
                Arguments.of(new UsageDay.Row("text with U+0000", "sh\0op", "{}", 1.0), null, "22021"));
    }

    @ParameterizedTest
    @MethodSource("refusedRows")
    void aWrongValueHoldsBackTheDayWithItsColumnNamed(UsageDay.Row wrong, String column, String state) throws Exception {
        DayReport first = new UsageDay(wrong).publishTo(database);
        new UsageDay(row("published", 1)).at(2, "files 2").publishTo(database);
        DayReport second = new UsageDay(wrong, row("published", 2)).at(3, "files 3").publishTo(database);

        for (DayReport report : List.of(first, second)) {
            assertThat(report.outcome()).isEqualTo(Outcome.HELD_BACK);
            assertThat(report.heldBack().column()).isEqualTo(column);
            assertThat(report.heldBack().reason()).contains(UsageDay.TABLE, UsageDay.SOURCE, "2025-10-03", state);
            assertThat(report.heldBack().reason()).as("names and amounts do not belong into a log").doesNotContain("nnn", "{app}", "Failing row");
        }
        assertThat(query(database, ROWS)).containsExactly("published|1");
        assertThat(query(database, "select published_revision, pending_revision, pending_column, pending_sqlstate, pending_reason from org1234567.costflow_status"))
                .containsExactly("2|3|" + column + "|" + state + "|" + second.heldBack().reason());
    }

    @Test
    void aMissingValueIsNamedByItsColumn() throws Exception {
        execute(database, "alter table " + TABLE + " alter column namespace set not null");

        DayReport report = new UsageDay(new UsageDay.Row("nothing", null, "{}", 1.0)).publishTo(database);

        assertThat(report.heldBack().column()).isEqualTo("namespace");
        assertThat(report.heldBack().reason()).contains("23502").doesNotContain("Failing row");
    }

    @Test
    void aReferenceToNothingIsNamedThoughKokusForeignKeysAreDeferred() throws Exception {
        execute(database, "alter table " + TABLE + " alter column data_source set default 'x'; create table org1234567.sources (name text primary key);"
                + "alter table " + TABLE + " add foreign key (data_source) references org1234567.sources deferrable initially deferred");

        DayReport report = new UsageDay(row("shop", 1)).publishTo(database);

        assertThat(report.outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(report.heldBack().column()).isEqualTo("data_source");
        assertThat(report.heldBack().reason()).contains("23503");
    }

    @Test
    void twoRowsOfOneKeyAreRefused() throws Exception {
        DayReport first = new UsageDay(row("shop", 1), row("shop", 1)).publishTo(database);
        new UsageDay(row("shop", 1)).at(2, "files 2").publishTo(database);
        DayReport second = new UsageDay(row("shop", 1), row("shop", 1)).at(3, "files 3").publishTo(database);

        assertThat(List.of(first, second)).allSatisfy(report -> {
            assertThat(report.outcome()).isEqualTo(Outcome.HELD_BACK);
            assertThat(report.heldBack().reason()).contains("23505", "2025-10-03").doesNotContain(row("shop", 1).key().toString());
        });
        assertThat(query(database, ROWS)).containsExactly("shop|1");
    }

    @Test
    void theNextGoodRevisionClearsWhatIsPending() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);
        new UsageDay(row("n".repeat(254), 1)).at(2, "files 2").publishTo(database);

        DayReport report = new UsageDay(row("shop", 1)).at(3, "files 1").publishTo(database);

        assertThat(report.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(query(database, "select published_revision, pending_revision, pending_since, pending_reason, pending_column from org1234567.costflow_status"))
                .containsExactly("1|null|null|null|null");
    }

    @Test
    void aMarkThatIsHeldBackIsRecordedAndTouchesNothingElse() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);
        HeldBack cut = new HeldBack("The file is cut short.", "s3://cost/a.parquet", "pod");

        DayReport report = holdBack(2, cut);
        List<String> since = query(database, "select pending_since from org1234567.costflow_status");
        holdBack(3, cut);

        assertThat(report.outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(query(database, ROWS)).containsExactly("shop|1");
        assertThat(query(database, "select published_revision, fingerprint, pending_revision, pending_reason, pending_file, pending_column"
                + " from org1234567.costflow_status")).containsExactly("1|files 1|3|The file is cut short.|s3://cost/a.parquet|pod");
        assertThat(query(database, "select pending_since from org1234567.costflow_status")).as("the same trouble goes on").isEqualTo(since);
    }

    @Test
    void whatIsHeldBackAgainLeavesTheStatusRowUntouched() throws Exception {
        holdBack(2, HeldBack.because("The report period is missing."));
        List<String> version = query(database, "select xmin from org1234567.costflow_status");

        holdBack(2, HeldBack.because("The report period is missing."));
        holdBack(1, HeldBack.because("An older trouble."));

        assertThat(query(database, "select xmin from org1234567.costflow_status")).isEqualTo(version);
    }

    @Test
    void rowsOfAnotherDayAreABugAndNotWritten() throws Exception {
        SourceDay other = SourceDay.of(KokuDatabase.TENANT, UsageDay.SOURCE, UsageDay.DAY.plusDays(1));
        requireBug(new UsageDay(other, row("shop", 1)));
        assertThat(query(database, ROWS)).isEmpty();

        new UsageDay(row("published", 1)).publishTo(database);
        requireBug(new UsageDay(other, row("shop", 1)));
        assertThat(query(database, ROWS)).containsExactly("published|1");
    }

    @Test
    void rowsThatWouldNotBeFoundAgainAreABugAndNotWritten() throws Exception {
        execute(database, "alter table " + TABLE + " alter column monthly_cost_type set default 'Node'");
        requireBug(new UsageDay(row("shop", 1)));
        assertThat(query(database, ROWS)).isEmpty();

        execute(database, "alter table " + TABLE + " alter column monthly_cost_type drop default");
        new UsageDay(row("published", 1)).publishTo(database);
        execute(database, "alter table " + TABLE + " alter column monthly_cost_type set default 'Node'");
        requireBug(new UsageDay(row("shop", 1)));
        assertThat(query(database, ROWS)).containsExactly("published|1");
    }

    private void requireBug(UsageDay strange) throws Exception {
        try (DayPublisher publisher = new DayPublisher(database, UsageDay.TABLES); StagedRows staged = new StagedRows()) {
            staged.add(strange.staged());

            assertThatThrownBy(() -> publisher.publish(new UsageDay(row("shop", 1)).at(2, "files 2").mark(), staged)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("only 0 would be ours").hasMessageContaining("another source or day");
        }
    }

    private DayReport holdBack(long revision, HeldBack why) throws Exception {
        try (DayPublisher publisher = new DayPublisher(database, UsageDay.TABLES); StagedRows none = new StagedRows()) {
            return publisher.publish(DayMark.heldBack(new UsageDay().period(), revision, new DayMark.Basis(revision, 1, 0, 0), why), none);
        }
    }
}
