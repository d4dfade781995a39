package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.cli.Preflight;
import io.costflow.database.SqlName;
import io.costflow.doctor.RoleScript;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Scale;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job as a role that has the rights of docs/database-role.sql only, on tables of another role. All tests with the embedded database run like this; here are
 * koku's partition manager, which makes partitions with the rights of whoever asks, and names that nobody would want.
 */
class DatabaseRoleIT {

    private static final String TENANT = EmbeddedDatabase.TENANT;

    /** A partition manager by the specification (4-postgres, C.1), and the registry's rows for the default partitions. */
    private static final String PARTITION_MANAGER = """
            create function public.make_partition() returns trigger language plpgsql as $$
            begin
                execute format('create table %I.%I partition of %I.%I for values from (%L) to (%L)', new.schema_name, new.table_name, new.schema_name,
                    new.partition_of_table_name, new.partition_parameters->>'from', new.partition_parameters->>'to');
                return null;
            end $$;
            insert into org1234567.partitioned_tables (schema_name, table_name, partition_of_table_name, partition_type, partition_col, partition_parameters)
                select 'org1234567', relname || '_default', relname, 'range', 'usage_start', '{"default": true}'
                from pg_class where relkind = 'p' and relnamespace = 'org1234567'::regnamespace;
            create trigger make_partition after insert on org1234567.partitioned_tables for each row execute function public.make_partition();
            """;

    @TempDir
    private static Path lake;

    private static EmbeddedDatabase server;

    private static DemoData data;

    @BeforeAll
    static void start() throws Exception {
        server = SharedServers.database();
        data = new DemoData(42, LocalDate.of(2025, 10, 1), new Scale(List.of(2), 4, 0, 1, Scale.aws(2, 0)));
        data.write(lake, TENANT);
    }

    @Test
    void itMakesTheStatusTableAndHasMonthPartitionsMade() throws Exception {
        KokuDatabase database = database();
        database.runScript(PARTITION_MANAGER);

        requirePublished(run(settings(database, lake)));

        assertThat(RowVersions.query(database, "select tableowner from pg_tables where tablename = 'costflow_status'")).containsExactly("costflow");
        assertThat(RowVersions.query(database, "select distinct tableowner from pg_tables where tablename like '%\\_2025\\_10'")).containsExactly("koku");
        assertThat(RowVersions.query(database, "select count(*) from pg_tables where tablename like '%\\_2025\\_10'")).containsExactly("10");
        for (String table : List.of("reporting_ocpusagelineitem_daily_summary", "reporting_ocpaws_network_summary_p")) {
            assertThat(RowVersions.query(database, "select distinct tableoid::regclass::text from " + TENANT + "." + table)).as(table)
                    .allMatch(partition -> partition.endsWith("_2025_10"));
        }
    }

    @Test
    void withoutTheFunctionItSaysWhatIsMissing() throws Exception {
        KokuDatabase database = database();
        database.runScript(PARTITION_MANAGER + "drop function org1234567.costflow_register_month(text, date)");

        assertThat(Preflight.check(settings(database, lake), leftOut -> {})).singleElement().asString().contains("cannot have month partitions made")
                .contains("doctor --grants");
    }

    @Test
    void aTenantAndARoleOfHostileNamesAreNamesAndNothingElse() throws Exception {
        String hostile = "x\"; drop table \"y\"; --%s %1$s'ü";
        String quoted = "\"" + hostile.replace("\"", "\"\"") + "\"";
        Path folder = lake.resolveSibling(lake.getFileName() + "-hostile");
        data.write(folder, hostile);
        KokuDatabase database = database();
        database.runScript("create table public.y (x int); alter schema " + TENANT + " rename to " + quoted);
        database.runScript(RoleScript.of("costflow", database.url().substring(database.url().lastIndexOf('/') + 1), List.of(hostile)));
        database.runScript(PARTITION_MANAGER.replace("'org1234567'::regnamespace", "(select oid from pg_namespace where nspname = " + literal(hostile) + ")")
                .replace("'org1234567'", literal(hostile)).replace("org1234567.", quoted + "."));
        database.runScript("insert into " + quoted + ".reporting_enabledtagkeys (key, enabled, provider_type) values (" + literal(hostile) + ", true, 'OCP')");

        requirePublished(run(settings(database, folder)));

        assertThat(RowVersions.query(database, "select count(*) > 0 from " + quoted + ".reporting_ocpusagelineitem_daily_summary_2025_10")).containsExactly("t");
        assertThat(RowVersions.query(database, "select count(*) from " + quoted + ".costflow_status where published_revision is not null")).containsExactly("2");
        assertThat(RowVersions.query(database, "select count(*) from public.y")).containsExactly("0");
    }

    private static String literal(String text) {
        return SqlName.literal(text);
    }

    private static void requirePublished(List<DayReport> reports) {
        assertThat(reports).hasSize(2).allSatisfy(report -> assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.PUBLISHED));
    }

    private static List<DayReport> run(Settings settings) throws Exception {
        return JobCluster.shared().run(settings);
    }

    private static KokuDatabase database() throws Exception {
        KokuDatabase database = server.createDatabase();
        data.insert(database, TENANT);
        return database;
    }

    private static Settings settings(KokuDatabase database, Path root) {
        return new Settings(
                new LakeSettings("file://" + root, null, null, null, true),
                new DatabaseSettings(database.url(), database.user(), database.password(), Duration.ofSeconds(20)),
                new DayRange(data.from(), data.to()), List.of(), RunSettings.bounded(1, false, Duration.ofSeconds(10)));
    }
}
