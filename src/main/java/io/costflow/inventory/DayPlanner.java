package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.DayPlan.Purpose;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.PlannedCluster;
import io.costflow.day.SourceDay;
import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import io.costflow.settings.SourceSettings.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns changed days into work: a plan for each, and the files that it needs. A cloud source and the clusters that run on it are planned together: its day
 * is computed from theirs.
 */
final class DayPlanner {

    private static final Comparator<DayPlan> DAY_BY_DAY =
            Comparator.<DayPlan>comparingLong(plan -> plan.day().epochDay()).thenComparing(plan -> plan.day().tenant()).thenComparing(plan -> plan.day().source());

    private record Member(SourceMonth month, long day) {}

    private final InventoryCatalog.Look look;
    private final Inventory inventory;
    private final UnchangedDays unchanged;
    private final boolean rebuild;
    private final Overlap overlap;
    private final Map<String, List<SourceMonth>> together = new HashMap<>();
    /** Days that are not what they were at the look: what was planned of them may be published by now. */
    private final Set<SourceDay> planned = new HashSet<>();

    /** Of the files of several manifests the winner's count. */
    DayPlanner(InventoryCatalog.Look look, Inventory inventory, boolean rebuild) {
        this(look, inventory, rebuild, Overlap.WINNER);
    }

    /**
     * @param inventory knows the files of every month that was listed
     * @param rebuild plan days to be computed that did not change
     * @param overlap what counts of the files of several manifests
     */
    DayPlanner(InventoryCatalog.Look look, Inventory inventory, boolean rebuild, Overlap overlap) {
        this.look = look;
        this.inventory = inventory;
        this.unchanged = new UnchangedDays(look.references());
        this.rebuild = rebuild;
        this.overlap = overlap;
        look.listing().files().keySet().forEach(month -> together.computeIfAbsent(group(month), g -> new ArrayList<>()).add(month));
    }

    /** What the plans rest on. */
    InventoryCatalog.Look look() {
        return look;
    }

    /**
     * The work for the changed days of several months, day by day. Each plan comes before the files that it needs, and a file that several days need is
     * read once, for all of them.
     *
     * @param changes the changed days by month
     * @param revision the instant of the listing
     */
    List<InventorySplit> work(Map<SourceMonth, ? extends Set<Long>> changes, long revision) {
        List<DayPlan> plans = new ArrayList<>();
        Map<LakeFile, FileReading> readings = new LinkedHashMap<>();
        Set<Member> done = new LinkedHashSet<>();
        changes.forEach((month, days) -> days.forEach(day -> {
            if (done.add(new Member(month, day))) {
                Map<SourceMonth, DayPlan> group = plans(month, day, revision);
                group.forEach((member, plan) -> {
                    done.add(new Member(member, day));
                    plans.add(plan);
                    addReadings(member, plan, readings);
                });
            }
        }));
        plans.sort(DAY_BY_DAY);
        return splits(plans, readings);
    }

    private static void addReadings(SourceMonth month, DayPlan plan, Map<LakeFile, FileReading> readings) {
        if (!plan.isOfFiles()) {
            return;
        }
        for (LakeFile file : plan.files()) {
            readings.computeIfAbsent(
                            file,
                            f -> new FileReading(f, plan.day().tenant(), plan.day().source(), month.month().toString(), new ArrayList<>(), plan.revision()))
                    .days()
                    .add(plan.day().epochDay());
        }
    }

    private static List<InventorySplit> splits(List<DayPlan> plans, Map<LakeFile, FileReading> readings) {
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

    /** Holds back days that wait for a file which is listed but was not found, or changed, when it was read. */
    List<InventorySplit> heldBack(SourceMonth month, Set<Long> days, LakeFile gone, long revision) {
        String path = gone.path();
        HeldBack reason = new HeldBack("The file " + path + " is listed, but was not there or changed while it was read. Run again when its upload has ended.", path, null);
        return days.stream().map(day -> InventorySplit.of(plan(month, day, List.of(), revision).asBlocked(reason))).toList();
    }

    /** The plan of a month's day, and of all days that are computed together with it; none for a cloud source that no cluster runs on. */
    private Map<SourceMonth, DayPlan> plans(SourceMonth month, long day, long revision) {
        Map<SourceMonth, DayPlan> clusters = new LinkedHashMap<>();
        if (together.get(group(month)).stream().noneMatch(member -> member.source().type() == Type.OCP)) {
            return clusters;
        }
        SourceMonth cloud = null;
        for (SourceMonth member : together.get(group(month))) {
            boolean takesPart = member.equals(month) || inventory.days(member).containsKey(day);
            if (takesPart && member.source().type() == Type.OCP) {
                clusters.put(member, plan(member, day, List.of(), revision));
            } else if (takesPart) {
                cloud = member;
            }
        }
        if (cloud == null) {
            clusters.replaceAll((member, plan) -> alone(plan));
            return clusters;
        }
        List<DayPlan> withFiles = clusters.values().stream()
                .filter(plan -> !plan.files().isEmpty())
                .sorted(DAY_BY_DAY)
                .toList();
        DayPlan cloudPlan = plan(cloud, day, withFiles.stream().map(plan -> new PlannedCluster(plan.source(), revision)).toList(), revision);
        boolean cloudUnchanged = !rebuild && unchanged.isUnchanged(cloudPlan, withFiles);
        if (cloudUnchanged || cloudPlan.blocked() != null || cloudPlan.files().isEmpty()) {
            clusters.replaceAll((member, plan) -> alone(plan));
            cloudPlan = cloudPlan.asAlone();
        }
        clusters.put(cloud, cloudUnchanged ? cloudPlan.to(Purpose.KEEP) : cloudPlan);
        return clusters;
    }

    /** The plan of a cluster's day that no cloud day waits for. */
    private DayPlan alone(DayPlan cluster) {
        return !rebuild && unchanged.isUnchanged(cluster) ? cluster.asAlone().to(Purpose.KEEP) : cluster.asAlone();
    }

    private DayPlan plan(SourceMonth month, long day, List<PlannedCluster> clusters, long revision) {
        SourceSettings source = month.source();
        List<LakeFile> files = inventory.days(month).getOrDefault(day, List.of());
        SourceDay key = SourceDay.of(source.tenant(), source.uuid(), LocalDate.ofEpochDay(day));
        PublishedDays.Published before = planned.add(key) ? look.published().days().get(key) : null;
        return new DayPlan(
                key,
                revision,
                source,
                clusters,
                files,
                Purpose.COMPUTE,
                files.isEmpty() ? null : Readiness.check(source.type(), files),
                before == null ? null : before.fingerprint(),
                before == null ? null : before.checksum(),
                rebuild,
                false,
                overlap);
    }

    /** A cloud source and the clusters that run on it, in one month. */
    private static String group(SourceMonth month) {
        SourceSettings source = month.source();
        String cloud = source.infrastructure() == null ? source.uuid() : source.infrastructure();
        return source.tenant() + "/" + cloud + "/" + month.month();
    }
}
