package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In the OpenShift table koku also keeps rows with costs, and every source has its rows there: only ours are touched. */
class OwnershipTest {

    private static final String TABLE = "org1234567." + UsageDay.TABLE;
    private static final String OTHER_SOURCE = "00000000-0000-0000-0000-000000000002";
    private DatabaseSettings database;

    @BeforeEach
    void freshDatabase() throws Exception {
        database = KokuDatabase.fresh();
    }

    @Test
    void rowsOfOthersStayUntouched() throws Exception {
        insert("2025-10-03", UsageDay.SOURCE, "raw cost", "infrastructure_raw_cost", "0.5");
        insert("2025-10-03", UsageDay.SOURCE, "cost model", "cost_model_rate_type", "'Infrastructure'");
        insert("2025-10-03", UsageDay.SOURCE, "monthly", "monthly_cost_type", "'Node'");
        insert("2025-10-03", UsageDay.SOURCE, "distributed", "distributed_cost", "0");
        insert("2025-10-03", UsageDay.SOURCE, "written back, cost 0", "raw_currency", "'USD'");
        insert("2025-10-03", UsageDay.SOURCE, "written back, by project", "infrastructure_project_raw_cost", "0");
        insert("2025-10-03", UsageDay.SOURCE, "supplementary", "supplementary_usage_cost", "'{\"cpu\": 0}'");
        insert("2025-10-03", UsageDay.SOURCE, "no data source", "data_source", "null");
        insert("2025-10-03", OTHER_SOURCE, "other source", "infrastructure_raw_cost", "null");
        insert("2025-10-04", UsageDay.SOURCE, "other day", "infrastructure_raw_cost", "null");
        List<String> others = query(database, "select namespace, xmin, xmax from " + TABLE + " order by 1");

        new UsageDay(row("shop", 1), row("billing", 1)).publishTo(database);
        DayReport replaced = new UsageDay(row("shop", 2)).at(2, "files 2").publishTo(database);

        assertThat(replaced).extracting(DayReport::written, DayReport::deleted, DayReport::kept).containsExactly(1L, 1L, 0L);
        assertThat(query(database, "select namespace, xmin, xmax from " + TABLE + " where namespace not in ('shop', 'billing') order by 1")).isEqualTo(others);
    }

    /** koku copies the cost of a day into it; the cost of rows that cost nothing is 0, and NULL where a sum has nothing to add up. */
    @Test
    void costThatIsWrittenBackOutlivesARebuild() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);
        String columns = " (usage_start, usage_end, source_uuid, data_source, namespace, infrastructure_raw_cost, infrastructure_project_raw_cost, raw_currency)";
        for (String cost : List.of("0", "null", "1.5")) {
            execute(database, "insert into " + TABLE + columns + " values ('2025-10-03', '2025-10-03', '" + UsageDay.SOURCE + "', 'Pod', 'cost " + cost + "', "
                    + cost + ", " + cost + ", 'USD')");
        }
        List<String> written = query(database, "select namespace, xmin, xmax from " + TABLE + " where raw_currency is not null order by 1");

        new UsageDay(row("shop", 2)).at(2, "files 2").publishTo(database);
        new UsageDay(row("shop", 2)).at(3, "files 2").rebuilt().publishTo(database);
        execute(database, "drop table org1234567.costflow_status");
        DayReport takenOver = new UsageDay(row("shop", 2)).at(4, "files 2").publishTo(database);

        assertThat(takenOver).extracting(DayReport::written, DayReport::deleted, DayReport::kept).containsExactly(0L, 0L, 1L);
        assertThat(query(database, "select namespace, xmin, xmax from " + TABLE + " where raw_currency is not null order by 1")).hasSize(3).isEqualTo(written);
    }

    @Test
    void takesOverADayThatTrinoWrote() throws Exception {
        insert("2025-10-03", UsageDay.SOURCE, "by Trino", "infrastructure_raw_cost", "null");
        insert("2025-10-03", UsageDay.SOURCE, "by Trino, without cloud cost", "infrastructure_raw_cost", "0");

        DayReport report = new UsageDay(row("shop", 1)).publishTo(database);

        assertThat(report).extracting(DayReport::written, DayReport::deleted, DayReport::kept).containsExactly(1L, 2L, 0L);
        assertThat(query(database, "select namespace from " + TABLE)).containsExactly("shop");
    }

    @Test
    void holdsTheDayBackRatherThanReplaceARowWithCosts() throws Exception {
        new UsageDay(row("billing", 1), row("shop", 1)).publishTo(database);
        execute(database, "update " + TABLE + " set distributed_cost = 7 where namespace = 'shop'");

        DayReport report = new UsageDay(row("billing", 2), row("shop", 2)).at(2, "files 2").publishTo(database);

        assertThat(report.outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(report.heldBack().reason()).contains("does not own", UsageDay.TABLE, row("shop", 2).key().toString(), UsageDay.SOURCE, "2025-10-03");
        assertThat(query(database, "select namespace, pod_usage_cpu_core_hours::float8, distributed_cost::int from " + TABLE + " order by 1"))
                .containsExactly("billing|1|null", "shop|1|7");
    }

    @Test
    void holdsTheDayBackRatherThanReplaceARowOfAnotherSource() throws Exception {
        new UsageDay(row("billing", 1)).publishTo(database);
        insert("2025-10-03", OTHER_SOURCE, "theirs", "uuid", "'" + row("shop", 1).key() + "'");

        DayReport report = new UsageDay(row("billing", 1), row("shop", 2)).at(2, "files 2").publishTo(database);

        assertThat(report.outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(report.heldBack().reason()).contains("does not own", row("shop", 1).key().toString());
        assertThat(query(database, "select namespace from " + TABLE + " order by 1")).containsExactly("billing", "theirs");
    }

    @Test
    void setsOnlyTheColumnsThatAreWritten() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);
        execute(database, "update " + TABLE + " set cluster_alias = 'set by koku'");

        new UsageDay(row("shop", 2)).at(2, "files 2").publishTo(database);

        assertThat(query(database, "select cluster_alias, pod_usage_cpu_core_hours::float8 from " + TABLE)).containsExactly("set by koku|2");
    }

    private void insert(String day, String source, String namespace, String column, String value) throws Exception {
        execute(database, "insert into " + TABLE + " (usage_start, usage_end, source_uuid, namespace"
                + (column.equals("data_source") ? "" : ", data_source") + ", " + column + ") values ('" + day + "', '" + day + "', '" + source + "', '" + namespace
                + "', " + (column.equals("data_source") ? "" : "'Pod', ") + value + ")");
    }
}
