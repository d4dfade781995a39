package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.reference.DayFingerprint;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Turns changed days into work: a plan for each, and the files that it needs. */
final class DayPlanner {

    private final InventoryCatalog.Look look;
    private final boolean rebuild;

    DayPlanner(InventoryCatalog.Look look, boolean rebuild) {
        this.look = look;
        this.rebuild = rebuild;
    }

    /** What the plans rest on. */
    InventoryCatalog.Look look() {
        return look;
    }

    /**
     * The work for the changed days of several months, day by day. Each plan comes before the files that it needs, and a file that several days need is read once, for all of them.
     *
     * @param changes the changed days by month, each with its files now
     * @param revision the instant of the listing
     */
    List<InventorySplit> work(Map<SourceMonth, SortedMap<Long, List<LakeFile>>> changes, long revision) {
        List<DayPlan> plans = new ArrayList<>();
        Map<LakeFile, FileReading> readings = new LinkedHashMap<>();
        changes.forEach((month, days) -> days.forEach((day, files) -> {
            DayPlan plan = plan(month.source(), day, files, revision);
            plans.add(plan);
            if (!plan.unchanged() && plan.blocked() == null) {
                for (LakeFile file : files) {
                    readings.computeIfAbsent(
                                    file,
                                    f -> new FileReading(f, plan.day().tenant(), plan.day().source(), month.month().toString(), new ArrayList<>(), revision))
                            .days()
                            .add(day);
                }
            }
        }));
        plans.sort(Comparator.comparingLong(plan -> plan.day().epochDay()));
        List<InventorySplit> work = new ArrayList<>();
        for (DayPlan plan : plans) {
            work.add(InventorySplit.of(plan));
            for (LakeFile file : plan.files()) {
                FileReading reading = readings.remove(file);
                if (reading != null) {
                    work.add(InventorySplit.of(reading));
                }
            }
        }
        return work;
    }

    /**
     * Holds back days that wait for a file which is listed but was not found, or changed, when it was read.
     *
     * @param days the days of the month, each with its files
     * @param waiting the days that wait, each with the file
     */
    List<InventorySplit> heldBack(SourceMonth month, SortedMap<Long, List<LakeFile>> days, SortedMap<Long, LakeFile> waiting, long revision) {
        List<InventorySplit> work = new ArrayList<>();
        waiting.forEach((day, file) -> {
            HeldBack reason = new HeldBack(
                    "The file " + file.path() + " is listed, but was not there or changed while it was read. Run again when its upload has ended.", file.path(), null);
            work.add(InventorySplit.of(plan(month.source(), day, days.get(day), revision).asBlocked(reason)));
        });
        return work;
    }

    private DayPlan plan(SourceSettings source, long day, List<LakeFile> files, long revision) {
        SourceDay key = SourceDay.of(source.tenant(), source.uuid(), LocalDate.ofEpochDay(day));
        PublishedDays.Published published = look.published().days().get(key);
        DayPlan plan = new DayPlan(
                key,
                revision,
                source.clusterId(),
                source.clusterAlias(),
                files,
                files.isEmpty() ? null : Readiness.check(files),
                published == null ? null : published.fingerprint(),
                published == null ? null : published.checksum(),
                false,
                rebuild);
        return isUnchanged(plan) ? plan.asUnchanged() : plan;
    }

    private boolean isUnchanged(DayPlan plan) {
        ReferenceSnapshot reference = look.references().get(plan.day().tenant());
        return !rebuild && plan.published() != null && reference != null && plan.published().equals(DayFingerprint.of(plan, reference));
    }
}
