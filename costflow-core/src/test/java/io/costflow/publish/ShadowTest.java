package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.TENANT;
import static io.costflow.publish.KokuDatabase.connect;
import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.compare.ShadowComparer;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.SourceMode;
import java.sql.Connection;
import java.time.YearMonth;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of a source in mode shadow: they are compared with those of another program, and not written. */
class ShadowTest {

    private static final String TABLE = TENANT + "." + UsageDay.TABLE;
    private static final String COMPARISON = "select equal, missing, surplus, different, explained_by from " + TENANT + "." + ComparisonTable.NAME;

    private DatabaseSettings database;

    @BeforeEach
    void rowsOfTrino() throws Exception {
        database = KokuDatabase.fresh();
        new UsageDay(row("shop", 1), row("cart", 2), row("old", 3)).publishTo(database);
        execute(database, "update " + TABLE + " set uuid = gen_random_uuid()");
        mode(SourceMode.SHADOW);
    }

    @Test
    void differencesAreCountedAndNothingIsWritten() throws Exception {
        execute(database, "insert into " + TABLE + " (uuid, usage_start, usage_end, source_uuid, data_source, namespace, cost_model_rate_type) select gen_random_uuid(), usage_start, usage_start,"
                + " source_uuid, 'Pod', 'cost model', 'Infrastructure' from " + TABLE + " limit 1");
        String before = query(database, "select array_agg((uuid, xmin)::text order by uuid) from " + TABLE).get(0);

        assertThat(publish(new UsageDay(row("shop", 1), row("cart", 2.5), row("new", 4)).at(2, "files 2"))).isEqualTo(Outcome.NOT_WRITTEN);

        assertThat(query(database, COMPARISON)).containsExactly("1|0|0|2|null");
        assertThat(query(database, "select array_agg((uuid, xmin)::text order by uuid) from " + TABLE)).containsExactly(before);
    }

    @Test
    void whatIsEqualButForARoundingErrorIsEqual() throws Exception {
        publish(new UsageDay(row("shop", 1), row("cart", 2 + 1e-12), row("old", 3)).at(2, "files 2"));

        assertThat(query(database, COMPARISON)).containsExactly("3|0|0|0|null");
    }

    @Test
    void aDayIsComparedAgainWhenEitherSideHasChangedOnly() throws Exception {
        publish(new UsageDay(row("shop", 1)).at(2, "files 2"));
        String first = comparedAt();
        publish(new UsageDay(row("shop", 1)).at(3, "files 2").rebuilt());
        assertThat(comparedAt()).as("when equal sides were compared").isEqualTo(first);

        execute(database, "delete from " + TABLE + " where namespace <> 'shop'");
        publish(new UsageDay(row("shop", 1)).at(4, "files 2").rebuilt());
        assertThat(query(database, COMPARISON)).containsExactly("1|0|0|0|null");

        publish(new UsageDay(row("shop", 2)).at(5, "files 3"));
        assertThat(query(database, COMPARISON)).containsExactly("0|0|0|1|amounts");
    }

    @Test
    void aDayThatKokuHasYetToSummariseIsMarked() throws Exception {
        execute(database, "insert into " + TENANT + ".reporting_ocpusagereportperiod (cluster_id, report_period_start, report_period_end, provider_id,"
                + " summary_data_updated_datetime) values ('my-cluster', '2025-10-01Z', '2025-11-01Z', '" + UsageDay.SOURCE + "', '1969-12-31Z')");

        publish(new UsageDay(row("shop", 7)).at(2, "files 2"));

        assertThat(query(database, "select explained_by from " + TENANT + "." + ComparisonTable.NAME)).containsExactly(ComparisonTable.NOT_SUMMARISED);
    }

    @Test
    void inModeTrinoNothingIsCompared() throws Exception {
        mode(SourceMode.TRINO);

        assertThat(publish(new UsageDay(row("shop", 1)).at(2, "files 2"))).isEqualTo(Outcome.NOT_WRITTEN);

        assertThat(query(database, COMPARISON)).isEmpty();
    }

    @Test
    void inAChainThatBeganInModeShadowItIsCompared() throws Exception {
        try (Connection connection = connect(database)) {
            StatementChains.mode(connection, new StatementChains.Chain(TENANT, UsageDay.OUTPUT, UsageDay.SOURCE, UsageDay.SOURCE, YearMonth.from(UsageDay.DAY)), Set.of(UsageDay.DAY),
                    SourceMode.SHADOW);
        }
        mode(SourceMode.TRINO);

        assertThat(publish(new UsageDay(row("shop", 1)).at(2, "files 2"))).isEqualTo(Outcome.NOT_WRITTEN);

        assertThat(query(database, COMPARISON)).hasSize(1);
    }

    private String comparedAt() throws Exception {
        return query(database, "select compared_at from " + TENANT + "." + ComparisonTable.NAME).get(0);
    }

    private void mode(SourceMode mode) throws Exception {
        try (Connection connection = connect(database)) {
            SourceModes.set(connection, TENANT, UsageDay.SOURCE, SourceModes.ALL_OUTPUTS, mode);
        }
    }

    private Outcome publish(UsageDay day) throws Exception {
        try (DayPublisher publisher = new DayPublisher(database, UsageDay.TABLES, database.outageBudget(), WriteRule.ALWAYS, new ShadowComparer())) {
            return day.publishTo(publisher).outcome();
        }
    }
}
