package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.TENANT;
import static io.costflow.publish.KokuDatabase.connect;
import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.SourceMode;
import java.sql.Connection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Days that are computed and not written: of sources that another program writes, and, on request only, of those that nobody asked for. */
class NotWrittenTest {

    private static final String ROWS = "select namespace from org1234567." + UsageDay.TABLE + " order by 1";

    private DatabaseSettings database;

    @BeforeEach
    void freshDatabase() throws Exception {
        database = KokuDatabase.fresh();
    }

    @ParameterizedTest
    @EnumSource(value = SourceMode.class, names = {"TRINO", "SHADOW", "REFUSE"})
    void aSourceThatAnotherProgramWrites(SourceMode mode) throws Exception {
        set(SourceModes.ALL_OUTPUTS, mode);

        assertThat(publish(WriteRule.ALWAYS, new UsageDay(row("shop", 1))).outcome()).isEqualTo(Outcome.NOT_WRITTEN);
        assertThat(publish(WriteRule.ALWAYS, new UsageDay(row("shop", 1)).at(2, "files 2").rebuilt()).outcome()).isEqualTo(Outcome.NOT_WRITTEN);
        assertThat(query(database, ROWS)).isEmpty();
    }

    @Test
    void theRowOfAnOutputWinsOverThatOfItsSource() throws Exception {
        set(SourceModes.ALL_OUTPUTS, SourceMode.TRINO);
        set(UsageDay.OUTPUT, SourceMode.COSTFLOW);

        assertThat(publish(WriteRule.ALWAYS, new UsageDay(row("shop", 1))).outcome()).isEqualTo(Outcome.PUBLISHED);
    }

    @Test
    void aRowWinsOverTheConfiguration() throws Exception {
        WriteRule trino = new WriteRule(SourceMode.TRINO, false, true);
        assertThat(publish(trino, new UsageDay(row("shop", 1))).outcome()).isEqualTo(Outcome.NOT_WRITTEN);
        set(UsageDay.OUTPUT, SourceMode.COSTFLOW);
        assertThat(publish(trino, new UsageDay(row("shop", 1)).at(2, "files 1")).outcome()).isEqualTo(Outcome.PUBLISHED);
    }

    @Test
    void rowsThatTheOtherWroteAreComparedWhenTheSourceComesBack() throws Exception {
        publish(WriteRule.ALWAYS, new UsageDay(row("shop", 1)));
        set(SourceModes.ALL_OUTPUTS, SourceMode.TRINO);
        publish(WriteRule.ALWAYS, new UsageDay(row("shop", 1)).at(2, "files 1"));
        execute(database, "update org1234567." + UsageDay.TABLE + " set namespace = 'of the other'");
        set(SourceModes.ALL_OUTPUTS, SourceMode.COSTFLOW);

        assertThat(publish(WriteRule.ALWAYS, new UsageDay(row("shop", 1)).at(3, "files 1")).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(query(database, ROWS)).containsExactly("shop");
    }

    @Test
    void onRequestOnlyDaysAreWrittenThatSomebodyAskedFor() throws Exception {
        WriteRule onRequest = new WriteRule(SourceMode.COSTFLOW, true, true);
        assertThat(publish(onRequest, new UsageDay(row("shop", 1))).outcome()).isEqualTo(Outcome.NOT_WRITTEN);
        assertThat(query(database, ROWS)).isEmpty();

        assertThat(publish(onRequest, new UsageDay(row("shop", 1)).at(2, "files 1").rebuilt()).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(publish(onRequest, new UsageDay(row("cart", 1)).at(3, "files 2")).outcome()).isEqualTo(Outcome.NOT_WRITTEN);
        assertThat(query(database, ROWS)).containsExactly("shop");
    }

    private void set(String output, SourceMode mode) throws Exception {
        try (Connection connection = connect(database)) {
            SourceModes.create(connection, TENANT);
            SourceModes.set(connection, TENANT, UsageDay.SOURCE, output, mode);
        }
    }

    private DayReport publish(WriteRule rule, UsageDay day) throws Exception {
        try (DayPublisher publisher = new DayPublisher(database, UsageDay.TABLES, database.outageBudget(), rule)) {
            return day.publishTo(publisher);
        }
    }
}
