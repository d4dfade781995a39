package io.costflow.assembly;

import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPlan;
import io.costflow.day.SourceDay;
import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import io.costflow.provider.Branch;
import io.costflow.provider.Layouts;
import io.costflow.provider.Providers;
import io.costflow.reference.ReferenceSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Holds the newest plan of a day and the contributions of its files, and emits the day for each of its outputs when all contributions that the output is computed
 * from, and the tenant's reference data, are there. Plans and contributions may arrive in any order, and more than once. A day that is kept while it is in the
 * window is emitted again when reference data that an output takes change; else it is dropped once it was emitted for all outputs, and a run that ends before
 * that fails. Nothing is emitted to the main output: each branch has a side output.
 */
public final class DayAssembler extends KeyedBroadcastProcessFunction<SourceDay, DayInput, ReferenceSnapshot, CompleteDay> {

    private static final long serialVersionUID = 1L;

    private static final Map<Branch, OutputTag<CompleteDay>> BRANCHES = new EnumMap<>(Map.of(
            Branch.CLUSTERS, tag("cluster-days"), Branch.CLOUDS, tag("cloud-days"), Branch.CORRELATION, tag("days-to-correlate"), Branch.MONTHS, tag("days-of-months")));

    /** The newest reference data by tenant. */
    public static final MapStateDescriptor<String, ReferenceSnapshot> REFERENCE =
            new MapStateDescriptor<>("reference", Types.STRING, TypeInformation.of(ReferenceSnapshot.class));

    /** The newest plan of the day; cleared when the day is forgotten, or emitted for all outputs and not kept. */
    private static final ValueStateDescriptor<DayPlan> PLAN = new ValueStateDescriptor<>("plan", TypeInformation.of(DayPlan.class));

    /** What was emitted last, by output; cleared when the day is forgotten. */
    private static final MapStateDescriptor<String, Emitted> EMITTED =
            new MapStateDescriptor<>("emitted", Types.STRING, TypeInformation.of(Emitted.class));

    /** Set when the day is forgotten; cleared some time later. */
    private static final ValueStateDescriptor<ForgottenDay> FORGOTTEN =
            new ValueStateDescriptor<>("forgotten", TypeInformation.of(ForgottenDay.class));

    /** How long contributions that older plans asked for may take to arrive after a day was forgotten. */
    private static final Duration STRAGGLERS = Duration.ofMinutes(10);

    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final Retention retention;
    private final Layouts layouts;
    private transient ValueState<DayPlan> plan;
    private transient MapState<String, Emitted> emitted;
    private transient ValueState<ForgottenDay> forgotten;
    private transient ArrivedContributions contributions;
    private transient LastGoodPlans lastGood;
    private transient Counter assembled;
    private transient Counter assembledAgain;
    private transient Counter daysForgotten;
    private transient HeldContributions held;
    private transient boolean counted;

    /**
     * @param retention how long days are kept
     * @param layouts how files are combined: contributions of earlier releases that were combined otherwise cannot be used
     */
    public DayAssembler(Retention retention, Layouts layouts) {
        this.retention = retention;
        this.layouts = layouts;
    }

    /** The side output for the days of a branch. */
    public static OutputTag<CompleteDay> of(Branch branch) {
        return BRANCHES.get(branch);
    }

    private static OutputTag<CompleteDay> tag(String name) {
        return new OutputTag<>(name, TypeInformation.of(CompleteDay.class));
    }

    @Override
    public void open(OpenContext context) {
        plan = getRuntimeContext().getState(PLAN);
        emitted = getRuntimeContext().getMapState(EMITTED);
        forgotten = getRuntimeContext().getState(FORGOTTEN);
        held = new HeldContributions();
        contributions = new ArrivedContributions(getRuntimeContext(), layouts, held);
        lastGood = new LastGoodPlans(getRuntimeContext());
        MetricScope metrics = MetricScope.ofOperator(getRuntimeContext().getMetricGroup());
        assembled = metrics.counter(CostflowMetric.DAYS_ASSEMBLED);
        assembledAgain = metrics.counter(CostflowMetric.DAYS_ASSEMBLED_AGAIN);
        daysForgotten = metrics.counter(CostflowMetric.DAYS_FORGOTTEN);
        metrics.gauge(CostflowMetric.HELD_CONTRIBUTIONS, held::files);
        metrics.gauge(CostflowMetric.HELD_CONTRIBUTION_BYTES, held::bytes);
    }

    @Override
    public void processElement(DayInput input, ReadOnlyContext context, Collector<CompleteDay> nothing) throws Exception {
        Consumer<CompleteDay> next = day -> context.output(of(branch(day)), day);
        if (retention == Retention.UNTIL_FINISHED) {
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
        }
        if (input.plan() == null) {
            accept(input.contribution());
        } else if (input.plan().revision() > newestRevision()) {
            replace(input.plan(), context, next);
        }
        emitWhenDue(context.getBroadcastState(REFERENCE).get(input.day().tenant()), next);
    }

    @Override
    public void processBroadcastElement(ReferenceSnapshot snapshot, Context context, Collector<CompleteDay> nothing) throws Exception {
        countOnce(context);
        ReferenceSnapshot known = context.getBroadcastState(REFERENCE).get(snapshot.tenant());
        if (known != null && known.revision() > snapshot.revision()) {
            return;
        }
        context.getBroadcastState(REFERENCE).put(snapshot.tenant(), snapshot);
        Consumer<CompleteDay> next = day -> context.output(of(branch(day)), day);
        context.applyToKeyedState(PLAN, (day, state) -> {
            if (day.tenant().equals(snapshot.tenant())) {
                emitWhenDue(snapshot, next);
            }
        });
    }

    private static Branch branch(CompleteDay day) {
        return Branch.of(day.plan().source(), day.output());
    }

    /** Flink shows all days only here; reference data come at the start, so that what was restored is counted soon. */
    private void countOnce(Context context) throws Exception {
        if (!counted) {
            counted = true;
            held.forget();
            context.applyToKeyedState(
                    ArrivedContributions.CONTRIBUTIONS, (day, state) -> state.values().forEach(contribution -> held.replace(null, contribution)));
        }
    }

    /** The revision of the newest plan that is known, even if the day is finished or forgotten; else one below all. */
    private long newestRevision() throws Exception {
        DayPlan current = plan.value();
        if (current != null) {
            return current.revision();
        }
        long newest = forgotten.value() == null ? Long.MIN_VALUE : forgotten.value().planRevision();
        for (Emitted last : emitted.values()) {
            newest = Math.max(newest, last.planRevision());
        }
        return newest;
    }

    private void accept(Contribution contribution) throws Exception {
        DayPlan current = plan.value();
        boolean named = current != null && current.files().contains(contribution.file());
        if (named || contribution.plannedRevision() > newestRevision()) {
            if (contributions.replacesAnotherVersion(contribution)) {
                noteAsGood(current);
            }
            contributions.add(contribution, lastGood);
        }
    }

    /** A day that a newer plan may hold back can be computed as it was. A run that ends answers no requests. */
    private void noteAsGood(DayPlan current) throws Exception {
        if (current != null && retention == Retention.WHILE_IN_WINDOW) {
            lastGood.note(current, contributions);
        }
    }

    private void replace(DayPlan newer, ReadOnlyContext context, Consumer<CompleteDay> next) throws Exception {
        dropOutputs(newer, next);
        noteAsGood(plan.value());
        lastGood.keepOnly(newer);
        if (newer.isToForget()) {
            forget(newer, context);
        } else {
            plan.update(newer);
            contributions.keepOnly(newer, lastGood);
        }
    }

    /** Drops the outputs that the plan does not name, and all outputs of a cluster that runs on another cloud source now: they must leave nothing behind. */
    private void dropOutputs(DayPlan newer, Consumer<CompleteDay> next) throws Exception {
        DayPlan current = plan.value();
        boolean moved = current != null && !Objects.equals(current.source().infrastructure(), newer.source().infrastructure());
        List<String> dropped = new ArrayList<>();
        for (Map.Entry<String, Emitted> last : emitted.entries()) {
            boolean unnamed = newer.output(last.getKey()).isEmpty();
            if (unnamed || moved) {
                long revision = unnamed ? after(last.getValue(), newer.revision()) : last.getValue().revision();
                next.accept(CompleteDay.forgotten(moved ? current : newer, last.getKey(), revision));
            }
            if (unnamed) {
                dropped.add(last.getKey());
            }
        }
        if (!newer.isToForget()) {
            for (String output : dropped) {
                emitted.remove(output);
            }
        }
    }

    private void forget(DayPlan newer, ReadOnlyContext context) throws Exception {
        long until = context.timerService().currentProcessingTime() + STRAGGLERS.toMillis();
        long revision = newer.revision();
        for (Emitted last : emitted.values()) {
            revision = Math.max(revision, after(last, newer.revision()));
        }
        plan.clear();
        emitted.clear();
        lastGood.clear();
        contributions.dropUpTo(newer.revision());
        forgotten.update(new ForgottenDay(newer.revision(), revision, until));
        context.timerService().registerProcessingTimeTimer(until);
        daysForgotten.inc();
    }

    private void emitWhenDue(ReferenceSnapshot reference, Consumer<CompleteDay> next) throws Exception {
        DayPlan current = plan.value();
        if (current == null || reference == null || reference.revision() < current.referenceRevision()) {
            return;
        }
        boolean finished = true;
        for (OutputPlan wanted : current.outputs()) {
            Emitted before = emitted.get(wanted.output());
            List<LakeFile> files = Providers.output(wanted.output()).files(current);
            Optional<DueOutput> due = DueOutput.of(current, wanted, contributions.of(files), before, reference);
            if (due.isPresent()) {
                emit(current, due.get(), files, before, reference, next);
            }
            finished = finished && emitted.contains(wanted.output()) && emitted.get(wanted.output()).planRevision() >= current.revision();
        }
        if (finished && retention == Retention.UNTIL_FINISHED) {
            plan.clear();
            contributions.dropUpTo(current.revision());
        }
    }

    private void emit(
            DayPlan current, DueOutput due, List<LakeFile> files, Emitted before, ReferenceSnapshot reference, Consumer<CompleteDay> next)
            throws Exception {
        OutputPlan wanted = due.plan();
        long revision = after(before, Math.max(current.revision(), reference.revision()));
        List<Contribution> all = wanted.isOfFiles() ? contributions.all(files) : List.of();
        CompleteDay day = new CompleteDay(current.with(wanted), wanted.output(), revision, all, reference);
        if (day.problemOfFiles().isEmpty()) {
            lastGood.drop(wanted.output());
            next.accept(day);
        } else {
            next.accept(withLastGood(day));
        }
        emitted.put(wanted.output(), new Emitted(current.revision(), revision, due.inputs()));
        (before != null && before.planRevision() == current.revision() ? assembledAgain : assembled).inc();
    }

    private CompleteDay withLastGood(CompleteDay heldBack) throws Exception {
        Optional<DayPlan> good = lastGood.of(heldBack.output());
        if (good.isEmpty()) {
            return heldBack;
        }
        List<LakeFile> files = Providers.output(heldBack.output()).files(good.get());
        return lastGood.contributions(files, contributions).map(those -> heldBack.withLastGood(good.get(), those)).orElse(heldBack);
    }

    /** Revisions of results only rise, whatever the clocks of plans and reference data do. */
    private long after(Emitted before, long revision) throws Exception {
        ForgottenDay earlier = forgotten.value();
        long known = Math.max(before == null ? Long.MIN_VALUE : before.revision(), earlier == null ? Long.MIN_VALUE : earlier.revision());
        return known == Long.MIN_VALUE ? revision : Math.max(revision, known + 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CompleteDay> nothing) throws Exception {
        if (context.timeDomain() == TimeDomain.EVENT_TIME) {
            requireFinished(context);
        } else if (forgotten.value() != null && forgotten.value().until() <= timestamp) {
            forgotten.clear();
        }
    }

    private void requireFinished(OnTimerContext context) throws Exception {
        DayPlan unfinished = plan.value();
        if (unfinished == null && contributions.isEmpty()) {
            return;
        }
        SourceDay day = context.getCurrentKey();
        String missing;
        if (unfinished == null) {
            missing = "its plan";
        } else if (!context.getBroadcastState(REFERENCE).contains(day.tenant())) {
            missing = "the reference data of its tenant";
        } else {
            missing = "the contributions of these files to revision " + unfinished.revision() + ": "
                    + contributions.missing(unfinished.files()).stream().map(LakeFile::path).toList();
        }
        throw new IllegalStateException(
                "The run came to its end, but the day " + day + " still waits for " + missing + ". This is an error in Costflow; run again, and report it.");
    }
}
