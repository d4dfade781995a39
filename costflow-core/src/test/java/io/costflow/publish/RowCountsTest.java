package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.OPENSHIFT;
import static io.costflow.publish.UsageDay.OUTPUT;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.costflow.day.SourceDay;
import io.costflow.publish.RowCounts.Counted;
import io.costflow.settings.DatabaseSettings;
import java.sql.Connection;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tables hold of published days, and what the status table says of it. */
class RowCountsTest {

    private static final YearMonth OCTOBER = YearMonth.of(2025, 10);
    private static final String TABLE = "org1234567." + UsageDay.TABLE;

    private DatabaseSettings database;
    private Connection connection;
    private RowCounts rows;

    @BeforeEach
    void publish() throws Exception {
        database = KokuDatabase.fresh();
        new UsageDay(row("billing", 1), row("shop", 1)).publishTo(database);
        new UsageDay(SourceDay.of(KokuDatabase.TENANT, UsageDay.SOURCE, UsageDay.DAY.plusDays(1)), row("shop", 1)).publishTo(database);
        connection = KokuDatabase.connect(database);
        rows = new RowCounts(connection, KokuDatabase.TENANT);
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
    }

    @Test
    void onlyRowsOfOursAreCounted() throws Exception {
        execute(database, "insert into " + TABLE + " (usage_start, usage_end, source_uuid, data_source, raw_currency) values ('2025-10-03', '2025-10-03', '"
                + UsageDay.SOURCE + "', 'Pod', 'USD')");

        assertThat(rows.count(OUTPUT, OPENSHIFT, OCTOBER)).extracting(Counted::written, Counted::found)
                .containsExactly(tuple(2L, 2L), tuple(1L, 1L));
        assertThat(RowCounts.differing(rows.count(OUTPUT, OPENSHIFT, OCTOBER))).isEmpty();
        assertThat(rows.count(OUTPUT, OPENSHIFT, OCTOBER.plusMonths(1))).isEmpty();
    }

    @Test
    void missingRowsAndRowsThatOthersAddedAreFound() throws Exception {
        execute(database, "delete from " + TABLE + " where usage_start = '2025-10-03' and namespace = 'shop'");
        assertThat(RowCounts.differing(rows.count(OUTPUT, OPENSHIFT, OCTOBER))).singleElement()
                .satisfies(counted -> assertThat(counted.period().from()).isEqualTo(UsageDay.DAY));

        execute(database, "insert into " + TABLE + " (usage_start, usage_end, source_uuid, data_source) select d, d, '" + UsageDay.SOURCE + "', 'Pod'"
                + " from (values (date '2025-10-03'), ('2025-10-04')) as days (d)");
        assertThat(RowCounts.differing(rows.count(OUTPUT, OPENSHIFT, OCTOBER))).singleElement()
                .satisfies(counted -> assertThat(counted.period().from()).isEqualTo(UsageDay.DAY.plusDays(1)));
    }

    @Test
    void ofDaysThatAnEarlierVersionPublishedAllTablesAreCountedTogether() throws Exception {
        execute(database, "update org1234567.costflow_status set rows_by_table = null");
        assertThat(RowCounts.differing(rows.count(OUTPUT, OPENSHIFT, OCTOBER))).isEmpty();

        execute(database, "truncate " + TABLE);
        assertThat(RowCounts.differing(rows.count(OUTPUT, OPENSHIFT, OCTOBER))).hasSize(2);
    }

    @Test
    void changesAndTruncationOfAMonthAreSeenInTheStatistics() throws Exception {
        execute(database, "create table " + TABLE + "_2025_11 partition of " + TABLE + " for values from ('2025-11-01') to ('2025-12-01')");
        String november = rows.changes(OPENSHIFT, OCTOBER.plusMonths(1));
        execute(database, "insert into " + TABLE + " (usage_start, usage_end) values ('2025-11-03', '2025-11-03')");
        String inserted = changed(november);
        execute(database, "truncate " + TABLE + "_2025_11");
        changed(inserted);
    }

    /** PostgreSQL's statistics are some seconds late at times. */
    private String changed(String before) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (rows.changes(OPENSHIFT, OCTOBER.plusMonths(1)).equals(before)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(100);
        }
        return rows.changes(OPENSHIFT, OCTOBER.plusMonths(1));
    }

    @Test
    void theStatusTableSaysSinceWhenADayDiffersAndHowOftenItWasPutBack() throws Exception {
        UsageDay day = new UsageDay(row("billing", 1), row("shop", 1));
        for (int turn = 1; turn <= 2; turn++) {
            execute(database, "delete from " + TABLE + " where usage_start = '2025-10-03' and namespace = 'shop'");
            assertThat(rows.record(day.period(), true)).isTrue();
            assertThat(rows.record(day.period(), true)).as("again").isFalse();
            DayReport report = day.at(turn + 1, "files 1").rebuilt().publishTo(database);
            assertThat(report.replaced().restored()).isTrue();
            assertThat(query(database, "select restored, rows_differ_since, restored_at > now() - interval '1 minute', rows_by_table from"
                    + " org1234567.costflow_status where period_start = '2025-10-03'")).containsExactly(turn + "|null|t|{\"" + UsageDay.TABLE + "\": 2}");
        }
        execute(database, "update org1234567.costflow_status set restored_at = now() - interval '2 days'");
        rows.record(day.period(), true);
        execute(database, "delete from " + TABLE + " where usage_start = '2025-10-03' and namespace = 'shop'");
        day.at(9, "files 1").rebuilt().publishTo(database);
        assertThat(query(database, "select restored from org1234567.costflow_status where period_start = '2025-10-03'")).as("a day later").containsExactly("1");
    }

    @Test
    void monthsWithoutReportPeriodAreForgotten() throws Exception {
        execute(database, "insert into org1234567.reporting_ocpusagereportperiod (cluster_id, report_period_start, report_period_end, provider_id)"
                + " values ('my-cluster', '2025-10-01 00:00Z', '2025-11-01 00:00Z', '" + UsageDay.SOURCE + "')");
        assertThat(rows.forgetMonthsWithout(OUTPUT, "reporting_ocpusagereportperiod", "report_period_start", 0)).isEmpty();

        execute(database, "update org1234567.reporting_ocpusagereportperiod set report_period_start = '2025-11-01 00:00Z', report_period_end = '2025-12-01 00:00Z'");
        assertThat(rows.forgetMonthsWithout(OUTPUT, "reporting_ocpusagereportperiod", "report_period_start", 1)).as("rows of November's invoice").isEmpty();

        execute(database, "delete from org1234567.reporting_ocpusagereportperiod");
        assertThat(rows.forgetMonthsWithout(OUTPUT, "reporting_ocpusagereportperiod", "report_period_start", 0))
                .hasSize(2).contains(new UsageDay().period());
        assertThat(rows.months(OUTPUT)).isEqualTo(List.of());
    }
}
