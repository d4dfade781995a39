package io.costflow.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Scale;
import io.costflow.testbed.Steps;
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
    private static final double ROUNDED = 0.01;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();
    private KokuDatabase database;

    @Test
    void everyChangeArrivesInTheDatabase() throws Exception {
        DemoData data = new DemoData(42, LiveDemo.from(LiveDemo.FEWEST_DAYS), Scale.onAws(LiveDemo.FEWEST_DAYS));
        try (DemoServers servers = DemoServers.start()) {
            servers.insert(data);
            database = servers.database();
            try (LiveDemo demo = LiveDemo.start(data, servers, Duration.ofMillis(1), new Steps(new PrintWriter(out)), new PrintWriter(error))) {
                Story story = demo.story();
                daysAppearAndGrow(story);
                anOldDayIsDeliveredAgain(story);
                aTagKeyIsEnabled(story, servers.bucket().store());
                billsArrive(story);
                aFileBreaksAndHeals(story);
            }
        }
    }

    @Test
    void theStoryIsToldFromTheCommandLineAndEnds() {
        int status = new CommandLine(new DemoCommand((settings, printed, errors) -> 1))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute("--live", "--once", "--pause", "1ms", "--days", "6");

        assertThat(status).as(error.toString()).isZero();
        assertThat(out.toString().lines().filter(line -> line.matches("\\d+\\. .*"))).hasSize(8);
        assertThat(out.toString().lines().filter(line -> line.matches(" +\\d+ days? (appeared|turned over) within \\d+\\.\\d s: .*"))).hasSize(7);
        assertThat(out.toString()).contains("Held back within");
    }

    private void daysAppearAndGrow(Story story) throws Exception {
        story.firstDays();
        assertThat(number("SELECT count(*) FROM org1234567.costflow_status WHERE published_revision IS NOT NULL")).as("6 days of 2 clusters, 2 days of AWS")
                .isEqualTo(14);
        assertThat(hours(TODAY)).isEqualTo(8);
        assertThat(hours(TODAY.minusDays(1))).isEqualTo(24);

        story.moreHours();
        assertThat(hours(TODAY)).isEqualTo(12);
    }

    private void anOldDayIsDeliveredAgain(Story story) throws Exception {
        String used = "SELECT sum(pod_usage_cpu_core_hours) FROM " + PODS + "namespace NOT LIKE '% unallocated'"
                + " AND cluster_alias = 'Frankfurt' AND usage_start = '" + story.oldDay() + "'";
        double before = number(used);
        long cloudDay = revision("AWS", story.oldDay());

        story.oldDayAgain();

        assertThat(number(used)).isCloseTo(1.2 * before, within(ROUNDED));
        assertThat(revision("AWS", story.oldDay())).isGreaterThan(cloudDay);
    }

    private void aTagKeyIsEnabled(Story story, EmbeddedObjectStore store) throws Exception {
        String tagged = "SELECT count(DISTINCT (cluster_alias, usage_start)) FROM " + PODS + "pod_labels ? '" + Story.TAG_KEY + "'";
        assertThat(number(tagged)).isZero();
        long reads = store.reads();

        story.tagKey();

        assertThat(number(tagged)).isEqualTo(12);
        assertThat(store.reads()).as("no file is read").isEqualTo(reads);
    }

    private void billsArrive(Story story) throws Exception {
        String cost = "SELECT coalesce(sum(calculated_amortized_cost), 0) FROM " + COST + "usage_start = ";
        LocalDate late = TODAY.minusDays(1);
        assertThat(number(cost + "'" + late + "'")).isZero();
        story.lateBill();
        assertThat(number(cost + "'" + late + "'")).isGreaterThan(1);

        LocalDate dearer = LocalDate.of(2025, 10, 31);
        double before = number(cost + "'" + dearer + "'");
        long other = revision("AWS", dearer.minusDays(1));
        story.finalBill();
        assertThat(number(cost + "'" + dearer + "'")).isCloseTo(1.05 * before, within(ROUNDED));
        assertThat(revision("AWS", dearer.minusDays(1))).as("its files were replaced, but they say the same").isEqualTo(other);
    }

    private void aFileBreaksAndHeals(Story story) throws Exception {
        long published = revision("Dublin", story.brokenDay());

        story.brokenFile();
        assertThat(revision("Dublin", story.brokenDay())).as("the last good revision stays").isEqualTo(published);
        await("SELECT count(*) > 0 FROM org1234567.costflow_status WHERE pending_file LIKE '%/pod_usage.2025-11-02.%_daily_0.parquet'"
                + " AND pending_reason LIKE '%Parquet%'");

        story.repairedFile();
        assertThat(revision("Dublin", story.brokenDay())).isGreaterThan(published);
        assertThat(number(HELD)).isZero();
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
