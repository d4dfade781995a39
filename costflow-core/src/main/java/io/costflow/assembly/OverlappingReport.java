package io.costflow.assembly;

import io.costflow.day.Contribution;
import io.costflow.day.Manifest;
import io.costflow.settings.SourceSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A report of a day that several manifests delivered: which of them wins, and what there is to say of it (storage layout, A.5). */
final class OverlappingReport {

    /**
     * What one manifest delivered.
     *
     * @param hours the distinct intervals of its hourly files, 0 when they are missing
     */
    private record Delivery(Manifest manifest, int hours) {

        @Override
        public String toString() {
            return manifest + (hours == 0 ? " (0 hours: its hourly files are missing)" : " (" + hours + (hours == 1 ? " hour)" : " hours)"));
        }
    }

    /**
     * The manifest that wins.
     *
     * @param sentence what was seen and decided
     */
    record Winner(Manifest manifest, String sentence) {}

    private static final Comparator<Delivery> MOST_HOURS_THEN_HIGHEST = Comparator.comparingInt(Delivery::hours).thenComparing(Delivery::manifest);

    private final String name;
    private final SourceSettings.Type source;
    private final SortedMap<Manifest, List<Contribution>> delivered;

    private OverlappingReport(String name, SourceSettings.Type source, SortedMap<Manifest, List<Contribution>> delivered) {
        this.name = name;
        this.source = source;
        this.delivered = delivered;
    }

    /**
     * The report, if several manifests delivered line items of the day. The day is computed from daily files, so a manifest takes part that has one with line
     * items. Files without line items of the day, and files whose names carry no manifest, take no part.
     *
     * @param files all of one report and day; at least one
     */
    static Optional<OverlappingReport> of(List<Contribution> files) {
        SortedMap<Manifest, List<Contribution>> delivered = new TreeMap<>();
        for (Contribution file : files) {
            Manifest.of(file.file().name())
                    .filter(manifest -> file.rows() > 0)
                    .ifPresent(manifest -> delivered.computeIfAbsent(manifest, m -> new ArrayList<>()).add(file));
        }
        delivered.values().removeIf(those -> those.stream().noneMatch(file -> file.file().type().daily()));
        return delivered.size() < 2
                ? Optional.empty()
                : Optional.of(new OverlappingReport(files.get(0).file().type().report(), files.get(0).file().type().sourceType(), delivered));
    }

    /** The report's name, such as {@code pod_usage}. */
    String name() {
        return name;
    }

    /** The manifest of which alone the files count. */
    Winner winner() {
        return switch (source) {
            case OCP -> winnerByHours();
            case AWS -> new Winner(delivered.lastKey(), seen(delivered.keySet()) + " Manifest " + delivered.lastKey() + " counts, since it is the highest.");
        };
    }

    private Winner winnerByHours() {
        List<Delivery> deliveries = delivered.entrySet().stream().map(entry -> new Delivery(entry.getKey(), hours(entry.getValue()))).toList();
        Delivery winner = deliveries.stream().max(MOST_HOURS_THEN_HIGHEST).orElseThrow();
        boolean alone = deliveries.stream().filter(delivery -> delivery.hours() == winner.hours()).count() == 1;
        return new Winner(winner.manifest(), seen(deliveries) + " Manifest " + winner.manifest() + " counts, since it "
                + (alone ? "has the most hours." : "is the highest of those with the most hours."));
    }

    private static int hours(List<Contribution> files) {
        return HourlyIntervals.count(files.stream().filter(file -> !file.file().type().daily()).toList());
    }

    /** A sentence that says that all manifests count. */
    String addedUp() {
        return seen(delivered.keySet()) + " They are added up.";
    }

    private String seen(Iterable<?> deliveries) {
        List<String> texts = new ArrayList<>();
        deliveries.forEach(delivery -> texts.add(delivery.toString()));
        String last = texts.remove(texts.size() - 1);
        return name + " was delivered by the manifests " + String.join(", ", texts) + " and " + last + ".";
    }
}
