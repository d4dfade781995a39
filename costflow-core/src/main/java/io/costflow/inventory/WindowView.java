package io.costflow.inventory;

import io.costflow.day.OutputPeriod;
import io.costflow.day.PublishedState;
import io.costflow.day.SourceDay;
import io.costflow.provider.Providers;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.DayRange;
import io.costflow.settings.SourceSettings;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of the window since the last poll.
 *
 * @param window the days that are looked at
 * @param months the months of all sources, by their keys
 * @param groups the same, by cloud source
 * @param published what was published of each output and day when the source was seen first
 * @param references the reference data of each tenant
 * @param nodes the stored roles of the days' nodes
 * @param backfill days outside the window that are looked at too
 */
record WindowView(
        DayRange window,
        Map<String, SourceMonth> months,
        Collection<DayGroup> groups,
        Map<OutputPeriod, PublishedState> published,
        Map<String, ReferenceSnapshot> references,
        StoredNodes nodes,
        Backfill backfill) {

    /** Before the first poll. */
    static final WindowView NOTHING = new WindowView(null, Map.of(), List.of(), Map.of(), Map.of(), StoredNodes.NONE, Backfill.NONE);

    /** The view after another poll. */
    WindowView after(InventoryCatalog.Look look) {
        Backfill fresh = backfill.of(sources(look.listing().months()));
        Set<SourceMonth> seen = new HashSet<>(look.listing().months());
        seen.addAll(fresh.months());
        Map<String, SourceMonth> byKey = seen.stream().collect(Collectors.toMap(SourceMonth::key, month -> month));
        Map<OutputPeriod, PublishedState> days = new HashMap<>();
        // what is known of a tenant stays while its tables cannot be read
        Map<String, ReferenceSnapshot> newest = new HashMap<>(look.references());
        look.leftOut().keySet().stream().filter(references::containsKey).forEach(tenant -> newest.putIfAbsent(tenant, references.get(tenant)));
        WindowView view = new WindowView(look.window(), byKey, DayGroup.of(seen), days, newest, look.surveyed().nodes(), fresh);
        if (view.hasDaysOf(this) && look.published().days().isEmpty()) {
            return new WindowView(window, months, groups, published, newest, look.surveyed().nodes(), backfill);
        }
        days.putAll(published);
        days.putAll(look.published().days());
        days.keySet().removeIf(period -> !view.covers(period));
        return view;
    }

    /**
     * The view of other days outside the window.
     *
     * @param unsummarised clusters' periods without rows in the tables
     * @param polled the months that are polled
     */
    WindowView with(Set<OutputPeriod> asked, Set<OutputPeriod> unsummarised, Set<SourceMonth> polled) {
        Backfill other = Backfill.of(asked, unsummarised, sources(polled));
        Set<SourceMonth> all = new HashSet<>(polled);
        all.addAll(other.months());
        Map<String, SourceMonth> byKey = all.stream().collect(Collectors.toMap(SourceMonth::key, month -> month));
        return new WindowView(window, byKey, DayGroup.of(all), published, references, nodes, other);
    }

    private static Set<SourceSettings> sources(Collection<SourceMonth> ofMonths) {
        return ofMonths.stream().map(SourceMonth::source).collect(Collectors.toSet());
    }

    /** Whether the days, sources, reference data and nodes are those of another view, so that only files can have changed. */
    boolean differsInFilesOnly(WindowView other) {
        return hasDaysOf(other) && sameReferences(other) && nodes.equals(other.nodes);
    }

    /** Whether the days and sources are those of another view. */
    boolean hasDaysOf(WindowView other) {
        return Objects.equals(window, other.window) && months.equals(other.months) && backfill.equals(other.backfill);
    }

    private boolean sameReferences(WindowView other) {
        return references.keySet().equals(other.references.keySet())
                && references.values().stream().allMatch(snapshot -> snapshot.hasDataOf(other.references.get(snapshot.tenant())));
    }

    /** Whether there was no poll yet. */
    boolean isNothing() {
        return window == null;
    }

    /** Whether the period has days in the window and belongs to one of the sources. */
    boolean covers(OutputPeriod period) {
        return (isInWindow(period) || backfill.needed().contains(period)) && month(period.day()).isPresent();
    }

    /** Whether the period has days in the window. */
    boolean isInWindow(OutputPeriod period) {
        return period.overlaps(window.from(), window.to());
    }

    /** Whether any output of the day alone was published when its source was seen first. */
    boolean isPublished(SourceDay day) {
        return Providers.outputs().stream().anyMatch(output -> published.containsKey(OutputPeriod.of(output.id(), day)));
    }

    /** The month of a source that a day belongs to, if the source and the month are there. */
    Optional<SourceMonth> month(SourceDay day) {
        return Optional.ofNullable(months.get(SourceMonth.key(day.tenant(), day.source(), YearMonth.from(day.day()))));
    }

    /** The month of a file, if the source and the month are there. */
    Optional<SourceMonth> month(FileReading reading) {
        return Optional.ofNullable(months.get(reading.monthKey()));
    }

    /** Months with those next to them whose days may have files in the same folders. */
    Set<SourceMonth> around(Collection<SourceMonth> those) {
        Set<SourceMonth> all = new LinkedHashSet<>(those);
        those.forEach(month -> month.around().stream().filter(near -> near.equals(months.get(near.key()))).forEach(all::add));
        return all;
    }

    /** The groups that have one of the months. */
    List<DayGroup> groupsOf(Collection<SourceMonth> those) {
        Set<SourceMonth> wanted = new HashSet<>(those);
        return groups.stream().filter(group -> group.members().stream().anyMatch(wanted::contains)).toList();
    }

    /** The UUIDs of the sources. */
    Set<String> sources() {
        return months.values().stream().map(month -> month.source().uuid()).collect(Collectors.toSet());
    }
}
