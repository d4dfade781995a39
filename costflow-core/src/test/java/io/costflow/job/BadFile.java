package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Something that can be wrong with the files of a day.
 *
 * @param name what it is
 * @param file the file that is damaged
 * @param damage does it
 * @param reason a part of what is said of it
 * @param namesFile whether the file is named
 * @param column the column that is named, or null
 */
record BadFile(String name, Function<ClusterLake, Path> file, Damage damage, String reason, boolean namesFile, String column) {

    /** Changes a file. */
    interface Damage {
        void to(Path file) throws IOException;
    }

    private static final Function<ClusterLake, Path> DAILY = lake -> lake.daily("pod_usage", DAY_2);
    private static final Function<ClusterLake, Path> HOURLY = lake -> lake.hourly("pod_usage", DAY_2);
    private static final Function<ClusterLake, Path> STORAGE = lake -> lake.daily("storage_usage", DAY_2);
    private static final Function<ClusterLake, Path> NODES = lake -> lake.daily("node_labels", DAY_2);
    private static final String USAGE = "pod_usage_cpu_core_seconds";

    static Stream<BadFile> all() {
        return Stream.of(
                of("not Parquet", DAILY, file -> Files.writeString(file, "namespace,pod\nshop,web-0\n"), "not a Parquet file", null),
                of("an hourly file that is not Parquet", HOURLY, file -> Files.writeString(file, "namespace,pod\nshop,web-0\n"), "not a Parquet file", null),
                of("cut short", DAILY, file -> cut(file, 2), "cut short", null),
                of("cut short within the footer", STORAGE, file -> cut(file, 1.01), "cut short", null),
                of("0 bytes", DAILY, file -> Files.write(file, new byte[0]), "0 bytes", null),
                of("a pod column is absent", DAILY, rewriting(table -> table.without("pod_limit_cpu_core_seconds")), "which is needed", "pod_limit_cpu_core_seconds"),
                of("a capacity column is absent", HOURLY, rewriting(table -> table.without("node_capacity_cpu_core_seconds")), "which is needed",
                        "node_capacity_cpu_core_seconds"),
                of("the time is absent", NODES, rewriting(table -> table.without("interval_start")), "which is needed", "interval_start"),
                of("text in place of numbers", DAILY, rewriting(table -> table.with(text(USAGE), value -> Binary.fromString("much"))), USAGE, USAGE),
                of("truth in place of text", STORAGE, rewriting(table -> table.with(truth("namespace"), value -> true)), "namespace", "namespace"),
                of("numbers in place of times", DAILY, rewriting(table -> table.with(number("interval_start"), value -> 1.5)), "interval_start", "interval_start"),
                of("labels that are not JSON", DAILY, rewriting(table -> table.with("pod_labels", value -> Binary.fromString("{app: web}"))), "JSON", "pod_labels"),
                of("labels that are a list", NODES, rewriting(table -> table.with("node_labels", value -> Binary.fromString("[1]"))), "JSON", "node_labels"),
                of("NaN", DAILY, rewriting(table -> table.with(USAGE, value -> Double.NaN)), "NaN", USAGE),
                of("infinite", STORAGE, rewriting(table -> table.with("persistentvolumeclaim_capacity_byte_seconds", value -> Double.POSITIVE_INFINITY)),
                        "Infinity", "persistentvolumeclaim_capacity_byte_seconds"),
                refused("a namespace of 300 characters", rewriting(table -> table.with("namespace", value -> Binary.fromString("x".repeat(300)))), "22001", "namespace"),
                refused("a number that is too large", rewriting(table -> table.with(USAGE, value -> 1e30)), "22003", "pod_usage_cpu_core_hours"),
                refused("a sum that is infinite", DAILY, rewriting(table -> table.and(table).with(USAGE, value -> Double.MAX_VALUE)), "22003", "pod_usage_cpu_core_hours"),
                refused("U+0000 in a label", rewriting(table -> table.with("pod_labels", value -> Binary.fromString("{\"app\": \"a\\u0000b\"}"))), "22P05", "pod_labels"),
                refused("U+0000 in a name", rewriting(table -> table.with("namespace", value -> Binary.fromString("sh\0op"))), "22021", null),
                of("a daily file without its hourly twin", DAILY, file -> Files.delete(hourlyOf(file)), "has no hourly file", null),
                of("an hourly file without its roll-up", HOURLY, file -> Files.delete(dailyOf(file)), "has no roll-up by day", null),
                new BadFile("a day without pod files", DAILY, BadFile::deleteBoth, "no pod_usage files", false, null));
    }

    @Override
    public String toString() {
        return name;
    }

    private static BadFile of(String name, Function<ClusterLake, Path> file, Damage damage, String reason, String column) {
        return new BadFile(name, file, damage, reason, true, column);
    }

    /** PostgreSQL refuses it: no file is named, but the SQLSTATE. */
    private static BadFile refused(String name, Damage damage, String state, String column) {
        return refused(name, DAILY, damage, state, column);
    }

    private static BadFile refused(String name, Function<ClusterLake, Path> file, Damage damage, String state, String column) {
        return new BadFile(name, file, damage, "SQLSTATE " + state, false, column);
    }

    private static Damage rewriting(UnaryOperator<ParquetTable> change) {
        return file -> change.apply(ParquetTable.read(file)).write(file);
    }

    private static void cut(Path file, double by) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, (int) (whole.length / by)));
    }

    private static void deleteBoth(Path daily) throws IOException {
        for (Path file : List.of(daily, hourlyOf(daily))) {
            Files.delete(file);
        }
    }

    private static Path hourlyOf(Path daily) {
        return Path.of(daily.toString().replace("/daily/", "/").replace("_daily_", "_"));
    }

    private static Path dailyOf(Path hourly) {
        return Path.of(hourly.toString().replace("/org1234567/", "/daily/org1234567/").replace("_0.parquet", "_daily_0.parquet"));
    }

    private static Type text(String column) {
        return Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType()).named(column);
    }

    private static Type number(String column) {
        return Types.optional(PrimitiveTypeName.DOUBLE).named(column);
    }

    private static Type truth(String column) {
        return Types.optional(PrimitiveTypeName.BOOLEAN).named(column);
    }
}
