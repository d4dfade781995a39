package io.costflow.demo;

import io.costflow.testbed.AwsAccount;
import io.costflow.testbed.AwsBill;
import io.costflow.testbed.DemoBucket;
import io.costflow.testbed.DemoCluster;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.DemoFolder;
import io.costflow.testbed.DemoUsage.Part;
import io.costflow.testbed.LakeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Delivers usage and bills as koku does: the files that a delivery replaces are deleted first, those of all report types together, then the new ones are
 * written, under names with a new manifest id (storage layout, A.5).
 */
final class Feeder {
    private final DemoData data;
    private final String account;
    private final DemoBucket bucket;
    private final Path folder;
    private final Map<String, List<String>> delivered = new HashMap<>();
    private int manifest;

    /** What is delivered, as files below a folder. */
    @FunctionalInterface
    private interface Contents {
        void write(Path root) throws IOException;
    }

    /**
     * A file that was cut off on its way.
     *
     * @param whole what it should have been
     * @param path where it lies, below the lake's root
     */
    record BrokenFile(Path whole, String path) {

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /**
     * @param account the account in the paths
     * @param folder an empty folder for files on their way
     */
    Feeder(DemoData data, String account, DemoBucket bucket, Path folder) {
        this.data = data;
        this.account = account;
        this.bucket = bucket;
        this.folder = folder;
    }

    /** Delivers a day of a cluster, in place of what was delivered of it before. */
    void deliver(DemoCluster cluster, LocalDate day, Part part) throws IOException {
        manifest++;
        deliver(cluster.source() + day, root -> data.usage(cluster, writer(root, cluster.source())).write(day, part));
    }

    /**
     * Delivers the bill of a month: whole, whatever has changed of it.
     *
     * @param days the days of the month that the bill has
     * @param dearer the day on which everything costs more than it usually does, or null
     * @param price how many times as much
     */
    void deliverBill(List<LocalDate> days, LocalDate dearer, double price) throws IOException {
        manifest++;
        AwsAccount aws = data.awsAccount().orElseThrow();
        deliver(aws.source() + days.get(0).withDayOfMonth(1), root -> {
            AwsBill bill = new AwsBill(aws, writer(root, aws.source()));
            for (LocalDate day : days) {
                bill.write(day, day.equals(dearer) ? price : 1);
            }
        });
    }

    /** Delivers a day of a cluster, of which the pods' roll-up by day arrives cut in half. */
    BrokenFile deliverBroken(DemoCluster cluster, LocalDate day, Part part) throws IOException {
        Path whole = Files.createTempFile(folder, "whole", ".parquet");
        manifest++;
        String what = cluster.source() + day;
        deliver(what, root -> {
            data.usage(cluster, writer(root, cluster.source())).write(day, part);
            cut(podsByDay(root), whole);
        });
        return new BrokenFile(whole, delivered.get(what).stream().filter(Feeder::isPodsByDay).findFirst().orElseThrow());
    }

    /** Overwrites a file that was cut off. */
    void replace(BrokenFile broken) throws IOException {
        bucket.upload(broken.whole(), broken.path());
    }

    private void deliver(String what, Contents contents) throws IOException {
        try (DemoFolder files = new DemoFolder(Files.createTempDirectory(folder, "delivery"))) {
            contents.write(files.path());
            bucket.delete(delivered.getOrDefault(what, List.of()));
            delivered.put(what, bucket.upload(files.path()));
        }
    }

    /** Leaves half of a file, and all of it elsewhere. */
    private static void cut(Path file, Path whole) throws IOException {
        Files.copy(file, whole, StandardCopyOption.REPLACE_EXISTING);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static Path podsByDay(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> isPodsByDay(file.toString())).findFirst().orElseThrow();
        }
    }

    private static boolean isPodsByDay(String path) {
        return path.endsWith("_daily_0.parquet") && path.contains("pod_usage");
    }

    private LakeWriter writer(Path root, String source) {
        return new LakeWriter(root, account, source, manifest);
    }
}
