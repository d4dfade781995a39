package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static io.costflow.job.ClusterLake.DAY_2;
import static io.costflow.job.ClusterLake.DAY_3;
import static io.costflow.job.ClusterLake.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.metrics.CostflowMetric;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is odd about files but no reason to hold anything back. Each oddity is that of a cluster of its own; a first run over all of them publishes their days, and
 * a second one, over all but one, finds nothing changed.
 */
class OddFilesIT {

    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);
    private static final long MONTH_MILLIS = 31 * DAY_MILLIS;
    private static final String TIME = "interval_start";
    private static final String CPU = "pod_usage_cpu_core_seconds";

    /** A cluster with two days of usual files, one of which is made odd. */
    private enum Cluster {
        OF_AN_OLD_OPERATOR,
        WITH_WHOLE_NUMBERS,
        WITH_FILES_WITHOUT_ROWS,
        WITH_FILES_THAT_ARE_NONE_OF_KOKUS,
        WITH_CHARACTERS_THAT_MEAN_SOMETHING_IN_PATHS,
        WITH_ROWS_OUTSIDE_THE_MONTH,
        WITH_A_FILE_OF_ROWS_OUTSIDE_THE_MONTH,
        WITH_ROWS_OF_ANOTHER_DAY_THAN_THE_NAME_SAYS,
        WITH_SOME_ROWS_OF_THE_NEXT_DAY;

        String uuid() {
            return "00000000-0000-0000-0000-0000000000%02d".formatted(ordinal() + 1);
        }
    }

    @TempDir
    private static Path folder;

    private static KokuDatabase database;
    private static List<DayReport> first;
    private static List<DayReport> second;
    private static List<String> publishedFirst;
    private static long rowsOutsideMonth;

    @BeforeAll
    static void runTwice() throws Exception {
        database = SharedServers.database().createDatabase();
        ClusterLake.execute(database, "insert into " + TENANT + ".reporting_enabledtagkeys (key, enabled, provider_type) values ('app', true, 'OCP')");
        List<SourceSettings> sources = new ArrayList<>();
        for (Cluster cluster : Cluster.values()) {
            ClusterLake lake = new ClusterLake(folder, cluster.uuid());
            lake.write(DAY_1, 1);
            lake.write(DAY_2, 2);
            makeOdd(cluster, lake);
            ClusterLake.insertPeriod(database, cluster.uuid());
            sources.add(ClusterLake.source(cluster.uuid()));
        }
        Settings settings = TestSettings.of(TestSettings.folder(folder), database, DAY_1, DAY_3, sources);
        JobCluster jobs = JobCluster.shared();
        first = jobs.run(settings);
        rowsOutsideMonth = jobs.sum(CostflowMetric.ROWS_OUTSIDE_MONTH);
        publishedFirst = TruthCheck.rows(database);
        second = jobs.run(settings);
    }

    private static void makeOdd(Cluster cluster, ClusterLake lake) throws Exception {
        switch (cluster) {
            case OF_AN_OLD_OPERATOR -> {
                rewrite(lake.daily("storage_usage", DAY_2), table -> table.without("csi_volume_handle"));
                rewrite(lake.daily("pod_usage", DAY_2), table -> table.without("node_role").without("pod_effective_usage_cpu_core_seconds"));
            }
            case WITH_WHOLE_NUMBERS ->
                rewrite(lake.daily("pod_usage", DAY_2), table -> table.with(Types.optional(PrimitiveTypeName.INT64).named(CPU), value -> ((Double) value).longValue()));
            case WITH_FILES_WITHOUT_ROWS -> {
                rewrite(lake.daily("storage_usage", DAY_2), table -> table.rows(0, 0));
                rewrite(lake.hourly("pod_usage", DAY_3), lake.hourly("pod_usage", DAY_2), table -> table.rows(0, 0));
                rewrite(lake.daily("pod_usage", DAY_3), lake.daily("pod_usage", DAY_2), table -> table.rows(0, 0));
            }
            case WITH_FILES_THAT_ARE_NONE_OF_KOKUS -> {
                Path month = lake.daily("pod_usage", DAY_1).getParent();
                for (String name : List.of("_SUCCESS", "_metadata", ".part-0.crc", "2025-10-02_$folder$")) {
                    Files.writeString(month.resolve(name), "nothing");
                }
                for (String name : List.of("10_$folder$", "done", "part-0.parquet")) {
                    Files.createFile(month.resolve(name));
                }
                Files.createDirectories(month.resolve("temporary"));
            }
            case WITH_CHARACTERS_THAT_MEAN_SOMETHING_IN_PATHS -> {
                for (Path file : lake.filesOf(DAY_2)) {
                    Files.move(file, file.resolveSibling(file.getFileName().toString().replaceFirst("\\.0_", Matcher.quoteReplacement(".0:a\\b c%20#?;+_"))));
                }
            }
            case WITH_ROWS_OUTSIDE_THE_MONTH ->
                rewrite(lake.daily("pod_usage", DAY_2), table -> table.and(table.with(TIME, time -> (Long) time + MONTH_MILLIS)));
            case WITH_A_FILE_OF_ROWS_OUTSIDE_THE_MONTH ->
                rewrite(lake.daily("node_labels", DAY_1).resolveSibling("original_daily_0.parquet"), lake.daily("node_labels", DAY_1),
                        table -> table.with(TIME, time -> (Long) time + MONTH_MILLIS));
            case WITH_ROWS_OF_ANOTHER_DAY_THAN_THE_NAME_SAYS -> {
                for (Path file : List.of(lake.hourly("pod_usage", DAY_2), lake.daily("pod_usage", DAY_2))) {
                    rewrite(file, table -> table.with(TIME, time -> (Long) time + DAY_MILLIS));
                }
                for (Path file : List.of(lake.daily("storage_usage", DAY_2), lake.daily("node_labels", DAY_2), lake.daily("namespace_labels", DAY_2))) {
                    Files.delete(file);
                }
            }
            case WITH_SOME_ROWS_OF_THE_NEXT_DAY -> {
                lake.write(DAY_3, 3);
                for (Path file : List.of(lake.hourly("pod_usage", DAY_2), lake.daily("pod_usage", DAY_2))) {
                    rewrite(file, table -> table.and(table.with(TIME, time -> (Long) time + DAY_MILLIS)));
                }
            }
        }
    }

    @Test
    void nothingIsHeldBackAndNothingChangesInASecondRun() throws Exception {
        assertThat(first).extracting(DayReport::outcome).doesNotContain(Outcome.HELD_BACK, Outcome.SUPERSEDED);
        assertThat(second).extracting(DayReport::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(TruthCheck.rows(database)).isEqualTo(publishedFirst);
    }

    @Test
    void columnsThatOldOperatorsDidNotSendMayBeAbsent() throws Exception {
        requirePublished(Cluster.OF_AN_OLD_OPERATOR, "2025-10-01 1", "2025-10-02 2");
        assertThat(RowVersions.query(database, "select count(*) from " + TENANT + "." + ScenarioCheck.SUMMARY + " where persistentvolumeclaim = 'data' and source_uuid = '"
                + Cluster.OF_AN_OLD_OPERATOR.uuid() + "'")).containsExactly("2");
    }

    @Test
    void wholeNumbersMayTakeThePlaceOfFractions() throws Exception {
        requirePublished(Cluster.WITH_WHOLE_NUMBERS, "2025-10-01 1", "2025-10-02 2");
    }

    @Test
    void aFileMayHaveNoRows() throws Exception {
        requirePublished(Cluster.WITH_FILES_WITHOUT_ROWS, "2025-10-01 1", "2025-10-02 2");
        assertThat(ClusterLake.status(database, Cluster.WITH_FILES_WITHOUT_ROWS.uuid(), DAY_3, "rows_read"))
                .as("a day whose files are there but empty is an empty day").isEqualTo("0");
    }

    @Test
    void filesThatAreNoneOfKokusAreIgnored() throws Exception {
        requirePublished(Cluster.WITH_FILES_THAT_ARE_NONE_OF_KOKUS, "2025-10-01 1", "2025-10-02 2");
    }

    @Test
    void namesMayHaveCharactersThatMeanSomethingInPaths() throws Exception {
        requirePublished(Cluster.WITH_CHARACTERS_THAT_MEAN_SOMETHING_IN_PATHS, "2025-10-01 1", "2025-10-02 2");
    }

    @Test
    void rowsOutsideTheMonthOfTheirFolderAreIgnoredAndCounted() throws Exception {
        requirePublished(Cluster.WITH_ROWS_OUTSIDE_THE_MONTH, "2025-10-01 1", "2025-10-02 2");
        assertThat(rowsOutsideMonth).as("one of this cluster, and one of that with a file of nothing else").isEqualTo(2);
    }

    @Test
    void aFileWithNothingButRowsOutsideTheMonthBelongsToNoDay() throws Exception {
        requirePublished(Cluster.WITH_A_FILE_OF_ROWS_OUTSIDE_THE_MONTH, "2025-10-01 1", "2025-10-02 2");
        assertThat(ClusterLake.status(database, Cluster.WITH_A_FILE_OF_ROWS_OUTSIDE_THE_MONTH.uuid(), DAY_1, "files")).isEqualTo("5");
    }

    @Test
    void rowsOfAnotherDayThanTheNameSaysAppearOnTheirTrueDay() throws Exception {
        requirePublished(Cluster.WITH_ROWS_OF_ANOTHER_DAY_THAN_THE_NAME_SAYS, "2025-10-01 1", "2025-10-03 2");
    }

    @Test
    void someRowsOfTheNextDayAreAddedToThatDay() throws Exception {
        requirePublished(Cluster.WITH_SOME_ROWS_OF_THE_NEXT_DAY, "2025-10-01 1", "2025-10-02 2", "2025-10-03 5");
    }

    private interface Change {
        ParquetTable of(ParquetTable table);
    }

    private static void rewrite(Path file, Change change) throws Exception {
        rewrite(file, file, change);
    }

    private static void rewrite(Path target, Path file, Change change) throws Exception {
        change.of(ParquetTable.read(file)).write(target);
    }

    private static void requirePublished(Cluster cluster, String... days) throws Exception {
        assertThat(ClusterLake.published(database, cluster.uuid())).containsExactly(days);
    }
}
