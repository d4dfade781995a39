package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.costflow.settings.DatabaseSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A day that somebody else had written is compared with what replaces it: by totals, since the rows go by other keys. */
class TakenOverDayTest {

    private static final String TABLE = "org1234567." + UsageDay.TABLE;
    private DatabaseSettings database;

    @BeforeEach
    void freshDatabase() throws Exception {
        database = KokuDatabase.fresh();
    }

    @Test
    void theSameRowsUnderOtherKeysDifferInNothing() throws Exception {
        written("shop", 1.5);
        written("billing", 2.5);

        DayReport report = new UsageDay(row("shop", 1.5), row("billing", 2.5)).publishTo(database);

        assertThat(report.written()).isEqualTo(2);
        assertThat(report.deleted()).isEqualTo(2);
        assertThat(report.replaced()).isEqualTo(new Replaced(0, 0));
    }

    @Test
    void aTotalThatDiffersIsToldRelativeToTheLargerOne() throws Exception {
        written("shop", 3);

        DayReport report = new UsageDay(row("shop", 1), row("billing", 3)).publishTo(database);

        assertThat(report.replaced().difference()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void aDayThatNobodyHadWrittenIsNotTakenOver() throws Exception {
        assertThat(new UsageDay(row("shop", 1)).publishTo(database).replaced()).isEqualTo(new Replaced(0, Replaced.NO_TAKEOVER));
    }

    @Test
    void aDayIsTakenOverOnce() throws Exception {
        written("shop", 3);
        new UsageDay(row("shop", 1)).publishTo(database);

        DayReport again = new UsageDay(row("shop", 2)).at(2, "files 2").publishTo(database);

        assertThat(again.replaced()).isEqualTo(new Replaced(1, Replaced.NO_TAKEOVER));
    }

    @Test
    void rowsThatAreNotOursAreNotCompared() throws Exception {
        written("shop", 3);
        execute(database, "update " + TABLE + " set cost_model_rate_type = 'Supplementary'");

        assertThat(new UsageDay(row("shop", 1)).publishTo(database).replaced().difference()).isEqualTo(Replaced.NO_TAKEOVER);
    }

    private void written(String namespace, double cpu) throws Exception {
        execute(database, "insert into " + TABLE + " (uuid, usage_start, usage_end, source_uuid, data_source, namespace, pod_labels, pod_usage_cpu_core_hours)"
                + " values (gen_random_uuid(), '%1$s', '%1$s', '%2$s', 'Pod', '%3$s', '{}', %4$s)".formatted(UsageDay.DAY, UsageDay.SOURCE, namespace, cpu));
    }
}
