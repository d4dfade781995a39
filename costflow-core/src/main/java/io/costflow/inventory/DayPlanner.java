package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.Grain;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.MonthPlan;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.PlannedCluster;
import io.costflow.day.PublishedState;
import io.costflow.day.SourceDay;
import io.costflow.provider.CorrelatedOutput;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.DayOutput;
import io.costflow.provider.MonthOutput;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.provider.WantedOutputs;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
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
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Plans the days whose files, source, outputs or clusters are not those of the newest plan. A cloud source and the clusters that run on it are planned together:
 * its day is computed from theirs.
 */
final class DayPlanner {

    /** Inputs that no contribution has: the month waits until the day has settled. */
    private static final String UNSETTLED = "unsettled";

    private final Inventory inventory;
    private final PlannedDays planned;
    private final DeliveredFiles delivered;
    private final UnreachableFiles unreachable;
    private final GoneDays gone;
    private final WantedOutputs outputs;
    private final boolean continuous;
    private final boolean rebuild;
    private final Overlap overlap;
    /** Outputs that are to be compared with the tables once more. */
    private final Set<OutputPeriod> restored = new HashSet<>();
    private Map<OutputPeriod, HeldBack> notRestored = Map.of();
    private Map<OutputPeriod, Long> asked = Map.of();

    /**
     * @param inventory knows the files of every month that was listed
     * @param run whether it is continuous: then the operators keep what they receive; else a day that is planned again begins with nothing
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
        this.outputs = new WantedOutputs(run);
        this.continuous = run.isContinuous();
        this.rebuild = run.rebuild();
        this.overlap = run.overlap();
    }

    /**
     * Plans the days of some groups that have to be planned now. A group is left out until all of its files are known.
     *
     * @param view what is known of the window
     * @param revision the instant of the listing
     */
    List<DayPlan> plans(Collection<DayGroup> groups, WindowView view, long revision, Instant now) {
        List<DayPlan> plans = new ArrayList<>();
        for (DayGroup group : groups) {
            if (group.members().stream().allMatch(inventory::knows)) {
                List<GroupDay> days = days(group, view).stream().map(day -> new GroupDay(group, day, view, revision, now)).toList();
                Map<String, MonthPlan> months = monthPlans(group, days, view);
                for (GroupDay day : days) {
                    if (!day.isUnsettled()) {
                        plans.addAll(day.changed(months));
                    }
                }
            }
        }
        plans.forEach(plan -> {
            planned.add(plan);
            delivered.keep(plan.day(), plan.files());
            restored.removeIf(period -> isRestoredBy(plan, period));
        });
        return plans;
    }

    private static boolean isRestoredBy(DayPlan plan, OutputPeriod period) {
        return switch (period.grain()) {
            case DAY -> period.day().equals(plan.day());
            case MONTH -> period.covers(plan.day()) && plan.output(period.output()).filter(output -> output.month() != null && output.month().rebuild()).isPresent();
        };
    }

    private static boolean isPartOfMonth(DayPlan plan, OutputPlan wanted) {
        return wanted.blocked() != null || wanted.purpose() != Purpose.EMPTY && wanted.purpose() != Purpose.FORGET && !plan.files().isEmpty();
    }

    /** What the months of a cloud source are to be made of, by output. */
    private Map<String, MonthPlan> monthPlans(DayGroup group, List<GroupDay> days, WindowView view) {
        Map<String, MonthPlan> months = new HashMap<>();
        if (group.cloud() != null) {
            outputs.ofMonths(group.cloud().source()).forEach(output -> months.put(output.id(), monthPlan(output, group.cloud(), days, view)));
        }
        return months;
    }

    private MonthPlan monthPlan(MonthOutput output, SourceMonth cloud, List<GroupDay> days, WindowView view) {
        OutputPeriod period = output.period(cloud.day(cloud.month().atDay(1).toEpochDay()));
        List<MonthPlan.Day> made = new ArrayList<>();
        boolean emptied = false;
        boolean held = continuous;
        boolean changedBefore = false;
        for (GroupDay day : days) {
            changedBefore |= planned.mayBePublishedSince(cloud.day(day.epochDay), output.id());
            boolean unsettled = day.isUnsettled();
            Optional<DayPlan> plan = unsettled ? planned.last(cloud.day(day.epochDay)) : day.candidate(cloud);
            OutputPlan wanted = plan.flatMap(known -> known.output(output.id())).orElse(null);
            if (wanted != null && isPartOfMonth(plan.get(), wanted)) {
                made.add(new MonthPlan.Day(day.epochDay, DayFingerprint.ofContribution(plan.get(), wanted)));
                held &= day.isHeld(plan.get(), wanted);
            } else if (unsettled && plan.isEmpty()) {
                made.add(new MonthPlan.Day(day.epochDay, UNSETTLED));
                held = false;
            }
            emptied |= wanted != null && wanted.purpose() == Purpose.EMPTY;
        }
        boolean compared = rebuild || restored.contains(period) || asked.containsKey(period);
        MonthPlan month = new MonthPlan(made, null, emptied, compared);
        // whatever was planned to be computed may be published by now
        PublishedState published = changedBefore ? null : view.published().get(period);
        boolean keep = !compared && !held && published != null
                && new UnchangedOutputs(view.references()).isUnchanged(period, month, cloud.source(), output, published);
        return keep ? month.keeping(published) : month;
    }

    /** Has days planned again, whatever was planned of them, and compared with the tables. */
    void restore(RowFindings rows) {
        restored.addAll(rows.due());
        notRestored = rows.heldBack();
    }

    /** Has periods planned again, whatever was planned of them, and compared with the tables. */
    void compare(Collection<OutputPeriod> periods) {
        restored.addAll(periods);
    }

    /** Every plan of these periods is compared with the tables, and waits for reference data of the revision that it is asked for with. */
    void ask(Map<OutputPeriod, Long> references) {
        asked = Map.copyOf(references);
    }

    /** The months of sources of which nothing is computed. */
    Set<SourceMonth> idle(Collection<DayGroup> groups) {
        Set<SourceMonth> idle = new HashSet<>();
        for (DayGroup group : groups) {
            group.members().stream().filter(member -> wanted(group, member).isEmpty()).forEach(idle::add);
        }
        return idle;
    }

    /** The outputs that are computed of a member of a group: the published ones, and the one of a cluster that its cloud needs to know. */
    private List<Output> wanted(DayGroup group, SourceMonth member) {
        SourceSettings source = member.source();
        List<Output> wanted = new ArrayList<>(outputs.ofOwnDays(source));
        wanted.addAll(outputs.ofMonths(source));
        if (member.equals(group.cloud())) {
            outputs.correlated(source).filter(correlated -> !group.clusters().isEmpty()).ifPresent(wanted::add);
        } else if (group.cloud() != null && outputs.correlated(group.cloud().source()).isPresent()) {
            Providers.of(source).factsOutput().filter(facts -> !wanted.contains(facts)).ifPresent(wanted::add);
        }
        return wanted;
    }

    /** Every day that has files, had some, or is held back since its month cannot be listed. */
    private TreeSet<Long> days(DayGroup group, WindowView view) {
        TreeSet<Long> days = new TreeSet<>();
        for (SourceMonth member : group.members()) {
            days.addAll(inventory.days(member).keySet());
            for (long day : inventory.wantedDays(member)) {
                if (isKnown(member.day(day), view) || isHeldBackUnlisted(member, day, view)) {
                    days.add(day);
                }
            }
        }
        return days;
    }

    /**
     * Whether a day is held back since its month cannot be listed: a published one, which may have newer files. A run that ends polls once, so a month of which
     * nothing is published is held back by its first day.
     */
    private boolean isHeldBackUnlisted(SourceMonth month, long epochDay, WindowView view) {
        if (inventory.problem(month).isEmpty() || view.isPublished(month.day(epochDay))) {
            return inventory.problem(month).isPresent();
        }
        long first = Math.max(view.window().from().toEpochDay(), month.month().atDay(1).toEpochDay());
        return !continuous && epochDay == first
                && LongStream.rangeClosed(first, view.window().to().toEpochDay()).filter(month::contains).noneMatch(day -> view.isPublished(month.day(day)));
    }

    /** Whether there was anything of the day before: files that have not settled yet must not be taken for none. */
    private boolean isKnown(SourceDay day, WindowView view) {
        return planned.last(day).isPresent() || continuous && (view.isPublished(day) || gone.hasExisted(day));
    }

    /** One day of a group. */
    private final class GroupDay {

        private final DayGroup group;
        private final long epochDay;
        private final WindowView view;
        private final UnchangedOutputs unchanged;
        private final long revision;
        private final Instant now;
        private final Map<SourceMonth, Optional<DayPlan>> candidates = new HashMap<>();
        private Map<String, MonthPlan> months = Map.of();

        GroupDay(DayGroup group, long epochDay, WindowView view, long revision, Instant now) {
            this.group = group;
            this.epochDay = epochDay;
            this.view = view;
            this.unchanged = new UnchangedOutputs(view.references());
            this.revision = revision;
            this.now = now;
        }

        /** Whether files of the day have not settled yet, so that it stays as it was planned. */
        boolean isUnsettled() {
            return group.members().stream().anyMatch(member -> inventory.isAboutToSettle(member, epochDay) && isKnown(member.day(epochDay), view));
        }

        /**
         * The plans that differ from those before.
         *
         * @param ofMonths what months are to be made of, by output
         */
        List<DayPlan> changed(Map<String, MonthPlan> ofMonths) {
            months = ofMonths;
            List<DayPlan> clusters = group.clusters().stream().flatMap(cluster -> candidate(cluster).stream()).toList();
            List<DayPlan> named = clusters.stream().filter(GroupDay::isNamed).toList();
            DayPlan cloud = group.cloud() == null ? null : candidate(group.cloud()).orElse(null);
            OutputPlan correlated = cloud == null ? null : correlated(cloud).orElse(null);
            boolean keep = correlated != null && isKept(cloud, correlated, named);
            boolean together = correlated != null && correlated.isOfFiles() && !cloud.files().isEmpty() && !keep;
            List<DayPlan> all = clusters.stream().map(plan -> withPurposes(plan, together && isNamed(plan))).toList();
            List<DayPlan> changed = all.stream().filter(this::differsFromLast).toList();
            if (cloud == null) {
                return changed;
            }
            DayPlan own = withPurposes(cloud, false);
            if (correlated == null) {
                return withCloud(changed, own);
            }
            if (keep) {
                return withCloud(changed, own.with(correlated.to(Purpose.KEEP).asIndependent()));
            }
            if (continuous) {
                return withCloud(changed, correlated.purpose() == Purpose.EMPTY ? own : own.with(correlated.with(required(named, changed))));
            }
            if (!together) {
                return withCloud(changed, own.with(correlated.asIndependent()));
            }
            // The operators hold nothing: when one of the days is computed again, all are.
            boolean again = !changed.isEmpty() || !planned.asksTheSame(own.with(correlated.with(required(named, List.of()))));
            if (!again) {
                return List.of();
            }
            return withCloud(
                    all.stream().filter(plan -> isNamed(plan) || changed.contains(plan)).toList(), own.with(correlated.with(required(named, all))));
        }

        private static Optional<OutputPlan> correlated(DayPlan cloud) {
            return cloud.outputs().stream().filter(plan -> Providers.output(plan.output()) instanceof CorrelatedOutput).findFirst();
        }

        private boolean isKept(DayPlan cloud, OutputPlan correlated, List<DayPlan> named) {
            return correlated.isOfFiles() && !cloud.rebuild() && !isHeld(cloud, correlated)
                    && unchanged.isUnchanged(cloud, correlated.with(required(named, List.of())), named);
        }

        /** Whether a cloud's day is attributed to the cluster's. */
        private static boolean isNamed(DayPlan cluster) {
            return facts(cluster).filter(facts -> !cluster.files().isEmpty() || facts.blocked() != null).isPresent();
        }

        private static Optional<OutputPlan> facts(DayPlan cluster) {
            return Providers.of(cluster.source()).factsOutput().flatMap(facts -> cluster.output(facts.id()));
        }

        private List<DayPlan> withCloud(List<DayPlan> plans, DayPlan cloud) {
            if (!differsFromLast(cloud)) {
                return plans;
            }
            List<DayPlan> all = new ArrayList<>(plans);
            all.add(cloud);
            return all;
        }

        /** Whether the plan asks for something else than the one before, or a file that it needs was lost on its way and is there. */
        private boolean differsFromLast(DayPlan plan) {
            SourceMonth month = view.month(plan.day()).orElseThrow();
            return !planned.asksTheSame(plan) || isRestored(plan.day()) || continuous && plan.outputs().stream().filter(OutputPlan::isOfFiles)
                    .flatMap(output -> Providers.output(output.output()).files(plan).stream())
                    .anyMatch(file -> delivered.isNeeded(plan.day(), file) && inventory.hasAround(month, file));
        }

        private boolean isRestored(SourceDay day) {
            return restored.stream().anyMatch(period -> switch (period.grain()) {
                case DAY -> period.day().equals(day);
                // one day takes it to the month
                case MONTH -> period.covers(day) && months.containsKey(period.output()) && months.get(period.output()).endsWith(epochDay);
            });
        }

        /** Whether all contributions that an output is computed from are in operator state, so that no file must be read. */
        boolean isHeld(DayPlan plan, OutputPlan output) {
            return continuous && delivered.of(plan.day()).containsAll(Providers.output(output.output()).files(plan));
        }

        /** The plan of a source's day for its files as they are; none where there is nothing to plan. It is made once. */
        Optional<DayPlan> candidate(SourceMonth month) {
            return candidates.computeIfAbsent(month, this::newCandidate);
        }

        private Optional<DayPlan> newCandidate(SourceMonth month) {
            List<Output> wanted = wanted(group, month).stream().filter(output -> isOfInterest(output, month)).toList();
            SourceDay day = month.day(epochDay);
            List<LakeFile> files = inventory.days(month).getOrDefault(epochDay, List.of());
            List<OutputPeriod> periods = wanted.stream().filter(output -> output.grain() == Grain.DAY).map(output -> output.period(day)).toList();
            boolean compare = rebuild || periods.stream().anyMatch(period -> restored.contains(period) || asked.containsKey(period));
            long reference = wanted.stream().mapToLong(output -> asked.getOrDefault(output.period(day), 0L)).max().orElse(0);
            DayPlan plan = new DayPlan(day, revision, month.source(), files, overlap, compare, List.of(), reference, view.nodes().of(day));
            Optional<HeldBack> unlisted = inventory.problem(month);
            if (unlisted.isPresent()) {
                return unlisted(month, plan, wanted, unlisted.get());
            }
            if (files.isEmpty()) {
                return withoutFiles(month, plan, wanted);
            }
            gone.isOver(day);
            return Optional.of(plan.with(wanted.stream().flatMap(output -> candidate(plan, output).stream()).toList()));
        }

        /** Of a day outside the window only its month is of interest, and what is asked for. */
        private boolean isOfInterest(Output output, SourceMonth month) {
            return inventory.isInWindow(epochDay) || output.grain() == Grain.MONTH && inventory.isOfWindow(month) || view.backfill().needs(output, month.day(epochDay));
        }

        /** The plan of a day whose month cannot be listed. Where the day itself is not held back, a bill that needs to know it is. */
        private Optional<DayPlan> unlisted(SourceMonth month, DayPlan plan, List<Output> wanted, HeldBack reason) {
            if (isHeldBackUnlisted(month, epochDay, view)) {
                return Optional.of(plan.with(wanted.stream().map(output -> publishedBefore(plan, output).blockedBy(reason)).toList()));
            }
            return month.equals(group.cloud())
                    ? Optional.empty()
                    : Optional.of(plan.with(wanted.stream().map(output -> OutputPlan.of(output.id()).to(Purpose.SUPPLY).blockedBy(reason)).toList()));
        }

        /** The plan of an output; none where the day has nothing that it is computed from, and never had. */
        private Optional<OutputPlan> candidate(DayPlan plan, Output output) {
            List<LakeFile> files = output.files(plan);
            if (files.isEmpty() && output.mayLackFiles()) {
                return hasRows(plan, output) ? Optional.of(publishedBefore(plan, output).to(Purpose.EMPTY)) : Optional.empty();
            }
            HeldBack problem = unreachable.reason(files)
                    .or(() -> files.isEmpty() ? noFiles(plan) : output.readiness(files))
                    .or(() -> Optional.ofNullable(notRestored.get(output.period(plan.day()))))
                    .orElse(null);
            return Optional.of(publishedBefore(plan, output).blockedBy(problem));
        }

        /** Whether rows of the output may have been published. */
        private boolean hasRows(DayPlan plan, Output output) {
            return view.published().containsKey(OutputPeriod.of(output.id(), plan.day()))
                    || planned.last(plan.day()).flatMap(last -> last.output(output.id())).isPresent();
        }

        private static Optional<HeldBack> noFiles(DayPlan plan) {
            return Optional.of(HeldBack.because("The day has only files that this is not computed from, such as " + plan.files().get(0).name()
                    + ". Upload the rest of the day's files."));
        }

        /** An output with its purpose as far as its publication decides it: one that is computed only for others is never published. */
        private OutputPlan publishedBefore(DayPlan plan, Output output) {
            OutputPlan wanted = OutputPlan.of(output.id());
            if (!outputs.isPublished(plan.source(), output) || !inventory.isInWindow(epochDay) && view.backfill().onlyNeeds(output, plan.day())) {
                return wanted.to(Purpose.SUPPLY);
            }
            // Whatever was planned to be computed may be published by now.
            boolean known = !planned.mayBePublishedSince(plan.day(), output.id());
            return known ? wanted.publishedAs(view.published().get(output.period(plan.day()))) : wanted;
        }

        private Optional<DayPlan> withoutFiles(SourceMonth month, DayPlan plan, List<Output> wanted) {
            if (!continuous || !gone.hasExisted(plan.day())) {
                return planned.last(plan.day()).map(before -> plan.with(wanted.stream()
                        .map(output -> isEmptied(before, output) ? OutputPlan.of(output.id()).to(Purpose.EMPTY) : publishedBefore(plan, output))
                        .toList()));
            }
            // A file that cannot be read now may be one of the day's.
            HeldBack reason = unreachable.trouble(inventory.filesAround(month))
                    .or(() -> gone.heldBack(plan.day(), !inventory.hasFiles(month.source()), now))
                    .orElse(null);
            return Optional.of(plan.with(wanted.stream()
                    .map(output -> publishedBefore(plan, output))
                    .filter(output -> reason != null || output.purpose() != Purpose.SUPPLY)
                    .map(output -> reason == null ? output.to(Purpose.EMPTY) : output.blockedBy(reason))
                    .toList()));
        }

        private static boolean isEmptied(DayPlan before, Output output) {
            return before.output(output.id()).filter(last -> last.purpose() == Purpose.EMPTY).isPresent();
        }

        /**
         * The plan of a source's own day with the purposes of its outputs. One of which nothing is left to compute is forgotten.
         *
         * @param needed whether a cloud's day is to be computed from it
         */
        private DayPlan withPurposes(DayPlan plan, boolean needed) {
            List<OutputPlan> purposeful = new ArrayList<>();
            for (OutputPlan output : plan.outputs()) {
                boolean facts = Providers.output(output.output()) instanceof DayOutput day && day.suppliesFacts();
                if (Providers.output(output.output()) instanceof CorrelatedOutput) {
                    purposeful.add(output);
                } else if (output.purpose() != Purpose.SUPPLY || needed) {
                    purposeful.add(withPurpose(plan, output, facts && needed));
                }
            }
            return purposeful.isEmpty() ? DayPlan.toForget(plan.day(), revision, plan.source()) : plan.with(purposeful);
        }

        private OutputPlan withPurpose(DayPlan plan, OutputPlan output, boolean needed) {
            MonthPlan month = months.get(output.output());
            if (month != null) {
                OutputPlan ofMonth = (month.kept() != null && output.isOfFiles() ? output.publishedAs(month.kept()).to(Purpose.KEEP) : output).in(month);
                return continuous ? ofMonth : ofMonth.asIndependent();
            }
            boolean keep = !needed && !plan.rebuild() && output.isOfFiles() && !isHeld(plan, output) && unchanged.isUnchanged(plan, output);
            OutputPlan purposeful = keep ? output.to(Purpose.KEEP) : output;
            return continuous || needed ? purposeful : purposeful.asIndependent();
        }

        /** The clusters of a cloud's day, each with the revision that is required of its day: that of its plan now, else of its plan before. */
        private List<PlannedCluster> required(List<DayPlan> named, List<DayPlan> plannedNow) {
            return named.stream().map(plan -> new PlannedCluster(plan.source(), requiredRevision(plan, plannedNow))).toList();
        }

        private long requiredRevision(DayPlan cluster, List<DayPlan> plannedNow) {
            String facts = Providers.of(cluster.source()).factsOutput().orElseThrow().id();
            return plannedNow.stream()
                    .filter(plan -> plan.day().equals(cluster.day()) && PlannedDays.computes(plan, facts))
                    .map(DayPlan::revision)
                    .findFirst()
                    .or(() -> planned.computedRevision(cluster.day(), facts))
                    .orElse(0L);
        }
    }
}
