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

/** Troubles that pass are waited for; others end the job with a clear message. */
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
        try (DayPublisher publisher = new DayPublisher(database, List.of(UsageDay.OPENSHIFT))) {
            new UsageDay(row("shop", 1)).publishTo(publisher);
            execute(database, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'costflow' and datname = current_database()");

            assertThat(new UsageDay(row("billing", 1)).at(2, "files 2").publishTo(publisher).outcome()).isEqualTo(Outcome.PUBLISHED);
        }
        assertThat(query(database, NAMESPACES)).containsExactly("billing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "53300", "57P03", "08006"})
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
    void aMissingTableFailsAtOnce() throws Exception {
        execute(database, "drop table " + TABLE);

        assertThatThrownBy(() -> new UsageDay(row("shop", 1)).publishTo(database)).isInstanceOf(PublishFailedException.class)
                .hasMessageContaining(UsageDay.TABLE).hasMessageContaining("42P01");
    }

    /** A trigger that counts in a sequence, which rollbacks do not turn back. */
    private void firstTwoWritesDo(String statement) throws Exception {
        execute(database, "create sequence attempts; create function trouble() returns trigger language plpgsql as $$ begin if nextval('attempts') <= 2 then "
                + statement + "; end if; return new; end $$; create trigger trouble before insert on " + TABLE + " for each row execute function trouble()");
    }
}
