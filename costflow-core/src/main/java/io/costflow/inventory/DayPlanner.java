package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.DayPlan.Purpose;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.PlannedCluster;
import io.costflow.day.SourceDay;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes plans of days whose files, source or clusters are not those of the newest plan. A cloud source and the clusters that run on it are planned together:
 * its day is computed from theirs.
 */
final class DayPlanner {

    private final Inventory inventory;
    private final PlannedDays planned;
    private final DeliveredFiles delivered;
    private final UnreachableFiles unreachable;
    private final GoneDays gone;
    private final boolean continuous;
    private final boolean rebuild;
    private final Overlap overlap;

    /**
     * @param inventory knows the files of every month that was listed
     * @param run whether it goes on: then the operators keep what they are given; else a day that is planned again begins with nothing
     */
    DayPlanner(
            Inventory inventory,
            PlannedDays planned,
            DeliveredFiles delivered,
            UnreachableFiles unreachable,
            GoneDays gone,
            RunSettings run) {
        this.inventory = inventory;
        this.planned = planned;
        this.delivered = delivered;
        this.unreachable = unreachable;
        this.gone = gone;
        this.continuous = run.isContinuous();
        this.rebuild = run.rebuild();
        this.overlap = run.overlap();
    }

    /**
     * The plans of all days of some groups that are to be made now. A group of which not all files are known has none.
     *
     * @param view what is known of the window
     * @param revision the instant of the listing
     */
    List<DayPlan> plans(Collection<DayGroup> groups, WindowView view, long revision, long now) {
        List<DayPlan> plans = new ArrayList<>();
        for (DayGroup group : groups) {
            if (group.members().stream().allMatch(inventory::knows)) {
                for (long day : days(group, view)) {
                    if (group.members().stream().noneMatch(member -> inventory.isAboutToSettle(member, day) && isKnown(member.day(day), view))) {
                        plans.addAll(new GroupDay(group, day, view, revision, now).changed());
                    }
                }
            }
        }
        plans.forEach(plan -> {
            planned.add(plan);
            delivered.keep(plan.day(), plan.files());
        });
        return plans;
    }

    /** Every day that has files, or had some. */
    private TreeSet<Long> days(DayGroup group, WindowView view) {
        TreeSet<Long> days = new TreeSet<>();
        for (SourceMonth member : group.members()) {
            days.addAll(inventory.days(member).keySet());
            for (long day = view.window().from().toEpochDay(); day <= view.window().to().toEpochDay(); day++) {
                if (member.contains(day) && isKnown(member.day(day), view)) {
                    days.add(day);
                }
            }
        }
        return days;
    }

    /** Whether there was anything of the day before: files that have not settled yet must not be taken for none. */
    private boolean isKnown(SourceDay day, WindowView view) {
        return planned.last(day).isPresent() || continuous && (view.published().containsKey(day) || gone.hasExisted(day));
    }

    /** One day of a group. */
    private final class GroupDay {

        private final DayGroup group;
        private final long epochDay;
        private final WindowView view;
        private final UnchangedDays unchanged;
        private final long revision;
        private final long now;

        GroupDay(DayGroup group, long epochDay, WindowView view, long revision, long now) {
            this.group = group;
            this.epochDay = epochDay;
            this.view = view;
            this.unchanged = new UnchangedDays(view.references());
            this.revision = revision;
            this.now = now;
        }

        /** The plans that differ from those before. */
        List<DayPlan> changed() {
            List<DayPlan> clusters = group.clusters().stream().flatMap(cluster -> candidate(cluster).stream()).toList();
            List<DayPlan> named = clusters.stream().filter(GroupDay::isNamed).toList();
            DayPlan cloud = group.cloud() == null || group.clusters().isEmpty() ? null : candidate(group.cloud()).orElse(null);
            boolean keepCloud = cloud != null && cloud.isOfFiles() && !rebuild && !isHeld(cloud)
                    && unchanged.isUnchanged(cloud.with(resting(named, List.of())), named);
            boolean together = cloud != null && cloud.isOfFiles() && !cloud.files().isEmpty() && !keepCloud;

            List<DayPlan> all = clusters.stream().map(plan -> purposeful(plan, together && isNamed(plan))).toList();
            List<DayPlan> changed = all.stream().filter(this::isNews).toList();
            if (cloud == null) {
                return changed;
            }
            if (continuous) {
                return withCloud(changed, keepCloud ? kept(cloud) : cloud.purpose() == Purpose.EMPTY ? cloud : cloud.with(resting(named, changed)));
            }
            if (!together) {
                return withCloud(changed, keepCloud ? kept(cloud) : cloud.asAlone());
            }
            // The operators hold nothing: when one of them is computed again, all are.
            boolean again = !changed.isEmpty() || !planned.saysTheSame(cloud.with(resting(named, List.of())));
            if (!again) {
                return List.of();
            }
            return withCloud(all.stream().filter(plan -> isNamed(plan) || changed.contains(plan)).toList(), cloud.with(resting(named, all)));
        }

        /** A day that is kept says nothing of its clusters, so that it is not computed from what is left of theirs. */
        private static DayPlan kept(DayPlan cloud) {
            return cloud.to(Purpose.KEEP).asAlone();
        }

        private static boolean isNamed(DayPlan cluster) {
            return !cluster.files().isEmpty() || cluster.blocked() != null;
        }

        private List<DayPlan> withCloud(List<DayPlan> plans, DayPlan cloud) {
            if (!isNews(cloud)) {
                return plans;
            }
            List<DayPlan> all = new ArrayList<>(plans);
            all.add(cloud);
            return all;
        }

        /** Whether the plan says something else than the one before, or a file that it names was lost on its way and is there. */
        private boolean isNews(DayPlan plan) {
            SourceMonth month = view.month(plan.day()).orElseThrow();
            return !planned.saysTheSame(plan) || continuous && plan.isOfFiles() && plan.files().stream()
                    .anyMatch(file -> delivered.isNeeded(plan.day(), file) && inventory.has(month, file));
        }

        /** Whether the operators hold what all files of the day contribute, so that computing it takes no reading. */
        private boolean isHeld(DayPlan plan) {
            return continuous && delivered.of(plan.day()).equals(plan.files());
        }

        /** The plan of a source's day as its files have it; none where there is nothing to be said. */
        private Optional<DayPlan> candidate(SourceMonth month) {
            SourceDay day = month.day(epochDay);
            List<LakeFile> files = inventory.days(month).getOrDefault(epochDay, List.of());
            DayPlan plan = publishedBefore(DayPlan.of(day, revision, month.source(), files).resolving(overlap));
            if (files.isEmpty()) {
                return withoutFiles(month, plan);
            }
            gone.isOver(day);
            HeldBack problem = unreachable.reason(files).orElseGet(() -> Readiness.check(month.source().type(), files));
            return Optional.of(plan.asBlocked(problem));
        }

        private DayPlan publishedBefore(DayPlan plan) {
            DayPlan asked = rebuild ? plan.asRebuild() : plan;
            Optional<DayPlan> last = planned.last(plan.day());
            if (last.isPresent()) {
                // What was planned to be computed may be published by now.
                return last.get().purpose() == Purpose.KEEP ? asked.afterPublication(last.get().published(), last.get().publishedChecksum()) : asked;
            }
            PublishedDays.Published before = view.published().get(plan.day());
            return before == null ? asked : asked.afterPublication(before.fingerprint(), before.checksum());
        }

        private Optional<DayPlan> withoutFiles(SourceMonth month, DayPlan plan) {
            if (!continuous || !gone.hasExisted(plan.day())) {
                return planned.last(plan.day()).map(before -> before.purpose() == Purpose.EMPTY ? plan.to(Purpose.EMPTY) : plan);
            }
            // A file that cannot be read now may be one of the day's.
            Optional<HeldBack> reason = unreachable.trouble(inventory.files(month))
                    .or(() -> gone.heldBack(plan.day(), !inventory.hasFiles(month.source()), now));
            return Optional.of(reason.map(plan::asBlocked).orElseGet(() -> plan.to(Purpose.EMPTY)));
        }

        /**
         * The plan of a cluster's day with its purpose.
         *
         * @param needed whether a cloud's day is to be computed from it
         */
        private DayPlan purposeful(DayPlan plan, boolean needed) {
            boolean keep = !needed && !rebuild && plan.isOfFiles() && !isHeld(plan) && unchanged.isUnchanged(plan);
            DayPlan purposeful = keep ? plan.to(Purpose.KEEP) : plan;
            return continuous || needed ? purposeful : purposeful.asAlone();
        }

        /** What a cloud's day rests on: those that are planned now, else the plans before. */
        private List<PlannedCluster> resting(List<DayPlan> named, List<DayPlan> now) {
            return named.stream()
                    .map(plan -> new PlannedCluster(plan.source(), restingRevision(plan.day(), now)))
                    .toList();
        }

        private long restingRevision(SourceDay day, List<DayPlan> now) {
            return now.stream()
                    .filter(plan -> plan.day().equals(day) && plan.purpose() == Purpose.COMPUTE)
                    .map(DayPlan::revision)
                    .findFirst()
                    .or(() -> planned.computedRevision(day))
                    .orElse(0L);
        }
    }
}
