package io.costflow.job;

import io.costflow.day.SourceDay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/** The files of the sources, as koku delivers them, one delivery at a time: when a day is delivered anew, its old files are deleted first, and the new ones written after. */
final class FleetLake {

    private final LakeStore store;
    private final Path staging;
    private final Map<SourceDay, Delivery> deliveries = new HashMap<>();
    private final Map<SourceDay, List<String>> keys = new HashMap<>();
    private int manifest;

    /** @param staging a folder on the lake's disk that nobody else uses */
    FleetLake(LakeStore store, Path staging) {
        this.store = store;
        this.staging = staging;
    }

    /** What was delivered last of each day. */
    synchronized Delivery delivery(SourceDay day) {
        return deliveries.get(day);
    }

    /** Delivers a day under new names. */
    synchronized void deliver(FleetSource source, LocalDate day, int hours, int variant) throws IOException {
        Delivery delivery = new Delivery(source, day, ++manifest, hours, variant);
        SortedMap<String, Path> files = stage(delivery);
        if (deliveries.containsKey(source.on(day))) {
            delete(source.on(day));
        }
        put(delivery, files);
    }

    /** Delivers a day again under new names, with the contents that it has. */
    synchronized void deliverAgain(SourceDay day) throws IOException {
        Delivery before = deliveries.get(day);
        deliver(before.source(), before.day(), before.hours(), before.variant());
    }

    /** Delivers a day under new names, and leaves the old files for now. Returns the keys of these. */
    synchronized List<String> deliverBeside(FleetSource source, LocalDate day, int hours, int variant) throws IOException {
        List<String> old = keys.getOrDefault(source.on(day), List.of());
        write(new Delivery(source, day, ++manifest, hours, variant));
        return old;
    }

    /** Replaces every file of a day in place. */
    synchronized void overwrite(SourceDay day, int variant) throws IOException {
        Delivery before = deliveries.get(day);
        write(new Delivery(before.source(), before.day(), before.manifest(), before.hours(), variant));
    }

    /** Deletes every file of a day. */
    synchronized void delete(SourceDay day) throws IOException {
        for (String key : keys(day)) {
            store.delete(key);
        }
    }

    synchronized void delete(String key) throws IOException {
        store.delete(key);
    }

    /** Puts every file of a day back that was deleted or damaged. */
    synchronized void restore(SourceDay day) throws IOException {
        write(deliveries.get(day));
    }

    /** Leaves half of a file. */
    synchronized void cutShort(SourceDay day, String key) throws IOException {
        Path file = stage(deliveries.get(day)).get(key);
        byte[] whole = Files.readAllBytes(file);
        store.put(Files.write(file, Arrays.copyOf(whole, whole.length / 2)), key);
    }

    /** The keys of a day's files, in their order. */
    synchronized List<String> keys(SourceDay day) {
        return keys.get(day);
    }

    /**
     * The key of the one file of a day's report.
     *
     * @param kind {@code hourly} or {@code daily}
     */
    synchronized String key(SourceDay day, String report, String kind) {
        List<String> found = keys(day).stream().filter(key -> key.contains(report) && key.startsWith("daily/") == kind.equals("daily")).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("Not one " + kind + " file of " + report + ": " + found);
        }
        return found.get(0);
    }

    private void write(Delivery delivery) throws IOException {
        put(delivery, stage(delivery));
    }

    private void put(Delivery delivery, SortedMap<String, Path> files) throws IOException {
        deliveries.put(delivery.source().on(delivery.day()), delivery);
        keys.put(delivery.source().on(delivery.day()), List.copyOf(files.keySet()));
        for (Map.Entry<String, Path> file : files.entrySet()) {
            store.put(file.getValue(), file.getKey());
        }
    }

    /** The files of a delivery by their keys, before they are in the lake. */
    private SortedMap<String, Path> stage(Delivery delivery) throws IOException {
        FileUtils.deleteDirectory(staging.toFile());
        delivery.write(staging);
        try (Stream<Path> files = Files.walk(staging)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .collect(Collectors.toMap(file -> staging.relativize(file).toString(), file -> file, (a, b) -> a, TreeMap::new));
        }
    }
}
