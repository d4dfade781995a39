package io.costflow.job;

import io.costflow.metrics.CostflowMetric;
import io.costflow.publish.DayReport;
import io.costflow.scenario.RowComparison;
import io.costflow.scenario.RowDifferences;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A scenario of two clusters that share an AWS account, in a lake and a database of its own, where something can be changed before it is run. */
final class AwsRun {

    static final String ALPHA = "00000000-0000-0000-0000-000000000001";
    static final String BRAVO = "00000000-0000-0000-0000-000000000011";
    static final String AWS = "00000000-0000-0000-0000-000000000002";
    static final String PROJECTS = "reporting_ocpawscostlineitem_project_daily_summary_p";
    static final String USAGE = "reporting_ocpusagelineitem_daily_summary";

    private final Scenario scenario = Scenarios.named("aws-18-multi-cluster-shared-disk-T");
    private final KokuDatabase database;
    private final Path lake;
    private Overlap overlap = Overlap.WINNER;

    AwsRun(EmbeddedDatabase server, Path folder) throws IOException, SQLException {
        database = server.createDatabase();
        ScenarioDatabase.load(scenario, database);
        lake = folder;
        try (Stream<Path> files = Files.walk(scenario.lake())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = lake.resolve(scenario.lake().relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /** What became of every day, by source and day, and one of the metrics. */
    record Result(Map<String, DayReport> days, long mixedCurrencyDays) {

        DayReport of(String source) {
            return days.get(source + " 2025-10-01");
        }
    }

    List<SourceSettings> sources() {
        return scenario.sources();
    }

    /** What counts of several manifests in the next runs. */
    void resolve(Overlap setting) {
        overlap = setting;
    }

    Result run() throws Exception {
        return run(sources(), false);
    }

    /**
     * Runs the job.
     *
     * @param sources none when they are to be discovered
     */
    Result run(List<SourceSettings> sources, boolean rebuild) throws Exception {
        Settings settings = new Settings(
                new LakeSettings("file://" + lake.toAbsolutePath(), null, null, null, true),
                new DatabaseSettings(database.url(), database.user(), database.password(), Duration.ofSeconds(20)),
                scenario.window(),
                sources,
                RunSettings.bounded(2, rebuild, Duration.ofSeconds(10)).withOverlap(overlap));
        JobCluster jobs = JobCluster.shared();
        Map<String, DayReport> days = new TreeMap<>();
        jobs.run(settings).forEach(report -> days.put(report.period().source() + " " + report.period().from(), report));
        return new Result(days, jobs.sum(CostflowMetric.DAYS_OF_MIXED_CURRENCIES));
    }

    /** The files of a source, below a folder such as {@code daily/org1234567/AWS}. */
    List<Path> files(String folder, String source) throws IOException {
        try (Stream<Path> files = Files.walk(lake.resolve(folder))) {
            return files.filter(path -> path.toString().contains("source=" + source) && path.toString().endsWith(".parquet")).sorted().toList();
        }
    }

    /** Changes every value of a column in the daily bill. */
    void changeBill(String column, UnaryOperator<Object> change) throws IOException {
        for (Path file : files("daily/org1234567/AWS", AWS)) {
            ParquetTable.read(file).with(column, change).write(file);
        }
    }

    /** The tables, except those of some names, are as the incumbent made them. */
    List<String> differences() throws Exception {
        List<String> differences = new ArrayList<>();
        try (Connection connection = database.connect()) {
            for (String table : scenario.expectedTables()) {
                RowDifferences found =
                        RowComparison.compare(scenario.expected(table), ScenarioDatabase.export(connection, scenario.tenant(), table), "uuid", "id");
                if (!found.isEmpty()) {
                    differences.add(table + " " + found);
                }
            }
        }
        return differences;
    }

    /** Every row of the ten tables and of the status table with the transaction that wrote it. */
    List<String> versions() throws Exception {
        List<String> tables = new ArrayList<>(scenario.expectedTables());
        tables.add("costflow_status");
        List<String> versions = new ArrayList<>();
        for (String table : tables) {
            query("select md5(t::text) || ' ' || xmin from org1234567." + table + " t order by 1").forEach(row -> versions.add(table + " " + row));
        }
        return versions;
    }

    /** The first column of a query, as text. */
    List<String> query(String sql) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
