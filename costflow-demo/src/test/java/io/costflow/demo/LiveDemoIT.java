package io.costflow.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The live demo with the job itself: what each change does to the tables that users read. */
class LiveDemoIT {
    private static final String PODS = "org1234567.reporting_ocpusagelineitem_daily_summary WHERE data_source = 'Pod' AND ";
    private static final String COST = "org1234567.reporting_ocpawscostlineitem_project_daily_summary_p WHERE ";
    private static final String HELD = "SELECT count(*) FROM org1234567.costflow_status WHERE pending_reason IS NOT NULL";
    private static final LocalDate TODAY = LocalDate.of(2025, 11, 4);
    private static final LocalDate OLD_DAY = LocalDate.of(2025, 10, 31);
    private static final LocalDate DEARER_DAY = LocalDate.of(2025, 10, 31);
    private static final LocalDate BROKEN_DAY = LocalDate.of(2025, 11, 2);
    private static final LocalDate LATE_DAY = LocalDate.of(2025, 11, 3);
    private static final String USED = "SELECT sum(pod_usage_cpu_core_hours) FROM " + PODS + "namespace NOT LIKE '% unallocated'"
            + " AND cluster_alias = 'Frankfurt' AND usage_start = '" + OLD_DAY + "'";
    private static final String TAGGED = "SELECT count(DISTINCT (cluster_alias, usage_start)) FROM " + PODS + "pod_labels ? '" + Story.TAG_KEY + "'";
    private static final double ROUNDED = 0.01;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();
    private KokuDatabase database;

    private int changes;
    private double before;
    private long revision;
    private long reads;

    @Test
    void everyChangeOfTheStoryArrivesInTheDatabase() {
        int status = new CommandLine(new DemoCommand((settings, printed, errors) -> 1, this::look))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute("--live", "--once", "--pause", "1ms", "--days", String.valueOf(LiveDemo.FEWEST_DAYS));

        assertThat(status).as(error.toString()).isZero();
        assertThat(changes).isEqualTo(8);
        assertThat(out.toString().lines().filter(line -> line.matches("\\d+\\. .*"))).hasSize(8);
        assertThat(out.toString().lines().filter(line -> line.matches(" +\\d+ days? (appeared|turned over) within \\d+\\.\\d s: .*"))).hasSize(7);
        assertThat(out.toString()).contains("Held back within");
    }

    /** Looks at the result of each change, and at what the next one must change. */
    private void look(DemoServers servers) throws Exception {
        database = servers.database();
        switch (++changes) {
            case 1 -> daysHaveAppeared();
            case 2 -> todayHasGrown();
            case 3 -> anOldDayWasDeliveredAgain(servers.bucket().store());
            case 4 -> aTagKeyWasEnabled(servers.bucket().store());
            case 5 -> aBillHasArrived();
            case 6 -> theFinalBillHasArrived();
            case 7 -> aFileIsBroken();
            case 8 -> theFileHasHealed();
            default -> throw new AssertionError("There is another change.");
        }
    }

    private void daysHaveAppeared() throws Exception {
        assertThat(number("SELECT count(*) FROM org1234567.costflow_status WHERE published_revision IS NOT NULL")).as("6 days of 2 clusters, 2 days of AWS")
                .isEqualTo(14);
        assertThat(hours(TODAY)).isEqualTo(8);
        assertThat(hours(TODAY.minusDays(1))).isEqualTo(24);
    }

    private void todayHasGrown() throws Exception {
        assertThat(hours(TODAY)).isEqualTo(12);

        before = number(USED);
        revision = revision("AWS", OLD_DAY);
    }

    private void anOldDayWasDeliveredAgain(EmbeddedObjectStore store) throws Exception {
        assertThat(number(USED)).isCloseTo(1.2 * before, within(ROUNDED));
        assertThat(revision("AWS", OLD_DAY)).isGreaterThan(revision);

        assertThat(number(TAGGED)).isZero();
        reads = store.reads();
    }

    private void aTagKeyWasEnabled(EmbeddedObjectStore store) throws Exception {
        assertThat(number(TAGGED)).isEqualTo(12);
        assertThat(store.reads()).as("no file is read").isEqualTo(reads);

        assertThat(cost(LATE_DAY)).isZero();
    }

    private void aBillHasArrived() throws Exception {
        assertThat(cost(LATE_DAY)).isGreaterThan(1);

        before = cost(DEARER_DAY);
        revision = revision("AWS", DEARER_DAY.minusDays(1));
    }

    private void theFinalBillHasArrived() throws Exception {
        assertThat(cost(DEARER_DAY)).isCloseTo(1.05 * before, within(ROUNDED));
        assertThat(revision("AWS", DEARER_DAY.minusDays(1))).as("its files were replaced, but they say the same").isEqualTo(revision);

        revision = revision("Dublin", BROKEN_DAY);
    }

    private void aFileIsBroken() throws Exception {
        assertThat(revision("Dublin", BROKEN_DAY)).as("the last good revision stays").isEqualTo(revision);
        await("SELECT count(*) > 0 FROM org1234567.costflow_status WHERE pending_file LIKE '%/pod_usage." + BROKEN_DAY + ".%_daily_0.parquet'"
                + " AND pending_reason LIKE '%Parquet%'");
    }

    private void theFileHasHealed() throws Exception {
        assertThat(revision("Dublin", BROKEN_DAY)).isGreaterThan(revision);
        assertThat(number(HELD)).isZero();
    }

    private double cost(LocalDate day) throws SQLException {
        return number("SELECT coalesce(sum(calculated_amortized_cost), 0) FROM " + COST + "usage_start = '" + day + "'");
    }

    /** How many hours of a day the first cluster's nodes have been measured. */
    private double hours(LocalDate day) throws SQLException {
        return number("SELECT max(node_capacity_cpu_core_hours / node_capacity_cpu_cores) FROM " + PODS
                + "cluster_alias = 'Frankfurt' AND usage_start = '" + day + "'");
    }

    private long revision(String source, LocalDate day) throws SQLException {
        String name = source.equals("AWS") ? "demo-production" : source;
        return (long) number("SELECT published_revision FROM org1234567.costflow_status, public.api_provider WHERE source_uuid = uuid AND name = '" + name
                + "' AND period_start = '" + day + "'");
    }

    /** While files still arrive, the day may be held back for what is missing. */
    private void await(String condition) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (number("SELECT (" + condition + ")::int") == 0) {
            assertThat(System.nanoTime()).as("within three minutes: " + condition).isLessThan(end);
            Thread.sleep(100);
        }
    }

    private double number(String query) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).as(query).isTrue();
            return row.getDouble(1);
        }
    }
}
