package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.HeldBack;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The last good revision of a day that is held back: its rows are put back where another program has deleted them. */
class LastGoodRevisionTest {

    private static final HeldBack CUT = HeldBack.because("A file is cut short.");
    private static final String ROWS = "select namespace from org1234567." + UsageDay.TABLE + " order by 1";
    private static final String STATUS = "select concat_ws(' ', published_revision, published_plan_revision, fingerprint, rows_by_table, pending_revision, pending_reason,"
            + " ensured_plan_revision) from org1234567.costflow_status";

    private DatabaseSettings database;

    @BeforeEach
    void aDayWasPublishedAndItsRowsAreDeleted() throws Exception {
        database = KokuDatabase.fresh();
        new UsageDay(row("shop", 1), row("cart", 2)).publishTo(database);
        execute(database, "delete from org1234567." + UsageDay.TABLE);
    }

    @Test
    void rowsThatAreGoneAreWrittenAndTheReasonStays() throws Exception {
        DayReport report = publish(new UsageDay(row("shop", 1), row("cart", 2)).at(7, "files 1"));
        assertThat(report.outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(report.written()).isEqualTo(2);
        assertThat(query(database, ROWS)).containsExactly("cart", "shop");
        String status = "1 1 files 1 {\"" + UsageDay.TABLE + "\": 2} 7 A file is cut short. 7";
        assertThat(query(database, STATUS)).containsExactly(status);

        assertThat(publish(new UsageDay(row("shop", 1), row("cart", 2)).at(7, "files 1")).written()).as("rows written by a second request").isZero();
        assertThat(query(database, STATUS)).containsExactly(status);
    }

    @Test
    void rowsThatAreNotOursToWriteStayGone() throws Exception {
        execute(database, "insert into org1234567.costflow_source (source_uuid, mode) values ('" + UsageDay.SOURCE + "', 'trino')");
        assertThat(publish(new UsageDay(row("shop", 1)).at(7, "files 1")).outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(query(database, ROWS)).isEmpty();
    }

    @Test
    void rowsThatPostgresRefusesLeaveTheDayHeldBackForItsOwnReason() throws Exception {
        assertThat(publish(new UsageDay(row("x".repeat(300), 1)).at(7, "files 1")).heldBack()).isEqualTo(CUT);
        assertThat(query(database, ROWS)).isEmpty();
        assertThat(query(database, STATUS)).singleElement().asString().endsWith("7 A file is cut short. 7");
    }

    @Test
    void rowsThatWereWrittenBeforeTheDayWasHeldBackAreDropped() throws Exception {
        UsageDay day = new UsageDay(row("shop", 1)).at(7, "files 1");
        try (DayPublisher publisher = new DayPublisher(database, UsageDay.TABLES); StagedRows staged = new StagedRows()) {
            staged.add(day.staged());
            assertThat(publisher.publish(day.heldBackMark(CUT, 1).with((DayMark.LastGood) null), staged).outcome()).isEqualTo(Outcome.HELD_BACK);
        }
        assertThat(query(database, ROWS)).isEmpty();
    }

    private DayReport publish(UsageDay day) throws Exception {
        try (DayPublisher publisher = new DayPublisher(database, UsageDay.TABLES); StagedRows staged = new StagedRows()) {
            staged.add(day.staged());
            return publisher.publish(day.heldBackMark(CUT, 1), staged);
        }
    }
}
