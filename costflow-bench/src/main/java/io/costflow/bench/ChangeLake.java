package io.costflow.bench;

import io.costflow.testbed.DemoFleet;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Steps;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/**
 * The files of many small clusters: those of one cluster are generated once and then reused; in the lake they are linked for all clusters.
 *
 * @param fleet the clusters
 * @param days how many days the window has
 * @param window where one cluster's days of the window lie
 * @param past where its days before the window lie
 */
record ChangeLake(DemoFleet fleet, int days, Path window, Path past) {
    /** How much longer than the window the past before it is. */
    static final int PAST = 10;

    private static final long SEED = 42;
    private static final LocalDate FROM = LocalDate.of(2025, 10, 1);

    /** OpenShift's report types, each with a folder for every month. */
    private static final int PREFIXES = 5;

    /** Finds the files below a folder, where they are written unless they are there. */
    static ChangeLake prepare(Path folder, BenchScale scale, Steps steps) throws Exception {
        int days = scale.fleet().days();
        DemoFleet fleet = new DemoFleet(SEED, scale.fleet().sources());
        Path root = folder.resolve("change-" + days + "-days-" + SEED);
        ChangeLake lake = new ChangeLake(fleet, days, root.resolve("window"), root.resolve("past"));
        return steps.run("Making up " + (PAST + 1) * days + " days of a cluster, unless they are in " + root, () -> {
            MadeUpFiles.prepare(root, files -> {
                fleet.write(files.resolve("window"), FROM, lake.to());
                fleet.write(files.resolve("past"), lake.begin(), FROM.minusDays(1));
            });
            return lake;
        });
    }

    LocalDate from() {
        return FROM;
    }

    LocalDate to() {
        return FROM.plusDays(days - 1L);
    }

    /** The first day of the past. */
    private LocalDate begin() {
        return FROM.minusDays((long) PAST * days);
    }

    /** How many days all clusters have in the window. */
    int sourceDays() {
        return days * fleet.sources().size();
    }

    /** How many folders a poll has to list. */
    int prefixes() {
        long months = FROM.datesUntil(to().plusDays(1)).map(LocalDate::getMonth).distinct().count();
        return (int) months * PREFIXES * fleet.sources().size();
    }

    /** Gives the database a row of the status table for every day of the past, as if it had been published day by day. */
    void publishPast(KokuDatabase database) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO %1$s.costflow_status
                        (output, source_uuid, period_start, period_end, published_revision, published_plan_revision, published_at, fingerprint, checksum, files)
                    SELECT source.output, source.source_uuid, past::date, past::date,
                        extract(epoch FROM past)::bigint * 1000000, extract(epoch FROM past)::bigint * 1000000, past,
                        md5(past::text), md5(source.source_uuid::text), 5
                    FROM (SELECT DISTINCT output, source_uuid FROM %1$s.costflow_status) source
                    CROSS JOIN generate_series(DATE '%2$s', DATE '%3$s' - 1, INTERVAL '1 day') past""".formatted(EmbeddedDatabase.TENANT, begin(), FROM));
            statement.execute("""
                    INSERT INTO %1$s.reporting_ocpusagereportperiod (cluster_id, cluster_alias, report_period_start, report_period_end, provider_id)
                    SELECT DISTINCT cluster_id, cluster_alias, month AT TIME ZONE 'UTC', (month + INTERVAL '1 month') AT TIME ZONE 'UTC', provider_id
                    FROM %1$s.reporting_ocpusagereportperiod
                    CROSS JOIN generate_series(TIMESTAMP '%2$s', TIMESTAMP '%3$s', INTERVAL '1 month') month"""
                    .formatted(EmbeddedDatabase.TENANT, begin().withDayOfMonth(1), FROM.minusMonths(1)));
        }
    }
}
