package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.SourceDay;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Month partitions are asked for where koku's partition manager is (4-postgres, C.1). */
class MonthPartitionsTest {

    private static final String TABLE = "org1234567." + UsageDay.TABLE;
    private static final String MONTH = UsageDay.TABLE + "_2025_10";
    private static final String PLACES = "select tableoid::regclass, namespace from " + TABLE + " order by 2";
    /** A partition manager by the specification: a row becomes a partition with the bounds that it names. */
    private static final String PARTITION_MANAGER = """
            insert into org1234567.partitioned_tables (schema_name, table_name, partition_of_table_name, partition_type, partition_col, partition_parameters)
                values ('org1234567', 'reporting_ocpusagelineitem_daily_summary_default', 'reporting_ocpusagelineitem_daily_summary', 'range', 'usage_start',
                    '{"default": true}');
            create function public.make_partition() returns trigger language plpgsql as $$
            begin
                execute format('create table %I.%I partition of %I.%I for values from (%L) to (%L)', new.schema_name, new.table_name, new.schema_name,
                    new.partition_of_table_name, new.partition_parameters->>'from', new.partition_parameters->>'to');
                return null;
            end $$;
            create trigger make_partition after insert on org1234567.partitioned_tables for each row execute function public.make_partition();
            """;
    private DatabaseSettings database;

    @BeforeEach
    void freshDatabase() throws Exception {
        database = KokuDatabase.fresh();
    }

    @Test
    void withoutThePartitionManagerTheDefaultPartitionTakesTheRows() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);

        assertThat(query(database, PLACES)).containsExactly(TABLE + "_default|shop");
    }

    @Test
    void aMissingMonthIsAskedForOnce() throws Exception {
        execute(database, PARTITION_MANAGER);

        new UsageDay(row("shop", 1)).publishTo(database);
        new UsageDay(row("shop", 2)).at(2, "files 2").publishTo(database);

        assertThat(query(database, PLACES)).containsExactly("org1234567." + MONTH + "|shop");
        assertThat(query(database, "select schema_name, table_name, partition_of_table_name, partition_type, partition_col, partition_parameters, active,"
                + " subpartition_type from org1234567.partitioned_tables order by id desc limit 1"))
                .containsExactly("org1234567|" + MONTH + "|" + UsageDay.TABLE
                        + "|range|usage_start|{\"to\": \"2025-11-01\", \"from\": \"2025-10-01\", \"default\": false}|t|null");
        assertThat(query(database, "select count(*) from org1234567.partitioned_tables")).containsExactly("2");
    }

    @Test
    void aTableWithoutDefaultPartitionInTheRegistryIsLeftAlone() throws Exception {
        execute(database, PARTITION_MANAGER + "delete from org1234567.partitioned_tables");

        new UsageDay(row("shop", 1)).publishTo(database);

        assertThat(query(database, PLACES)).containsExactly(TABLE + "_default|shop");
    }

    @Test
    void rowsOfTheMonthMoveFromTheDefaultPartition() throws Exception {
        new UsageDay(row("earlier", 1)).publishTo(database);
        execute(database, "insert into " + TABLE + " (usage_start, usage_end, namespace, cost_model_rate_type)"
                + " values ('2025-10-31', '2025-10-31', 'koku', 'x'), ('2025-11-01', '2025-11-01', 'november', 'x')");
        execute(database, PARTITION_MANAGER);

        new UsageDay(row("earlier", 1), row("shop", 1)).at(2, "files 2").publishTo(database);

        assertThat(query(database, PLACES)).containsExactly("org1234567." + MONTH + "|earlier", "org1234567." + MONTH + "|koku", TABLE + "_default|november",
                "org1234567." + MONTH + "|shop");
    }

    @Test
    void writersOfOneMonthDoNotDisturbEachOther() throws Exception {
        execute(database, PARTITION_MANAGER);

        List<CompletableFuture<DayReport>> writers = IntStream.rangeClosed(1, 6)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> publishSource(number))).toList();

        assertThat(writers).allSatisfy(report -> assertThat(report.get().outcome()).isEqualTo(Outcome.PUBLISHED));
        assertThat(query(database, "select distinct tableoid::regclass from " + TABLE)).containsExactly("org1234567." + MONTH);
        assertThat(query(database, "select count(*) from org1234567.costflow_day")).containsExactly("6");
    }

    private DayReport publishSource(int number) {
        try {
            return new UsageDay(SourceDay.of(KokuDatabase.TENANT, new UUID(0, number).toString(), UsageDay.DAY), row("shop " + number, 1)).publishTo(database);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
