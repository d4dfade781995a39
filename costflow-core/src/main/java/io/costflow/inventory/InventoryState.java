package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.Grain;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.Revisions;
import io.costflow.day.SourceDay;
import io.costflow.inventory.FileOutcome.Ending;
import io.costflow.inventory.InventoryCheckpoint.HeldDay;
import io.costflow.provider.Layouts;
import io.costflow.provider.Providers;
import io.costflow.provider.Report;
import io.costflow.provider.WantedOutputs;
import io.costflow.publish.RowChecksum;
import io.costflow.settings.SourceSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that an enumerator knows: the files of the window, what was planned of its days, and what the operators hold. */
final class InventoryState {

    private final boolean continuous;
    private final Map<String, Integer> versions = new TreeMap<>();
    private final Settling settling;
    private final Inventory inventory;
    private final PlannedDays planned = new PlannedDays();
    private final DeliveredFiles delivered = new DeliveredFiles();
    private final UnreachableFiles unreachable;
    private final GoneDays gone;
    private final DayPlanner planner;
    private final RefusedDays refused;
    private final Map<SourceDay, SourceSettings> restored = new HashMap<>();
    private long lastRevision;

    /**
     * @param layouts how files are combined now
     * @param checkpoint what the operators hold already
     */
    InventoryState(InventoryPace pace, Layouts layouts, InventoryCheckpoint checkpoint) {
        continuous = pace.isContinuous();
        for (Report report : Providers.reports()) {
            versions.put(report.id(), layouts.version(report.id()));
        }
        settling = new Settling(pace.settle());
        WantedOutputs outputs = new WantedOutputs(pace.run());
        inventory = new Inventory(settling, source -> !outputs.ofMonths(source).isEmpty());
        unreachable = new UnreachableFiles(pace.retryAfter());
        gone = new GoneDays(pace.emptyAfter());
        refused = new RefusedDays(pace.retryAfter());
        planner = new DayPlanner(inventory, planned, delivered, unreachable, gone, pace.run());
        lastRevision = checkpoint.lastRevision();
        checkpoint.days().forEach(day -> restore(day, checkpoint.layoutVersions()));
    }

    /** Files that were combined by another layout are read again. */
    private void restore(HeldDay held, Map<String, Integer> combinedBy) {
        List<LakeFile> files = held.files().stream().filter(file -> combinedBy.get(file.report()).equals(versions.get(file.report()))).toList();
        restored.put(held.day(), held.source());
        delivered.restore(held.day(), files);
        if (!held.files().isEmpty()) {
            gone.exists(held.day());
        }
        if (held.goneSince() > 0) {
            gone.restore(held.day(), Revisions.instant(held.goneSince()));
        }
    }

    InventoryCheckpoint toCheckpoint() {
        if (!continuous) {
            return InventoryCheckpoint.NOTHING;
        }
        List<HeldDay> days = heldDays().stream().map(day -> new HeldDay(source(day), day, gone.since(day).map(Revisions::at).orElse(0L), delivered.of(day))).toList();
        return new InventoryCheckpoint(lastRevision, versions, days);
    }

    private Set<SourceDay> heldDays() {
        Set<SourceDay> days = new HashSet<>(planned.days());
        days.addAll(restored.keySet());
        return days;
    }

    private SourceSettings source(SourceDay day) {
        return planned.last(day).map(DayPlan::source).orElseGet(() -> restored.get(day));
    }

    /**
     * Takes in the result of a poll.
     *
     * @param recalled what earlier runs found out about the days of files
     * @return the months whose files differ from the previous poll's
     */
    Set<SourceMonth> looked(InventoryCatalog.Look look, Map<LakeFile, SortedSet<Long>> recalled, WindowView view) {
        inventory.recall(recalled);
        lastRevision = Math.max(lastRevision, look.published().largestRevision());
        boolean fewer = moveTo(view);
        look.published().days().forEach((period, published) -> {
            if (period.grain() == Grain.DAY && !published.checksum().equals(RowChecksum.OF_NOTHING)) {
                gone.exists(period.day());
            }
        });
        inventory.markUnlisted(look.failedListings());
        Set<SourceMonth> changed = new HashSet<>();
        look.listing().files().forEach((month, files) -> {
            if (inventory.listed(month, files)) {
                changed.add(month);
            }
        });
        if (fewer || !changed.isEmpty()) {
            Set<LakeFile> listed = inventory.forgetUnlisted();
            unreachable.forget(file -> !listed.contains(file));
        }
        return changed;
    }

    /**
     * From now on the days and months of a view count.
     *
     * @return whether files are forgotten, because their months are none of them
     */
    boolean moveTo(WindowView view) {
        return inventory.moveTo(view.window(), Set.copyOf(view.months().values()), view.backfill().days());
    }

    /**
     * Has days planned again whose rows another program has changed.
     *
     * @return their months
     */
    Set<SourceMonth> restore(RowFindings rows, WindowView view) {
        planner.restore(rows);
        return Stream.concat(rows.due().stream(), rows.heldBack().keySet().stream())
                .flatMap(period -> view.month(period.day()).stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** From now on these periods are asked for: their plans are compared with the tables, and wait for reference data of the revision that each names. */
    void ask(Map<OutputPeriod, Long> references) {
        planner.ask(references);
    }

    /** Has periods planned again and compared with the tables the next time that their months are planned. */
    void compare(Collection<OutputPeriod> periods) {
        planner.compare(periods);
    }

    /** The newest plan of all days of a period. */
    Optional<DayPlan> planned(OutputPeriod period) {
        return planned.newest(period);
    }

    /** Whether a plan of this revision or a newer one has the period compared with the tables. */
    boolean isCompared(OutputPeriod period, long revision) {
        return planned(period).filter(plan -> plan.revision() >= revision && switch (period.grain()) {
            case DAY -> plan.rebuild();
            case MONTH -> plan.output(period.output()).filter(output -> output.month() != null && output.month().rebuild()).isPresent();
        }).isPresent();
    }

    /**
     * Has the days planned again that PostgreSQL has refused and may take now, and all days of tenants whose tables can be used again.
     *
     * @return their months
     */
    Set<SourceMonth> recovered(InventoryCatalog.Look look, WindowView view, Instant now) {
        Set<SourceMonth> months = new HashSet<>();
        if (!continuous) {
            return months;
        }
        planned.forget(day -> look.recovered().contains(day.tenant()));
        view.months().values().stream().filter(month -> look.recovered().contains(month.source().tenant())).forEach(months::add);
        for (SourceDay day : refused.due(look.published().refused(), planned, now)) {
            planned.planAgain(day);
            view.month(day).ifPresent(months::add);
        }
        return months;
    }

    /** Revisions only rise, whatever the clocks do. */
    long nextRevision(Instant instant) {
        lastRevision = Math.max(Revisions.at(instant), lastRevision + 1);
        return lastRevision;
    }

    /**
     * Plans that forget days: they have left the window, or nothing is computed from their source any more.
     *
     * @param leftOut tenants of which it is not known which sources they have
     */
    List<DayPlan> forgotten(WindowView view, long revision, Set<String> leftOut) {
        if (!continuous) {
            return List.of();
        }
        planned.forgetPublished(day -> !isWanted(day, view));
        Set<SourceMonth> idle = planner.idle(view.groups());
        List<DayPlan> plans = heldDays().stream()
                .filter(day -> !leftOut.contains(day.tenant()))
                .filter(day -> !isWanted(day, view) || view.month(day).filter(idle::contains).isPresent())
                .map(day -> DayPlan.toForget(day, revision, source(day)))
                .toList();
        plans.forEach(plan -> {
            planned.add(plan);
            delivered.keep(plan.day(), List.of());
            gone.forget(plan.day());
            restored.remove(plan.day());
        });
        return plans;
    }

    private boolean isWanted(SourceDay day, WindowView view) {
        return view.month(day).filter(month -> inventory.isWanted(month, day.epochDay())).isPresent();
    }

    /** The plans of all days that changed, in months and what belongs together with them. */
    List<DayPlan> plans(WindowView view, Collection<SourceMonth> months, long revision, Instant now) {
        return planner.plans(view.groupsOf(months), view, revision, now);
    }

    /** The work that plans make. */
    List<InventorySplit> work(List<DayPlan> plans) {
        return DayWork.of(plans, this::isNeeded, inventory::folder);
    }

    /** Whether a planned file must be read. In a run that ends the operators keep nothing, so that every file must. */
    private boolean isNeeded(SourceDay day, LakeFile file) {
        return !continuous || delivered.isNeeded(day, file);
    }

    /** The months of which something is to be planned because time has passed. */
    Set<SourceMonth> due(WindowView view, Instant now) {
        Set<SourceMonth> due = settled(view, now);
        gone.due(now).forEach(day -> view.month(day).ifPresent(due::add));
        List<LakeFile> again = unreachable.release(now);
        again.forEach(inventory::readAgain);
        view.months().values().stream().filter(month -> again.stream().anyMatch(file -> inventory.has(month, file))).forEach(due::add);
        return due;
    }

    /** The months with days whose changes will have settled at an instant if nothing else happens. */
    Set<SourceMonth> settled(WindowView view, Instant instant) {
        return settling.due(instant).stream().flatMap(day -> view.month(day).stream()).collect(Collectors.toCollection(HashSet::new));
    }

    /** The months of days that wait for what happens to their files: they have not settled, or all their files are gone. */
    Set<SourceMonth> changing(WindowView view) {
        return Stream.concat(settling.days().stream(), gone.days().stream()).flatMap(day -> view.month(day).stream()).collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * Has the changes of sources count at once, until this is called with others.
     *
     * @param complete the UUIDs of the sources
     * @return the months of their days that had not settled
     */
    Set<SourceMonth> settleAtOnce(Set<String> complete, WindowView view) {
        List<SourceMonth> months = view.months().values().stream().filter(month -> complete.contains(month.source().uuid())).toList();
        inventory.settleAtOnce(months.stream().flatMap(month -> inventory.wantedDays(month).stream().map(month::day)).collect(Collectors.toSet()));
        Set<SourceMonth> unsettled = settling.days().stream().flatMap(day -> view.month(day).stream()).collect(Collectors.toCollection(HashSet::new));
        unsettled.retainAll(months);
        return unsettled;
    }

    /** A split is on its way to a reader. */
    void begin(InventorySplit split) {
        if (split.reading() != null) {
            delivered.begin(split.reading(), day -> planned.last(day).map(plan -> plan.files().contains(split.reading().file())).orElse(false));
        }
    }

    /** A reading has ended, of a file in a month that is still there. */
    void ended(FileOutcome outcome, SourceMonth month, Instant now) {
        FileReading reading = outcome.reading();
        LakeFile file = reading.file();
        switch (outcome.ending()) {
            case READ -> {
                inventory.read(month, file, new TreeSet<>(outcome.daysFound()));
                outcome.daysFound().stream().filter(day -> inventory.isWanted(month, day)).forEach(day -> gone.exists(month.day(day)));
                unreachable.isRead(file);
                delivered.deliver(reading);
            }
            case UNREACHABLE, FAILED -> {
                if (reading.isOfDays()) {
                    inventory.markDaysUnknown(month, file);
                }
                if (continuous && outcome.ending() == Ending.UNREACHABLE) {
                    delivered.fail(reading);
                    unreachable.hold(file, outcome.problem(), now);
                } else {
                    delivered.deliver(reading);
                }
            }
            case GONE -> delivered.fail(reading);
            case PASSED_ON -> throw new IllegalArgumentException("Only plans are passed on.");
        }
    }

    /** A reading has ended that is not needed any more. */
    void dropped(FileReading reading) {
        delivered.fail(reading);
    }

    /** A file that was not there, or changed while it was read, is listed as it was. */
    void cannotBeFound(FileReading reading, SourceMonth month, Instant now) {
        String path = reading.file().path();
        String advice = continuous ? "It is tried again." : "Run again when its upload has ended.";
        if (reading.isOfDays()) {
            inventory.markDaysUnknown(month, reading.file());
        }
        unreachable.hold(
                reading.file(), new HeldBack("The file " + path + " is listed, but was not there or changed while it was read. " + advice, path, null), now);
    }

    Inventory inventory() {
        return inventory;
    }

    /** Days that are planned. */
    int daysPlanned() {
        return planned.size();
    }

    /** Days whose files changed and have not settled yet. */
    int daysSettling() {
        return settling.size();
    }

    /** Contributions that the operators hold. */
    long contributionsHeld() {
        return delivered.size();
    }
}
