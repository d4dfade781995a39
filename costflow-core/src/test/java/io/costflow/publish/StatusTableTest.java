package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.connect;
import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.database.SqlName;
import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the enumerator learns from the status table, and tenants with strange names. */
class StatusTableTest {

    private static final LocalDate DAY = UsageDay.DAY;
    private DatabaseSettings database;

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
            assertThat(StatusTable.read(connection, KokuDatabase.TENANT, UsageDay.SOURCE, DAY.minusDays(1), DAY.plusDays(1))).isEqualTo(java.util.Map.of(
                    DAY, new PublishedDay(1, "files 0", String.valueOf(List.of(row("shop", 0)).hashCode())),
                    DAY.plusDays(1), new PublishedDay(2, "files 1", String.valueOf(List.of(row("shop", 1)).hashCode()))));
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
        execute(database, "update org1234567.costflow_day set pending_since = '2025-10-01 00:00Z' where usage_start = '" + DAY.minusDays(1) + "'");
        try (Connection connection = connect(database)) {
            assertThat(StatusTable.standings(connection, KokuDatabase.TENANT, DAY.minusDays(1), DAY.plusDays(1)))
                    .isEqualTo(java.util.Map.of(UsageDay.SOURCE, new SourceStanding(2, 2, Instant.parse("2025-10-01T00:00:00Z").toEpochMilli())));
            assertThat(StatusTable.standings(connection, KokuDatabase.TENANT, DAY.plusDays(1), DAY.plusDays(9)))
                    .isEqualTo(java.util.Map.of(UsageDay.SOURCE, new SourceStanding(2, 0, 0)));
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
        assertThat(query(database, "select published_revision from \"org\"\"; drop table x; --\".costflow_day")).containsExactly("2");
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
    void aTableOfAnEarlierReleaseGetsTheColumnThatItLacks() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);
        execute(database, "alter table org1234567.costflow_day drop column overlap, drop column published_plan_revision");

        new UsageDay(row("shop", 2)).at(2, "files 2").overlapping("8 counts.").publishTo(database);

        assertThat(query(database, "select published_revision, overlap from org1234567.costflow_day")).containsExactly("2|8 counts.");
    }

    @Test
    void whoMayNotAddTheColumnIsToldWhoMayAndHow() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);
        execute(database, "alter table org1234567.costflow_day drop column overlap, drop column published_plan_revision");
        DatabaseSettings writer = writer();

        assertThatThrownBy(() -> new UsageDay(row("shop", 2)).at(2, "files 2").publishTo(writer))
                .isInstanceOf(PublishFailedException.class)
                .hasMessageContaining("lacks columns that only the table's owner may add")
                .hasMessageContaining("alter table \"org1234567\".\"costflow_day\" add column if not exists overlap text");

        execute(database, "alter table org1234567.costflow_day add column overlap text, add column published_plan_revision bigint");
        assertThat(new UsageDay(row("shop", 2)).at(2, "files 2").publishTo(writer).outcome()).isEqualTo(Outcome.PUBLISHED);
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
        try (DayPublisher publisher = new DayPublisher(database, List.of(UsageDay.OPENSHIFT)); StagedRows none = new StagedRows()) {
            SourceDay sourceDay = SourceDay.of(KokuDatabase.TENANT, UsageDay.SOURCE, day);
            publisher.publish(new DayMark(sourceDay, revision, null, null, 0, 1, 0, false, HeldBack.because("No report period."), null, revision, 0), none);
        }
    }
}
