package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.settings.DatabaseSettings;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What PostgreSQL makes of the statements where it knows nothing of a month yet, as when the month is published for the first time: rows are found by their day.
 * The columns that say that a row has no costs have indexes too, by which it would read all days.
 */
class ReplacementSqlTest {

    private static final ReplacementSql SQL = new ReplacementSql(UsageDay.OPENSHIFT, new UsageDay().period());
    private static DatabaseSettings database;

    @BeforeAll
    static void publishWithoutStatistics() throws Exception {
        database = KokuDatabase.fresh();
        execute(database, "insert into org1234567." + UsageDay.TABLE + " (usage_start, usage_end, source_uuid, data_source, namespace)"
                + " select day, day, '" + UsageDay.SOURCE + "', 'Pod', repeat('s', 200) || row"
                + " from generate_series(date '2025-10-01', date '2025-10-20', '1 day') day, generate_series(1, 1000) row");
        assertThat(query(database, "select count(*) from pg_stats where schemaname = 'org1234567' and attname = 'usage_start'")).containsExactly("0");
    }

    @Test
    void theDayIsFoundByItsDateWhetherItHasRows() throws Exception {
        assertFoundByDay(SQL.isEmpty());
    }

    @Test
    void theDayIsFoundByItsDateToBeAddedUp() throws Exception {
        assertFoundByDay(SQL.totals(List.of("pod_usage_cpu_core_hours")));
    }

    private static void assertFoundByDay(String statement) throws Exception {
        List<String> plan = query(database, "explain (analyze, costs off, timing off) " + statement);

        assertThat(plan).anyMatch(line -> line.contains("Index Cond") && line.contains("usage_start"));
        assertThat(plan).noneMatch(line -> line.contains("Index Cond") && !line.contains("usage_start"));
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan"));
    }
}
