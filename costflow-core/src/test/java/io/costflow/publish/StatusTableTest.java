package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.connect;
import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.database.SqlName;
import io.costflow.day.HeldBack;
import io.costflow.day.Grain;
import io.costflow.day.OutputPeriod;
import io.costflow.day.PublishedState;
import io.costflow.day.SourceDay;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the enumerator learns from the status table, and tenants with strange names. */
class StatusTableTest {

    private static final LocalDate DAY = UsageDay.DAY;
    private DatabaseSettings database;

    /** The status table as the first release made it. */
    private static final String FORMER_TABLE = "create table org1234567.costflow_day (source_uuid uuid not null, usage_start date not null,"
            + " published_revision bigint, published_at timestamptz, fingerprint text, checksum text, files int, rows_read bigint, rows_written bigint,"
            + " rows_deleted bigint, rows_kept bigint, pending_revision bigint, pending_since timestamptz, pending_reason text, pending_file text,"
            + " pending_column text, primary key (source_uuid, usage_start))";

    @BeforeEach
    void freshDatabase() throws Exception {
        database = KokuDatabase.fresh();
    }

    @Test
    void withoutTheTableNothingWasPublished() throws Exception {
        try (Connection connection = connect(database)) {
            assertThat(StatusTable.read(connection, KokuDatabase.TENANT, UsageDay.SOURCE, DAY, DAY)).isEmpty();
            assertThat(StatusTable.largestRevision(connection, KokuDatabase.TENANT)).isZero();
            assertThat(StatusTable.standings(connection, KokuDatabase.TENANT, DAY, DAY)).isEmpty();
        }
    }

    @Test
    void readsThePublishedDaysOfTheWindow() throws Exception {
        for (int i = 0; i < 4; i++) {
            new UsageDay(SourceDay.of(KokuDatabase.TENANT, UsageDay.SOURCE, DAY.plusDays(i)), row("shop", i)).at(i + 1, "files " + i).publishTo(database);
        }
        holdBack(DAY.plusDays(1), 77);
        holdBack(DAY.minusDays(1), 5);
        try (Connection connection = connect(database)) {
            assertThat(StatusTable.read(connection, KokuDatabase.TENANT, UsageDay.SOURCE, DAY.minusDays(1), DAY.plusDays(1))).isEqualTo(Map.of(
                    period(DAY), new PublishedState("files 0", String.valueOf(List.of(row("shop", 0)).hashCode())),
                    period(DAY.plusDays(1)), new PublishedState("files 1", String.valueOf(List.of(row("shop", 1)).hashCode()))));
            assertThat(StatusTable.largestRevision(connection, KokuDatabase.TENANT)).as("one that is held back counts").isEqualTo(77);
        }
    }

    @Test
    void tellsHowManyDaysOfEachSourceArePublishedAndHeldBackNow() throws Exception {
        for (int i = 0; i < 3; i++) {
            new UsageDay(SourceDay.of(KokuDatabase.TENANT, UsageDay.SOURCE, DAY.plusDays(i)), row("shop", i)).publishTo(database);
        }
        holdBack(DAY, 77);
        holdBack(DAY.minusDays(1), 5);
        execute(database, "update org1234567.costflow_status set pending_since = '2025-10-01 00:00Z' where period_start = '" + DAY.minusDays(1) + "'");
        try (Connection connection = connect(database)) {
            assertThat(StatusTable.standings(connection, KokuDatabase.TENANT, DAY.minusDays(1), DAY.plusDays(1)))
                    .isEqualTo(Map.of(UsageDay.SOURCE, new StatusTable.Standing(2, 2, Instant.parse("2025-10-01T00:00:00Z").toEpochMilli())));
            assertThat(StatusTable.standings(connection, KokuDatabase.TENANT, DAY.plusDays(1), DAY.plusDays(9)))
                    .isEqualTo(Map.of(UsageDay.SOURCE, new StatusTable.Standing(2, 0, 0)));
            assertThat(StatusTable.standings(connection, KokuDatabase.TENANT, DAY.plusDays(8), DAY.plusDays(9))).isEmpty();
        }
    }

    @Test
    void aHostileTenantNameIsANameAndNothingElse() throws Exception {
        String tenant = "org\"; drop table x; --";
        execute(database, "create table public.x (); alter schema org1234567 rename to " + SqlName.quoted(tenant));
        SourceDay day = SourceDay.of(tenant, UsageDay.SOURCE, DAY);

        new UsageDay(day, row("shop", 1), row("billing", 1)).publishTo(database);
        DayReport report = new UsageDay(day, row("shop", 2)).at(2, "files 2").publishTo(database);

        assertThat(report).extracting(DayReport::outcome, DayReport::written, DayReport::deleted).containsExactly(Outcome.PUBLISHED, 1L, 1L);
        assertThat(query(database, "select published_revision from \"org\"\"; drop table x; --\".costflow_status")).containsExactly("2");
        assertThat(query(database, "select count(*) from public.x")).containsExactly("0");
    }

    @Test
    void aRoleThatMayNotCreateTablesUsesTheTableThatIsThere() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);
        DatabaseSettings writer = writer();

        assertThat(new UsageDay(row("shop", 2)).at(2, "files 2").publishTo(writer).outcome()).isEqualTo(Outcome.PUBLISHED);
    }

    @Test
    void whatAnOlderPlanBecomesWithNewerReferenceDataIsNotNewer() throws Exception {
        new UsageDay(row("shop", 1)).at(5, "files 2").publishTo(database);

        assertThat(new UsageDay(row("shop", 2)).at(9, "files 1").restingOn(3).publishTo(database).outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(new UsageDay(row("shop", 2)).at(9, "files 2 later").restingOn(5).publishTo(database).outcome()).isEqualTo(Outcome.PUBLISHED);
    }

    @Test
    void outputsOfADayStandOnTheirOwn() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);
        try (DayPublisher publisher = new DayPublisher(database, Map.of("other", List.of(UsageDay.OPENSHIFT))); StagedRows none = new StagedRows()) {
            OutputPeriod other = OutputPeriod.of("other", period(DAY).day());
            publisher.publish(DayMark.heldBack(other, 9, new DayMark.Basis(9, 1, 0, 0), HeldBack.because("No bill.")), none);
        }

        assertThat(query(database, "select output, published_revision, pending_reason from org1234567.costflow_status order by 1"))
                .containsExactly("openshift|1|null", "other|null|No bill.");
        assertThat(new UsageDay(row("shop", 2)).at(2, "files 2").publishTo(database).outcome()).as("not superseded by the other").isEqualTo(Outcome.PUBLISHED);
    }

    @Test
    void aMonthIsReplacedAsAWhole() throws Exception {
        new UsageDay(SourceDay.of(KokuDatabase.TENANT, UsageDay.SOURCE, LocalDate.of(2025, 10, 1)), row("shop", 1)).publishTo(database);
        new UsageDay(SourceDay.of(KokuDatabase.TENANT, UsageDay.SOURCE, LocalDate.of(2025, 10, 31)), row("shop", 2)).publishTo(database);
        new UsageDay(SourceDay.of(KokuDatabase.TENANT, UsageDay.SOURCE, LocalDate.of(2025, 11, 1)), row("shop", 3)).publishTo(database);
        OutputPeriod october = new OutputPeriod(
                UsageDay.OUTPUT + "-by-month", KokuDatabase.TENANT, UsageDay.SOURCE, Grain.MONTH, LocalDate.of(2025, 10, 1).toEpochDay());

        try (DayPublisher publisher = new DayPublisher(database, Map.of(october.output(), List.of(UsageDay.OPENSHIFT))); StagedRows none = new StagedRows()) {
            DayMark empty = DayMark.of(october, 5, new DayMark.Content("files", RowChecksum.OF_NOTHING, 0), new DayMark.Basis(5, 0, 0, 0));
            assertThat(publisher.publish(empty, none).deleted()).isEqualTo(2);
        }

        assertThat(query(database, "select usage_start from org1234567." + UsageDay.TABLE)).containsExactly("2025-11-01");
        assertThat(query(database, "select period_start, period_end from org1234567.costflow_status where output like '%month'"))
                .containsExactly("2025-10-01|2025-10-31");
    }

    @Test
    void whatTheFirstReleaseRecordedIsAdoptedOnceAndItsTableStaysAsItIs() throws Exception {
        execute(database, FORMER_TABLE + "; insert into org1234567.costflow_day (source_uuid, usage_start, published_revision, fingerprint, checksum) values ('"
                + UsageDay.SOURCE + "', '" + DAY + "', 7, 'files 7', 'rows'), ('00000000-0000-0000-0000-000000000099', '" + DAY + "', 8, 'f', 'r')");

        adopt();
        new UsageDay(row("shop", 2)).at(9, "files 9").publishTo(database);
        adopt();

        assertThat(query(database, "select output, published_revision, fingerprint from org1234567.costflow_status")).containsExactly("openshift|9|files 9");
        execute(database, "update org1234567.costflow_day set published_revision = 12, fingerprint = 'files 12' where usage_start = '" + DAY + "'");
        adopt();
        assertThat(query(database, "select output, published_revision, fingerprint from org1234567.costflow_status"))
                .as("the former release ran again").containsExactly("openshift|12|files 12");
        assertThat(query(database, "select count(*) from org1234567.costflow_day")).containsExactly("2");
    }

    private void adopt() throws Exception {
        try (Connection connection = connect(database)) {
            StatusTable.adopt(connection, KokuDatabase.TENANT, UsageDay.SOURCE, UsageDay.OUTPUT);
        }
    }

    /** Roles are those of the server, which other tests use too. */
    @AfterEach
    void dropWriter() throws Exception {
        if (!query(database, "select 1 from pg_roles where rolname = 'writer'").isEmpty()) {
            execute(database, "drop owned by writer; drop role writer");
        }
    }

    private DatabaseSettings writer() throws Exception {
        execute(database, "create role writer login password 'writer'; grant usage on schema org1234567 to writer;"
                + " grant select, insert, update, delete on all tables in schema org1234567 to writer");
        return new DatabaseSettings(database.url(), "writer", "writer", database.outageBudget());
    }

    private void holdBack(LocalDate day, long revision) throws Exception {
        try (DayPublisher publisher = new DayPublisher(database, UsageDay.TABLES); StagedRows none = new StagedRows()) {
            publisher.publish(
                    DayMark.heldBack(period(day), revision, new DayMark.Basis(revision, 1, 0, 0), HeldBack.because("No report period.")), none);
        }
    }

    private static OutputPeriod period(LocalDate day) {
        return OutputPeriod.of(UsageDay.OUTPUT, SourceDay.of(KokuDatabase.TENANT, UsageDay.SOURCE, day));
    }
}
