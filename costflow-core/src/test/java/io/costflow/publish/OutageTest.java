package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Troubles that pass are waited for; what is wrong with one day holds back that day. */
class OutageTest {

    private static final String TABLE = "org1234567." + UsageDay.TABLE;
    private static final String NAMESPACES = "select namespace from " + TABLE + " order by 1";
    private DatabaseSettings database;

    @BeforeEach
    void freshDatabase() throws Exception {
        database = KokuDatabase.fresh();
    }

    @Test
    void aConnectionThatIsKilledWhileItWritesIsReopened() throws Exception {
        firstTwoWritesDo("perform pg_terminate_backend(pg_backend_pid())");

        DayReport report = new UsageDay(row("shop", 1), row("billing", 1)).publishTo(database);

        assertThat(report.outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(query(database, NAMESPACES)).containsExactly("billing", "shop");
        assertThat(query(database, "select last_value from attempts")).containsExactly("4");
    }

    @Test
    void aConnectionThatIsKilledBetweenTwoDaysIsReopened() throws Exception {
        try (DayPublisher publisher = new DayPublisher(database, UsageDay.TABLES)) {
            new UsageDay(row("shop", 1)).publishTo(publisher);
            execute(database, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'costflow' and datname = current_database()");

            assertThat(new UsageDay(row("billing", 1)).at(2, "files 2").publishTo(publisher).outcome()).isEqualTo(Outcome.PUBLISHED);
        }
        assertThat(query(database, NAMESPACES)).containsExactly("billing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "55P03", "57014", "25006", "28P01", "53300", "57P03", "58030", "08006"})
    void troublesThatPassAreRetriedFromTheBeginning(String state) throws Exception {
        firstTwoWritesDo("raise exception 'not now' using errcode = '" + state + "'");

        assertThat(new UsageDay(row("shop", 1)).publishTo(database).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(query(database, NAMESPACES)).containsExactly("shop");
    }

    @Test
    void whenTheBudgetIsUsedUpTheMessageSaysSo() throws Exception {
        firstTwoWritesDo("null; end if; if true then raise exception 'disk is full' using errcode = '53100'");
        DatabaseSettings impatient = new DatabaseSettings(database.url(), database.user(), null, Duration.ofSeconds(1));

        assertThatThrownBy(() -> new UsageDay(row("shop", 1)).publishTo(impatient)).isInstanceOf(PublishFailedException.class)
                .hasMessageContaining("outage budget of 1 s").hasMessageContaining("disk is full").hasMessageContaining("2025-10-03");
    }

    @Test
    void whatIsMissingHoldsBackTheDayAndOthersArePublished() throws Exception {
        execute(database, "alter table " + TABLE + " rename to taken_away");
        try (DayPublisher publisher = new DayPublisher(database, UsageDay.TABLES)) {
            DayReport refused = new UsageDay(row("shop", 1)).publishTo(publisher);
            execute(database, "alter table org1234567.taken_away rename to " + UsageDay.TABLE);
            DayReport healed = new UsageDay(row("shop", 1)).publishTo(publisher);

            assertThat(refused.outcome()).isEqualTo(Outcome.HELD_BACK);
            assertThat(refused.heldBack().reason()).contains(UsageDay.TABLE, "42P01", "2025-10-03", "The published day stays.", "run koku's migrations");
            assertThat(healed.outcome()).isEqualTo(Outcome.PUBLISHED);
            assertThat(query(database, "select pending_sqlstate, published_revision from org1234567.costflow_status")).containsExactly("null|1");
        }
    }

    @Test
    void aDayIsHeldBackEvenIfTheStatusTableCannotSaySo() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);
        execute(database, "alter table org1234567.costflow_status rename to taken_away; alter table " + TABLE + " rename to taken_away_too;"
                + " create view org1234567.costflow_status as select 1 as a");

        DayReport report = new UsageDay(row("shop", 2)).at(2, "files 2").publishTo(database);

        assertThat(report.outcome()).isEqualTo(Outcome.HELD_BACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "55P03", "57014"})
    void aDayThatOthersAreInTheWayOfForTooLongIsHeldBack(String state) throws Exception {
        firstTwoWritesDo("null; end if; if true then raise exception 'not now' using errcode = '" + state + "'");
        try (DayPublisher publisher = new DayPublisher(database, UsageDay.TABLES, Duration.ofMillis(500))) {
            DayReport report = new UsageDay(row("shop", 1)).publishTo(publisher);

            assertThat(report.outcome()).isEqualTo(Outcome.HELD_BACK);
            assertThat(report.heldBack().reason()).contains(state);
            assertThat(query(database, "select pending_sqlstate from org1234567.costflow_status")).containsExactly(state);
        }
    }

    /** A trigger that counts in a sequence, which rollbacks do not turn back. */
    private void firstTwoWritesDo(String statement) throws Exception {
        execute(database, "create sequence attempts; create function trouble() returns trigger language plpgsql as $$ begin if nextval('attempts') <= 2 then "
                + statement + "; end if; return new; end $$; create trigger trouble before insert on " + TABLE + " for each row execute function trouble()");
    }
}
