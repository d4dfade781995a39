package io.costflow.assembly;

import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.DayPlan.Purpose;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
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
 * Holds the newest plan of a day and what its files contributed, and passes the day on when all of it and the tenant's reference data are there. Plans and
 * contributions may arrive in any order, and more than once. A day that is kept while it is in the window is passed on again when reference data that it takes
 * change; else it is dropped once it was passed on, and a run that ends before every day was passed on fails.
 */
public final class DayAssembler extends KeyedBroadcastProcessFunction<SourceDay, DayInput, ReferenceSnapshot, CompleteDay> {

    private static final long serialVersionUID = 1L;

    /** The complete days of cloud sources; those of clusters are the main output. */
    public static final OutputTag<CompleteDay> CLOUD_DAYS = new OutputTag<>("cloud-days", TypeInformation.of(CompleteDay.class));

    /** The newest reference data by tenant. */
    public static final MapStateDescriptor<String, ReferenceSnapshot> REFERENCE =
            new MapStateDescriptor<>("reference", Types.STRING, TypeInformation.of(ReferenceSnapshot.class));

    /** The newest plan of the day; cleared when the day is forgotten, or passed on and not kept. */
    private static final ValueStateDescriptor<DayPlan> PLAN = new ValueStateDescriptor<>("plan", TypeInformation.of(DayPlan.class));

    /** What was passed on of the day last; cleared some time after the day was forgotten. */
    private static final ValueStateDescriptor<PassedOn> PASSED_ON = new ValueStateDescriptor<>("passed-on", TypeInformation.of(PassedOn.class));

    /** How long contributions that older plans asked for may take to arrive after a day was forgotten. */
    private static final Duration STRAGGLERS = Duration.ofMinutes(10);

    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final Retention retention;
    private final CombinerVersions versions;
    private transient ValueState<DayPlan> plan;
    private transient ValueState<PassedOn> passedOn;
    private transient ArrivedContributions contributions;
    private transient Counter assembled;
    private transient Counter assembledAgain;
    private transient Counter forgotten;
    private transient HeldContributions held;
    private transient boolean counted;

    /**
     * @param retention how long days are kept
     * @param versions tells which contributions of earlier releases can be used
     */
    public DayAssembler(Retention retention, CombinerVersions versions) {
        this.retention = retention;
        this.versions = versions;
    }

    @Override
    public void open(OpenContext context) {
        plan = getRuntimeContext().getState(PLAN);
        passedOn = getRuntimeContext().getState(PASSED_ON);
        held = new HeldContributions();
        contributions = new ArrivedContributions(getRuntimeContext(), versions, held);
        MetricScope metrics = MetricScope.ofOperator(getRuntimeContext().getMetricGroup());
        assembled = metrics.counter(CostflowMetric.DAYS_ASSEMBLED);
        assembledAgain = metrics.counter(CostflowMetric.DAYS_ASSEMBLED_AGAIN);
        forgotten = metrics.counter(CostflowMetric.DAYS_FORGOTTEN);
        metrics.gauge(CostflowMetric.HELD_CONTRIBUTIONS, held::files);
        metrics.gauge(CostflowMetric.HELD_CONTRIBUTION_BYTES, held::bytes);
    }

    @Override
    public void processElement(DayInput input, ReadOnlyContext context, Collector<CompleteDay> output) throws Exception {
        Consumer<CompleteDay> next = bySource(output::collect, day -> context.output(CLOUD_DAYS, day));
        if (retention == Retention.UNTIL_FINISHED) {
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
        }
        if (input.plan() == null) {
            accept(input.contribution());
        } else if (input.plan().revision() > newestRevision()) {
            dropWhatMoved(input.plan(), next);
            if (input.plan().purpose() == Purpose.FORGET) {
                forget(input.plan(), context, next);
            } else {
                plan.update(input.plan());
                contributions.keepOnly(input.plan());
            }
        }
        passOnWhenDue(context.getBroadcastState(REFERENCE).get(input.day().tenant()), next);
    }

    @Override
    public void processBroadcastElement(ReferenceSnapshot snapshot, Context context, Collector<CompleteDay> output) throws Exception {
        countOnce(context);
        ReferenceSnapshot known = context.getBroadcastState(REFERENCE).get(snapshot.tenant());
        if (known != null && known.revision() > snapshot.revision()) {
            return;
        }
        context.getBroadcastState(REFERENCE).put(snapshot.tenant(), snapshot);
        Consumer<CompleteDay> next = bySource(output::collect, day -> context.output(CLOUD_DAYS, day));
        context.applyToKeyedState(PLAN, (day, state) -> {
            if (day.tenant().equals(snapshot.tenant())) {
                passOnWhenDue(snapshot, next);
            }
        });
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

    private static Consumer<CompleteDay> bySource(Consumer<CompleteDay> clusters, Consumer<CompleteDay> clouds) {
        return day -> (day.plan().source().type() == SourceSettings.Type.OCP ? clusters : clouds).accept(day);
    }

    /** The revision of the newest plan that is known, be the day finished or forgotten; else one below all. */
    private long newestRevision() throws Exception {
        DayPlan current = plan.value();
        PassedOn before = passedOn.value();
        return current != null ? current.revision() : before != null ? before.planRevision() : Long.MIN_VALUE;
    }

    private void accept(Contribution contribution) throws Exception {
        DayPlan current = plan.value();
        boolean named = current != null && current.files().contains(contribution.file());
        if (named || contribution.plannedRevision() > newestRevision()) {
            contributions.add(contribution);
        }
    }

    /** A cluster that runs on another cloud source now must leave no day behind with the one before. */
    private void dropWhatMoved(DayPlan newer, Consumer<CompleteDay> next) throws Exception {
        DayPlan current = plan.value();
        PassedOn before = passedOn.value();
        if (current != null && before != null && !Objects.equals(current.source().infrastructure(), newer.source().infrastructure())) {
            next.accept(CompleteDay.forgotten(current.to(Purpose.FORGET), before.revision()));
        }
    }

    private void forget(DayPlan newer, ReadOnlyContext context, Consumer<CompleteDay> next) throws Exception {
        long until = context.timerService().currentProcessingTime() + STRAGGLERS.toMillis();
        long revision = after(passedOn.value(), newer.revision());
        plan.clear();
        contributions.dropUpTo(newer.revision());
        passedOn.update(new PassedOn(newer.revision(), revision, null, until));
        context.timerService().registerProcessingTimeTimer(until);
        next.accept(CompleteDay.forgotten(newer, revision));
        forgotten.inc();
    }

    private void passOnWhenDue(ReferenceSnapshot reference, Consumer<CompleteDay> next) throws Exception {
        DayPlan current = plan.value();
        if (current == null || reference == null) {
            return;
        }
        PassedOn before = passedOn.value();
        Optional<DuePlan> due = DuePlan.of(current, contributions.of(current), before, reference);
        if (due.isPresent()) {
            DayPlan passed = due.get().plan();
            long revision = after(before, Math.max(passed.revision(), reference.revision()));
            next.accept(new CompleteDay(passed, revision, passed.isOfFiles() ? contributions.all(passed) : List.of(), reference));
            passedOn.update(new PassedOn(passed.revision(), revision, due.get().inputs(), 0));
            (before != null && before.planRevision() == passed.revision() ? assembledAgain : assembled).inc();
            if (retention == Retention.UNTIL_FINISHED) {
                plan.clear();
                contributions.dropUpTo(passed.revision());
            }
        }
    }

    /** Revisions of results only rise, whatever the clocks of plans and reference data do. */
    private static long after(PassedOn before, long revision) {
        return before == null ? revision : Math.max(revision, before.revision() + 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CompleteDay> output) throws Exception {
        if (context.timeDomain() == TimeDomain.EVENT_TIME) {
            requireFinished(context);
        } else if (passedOn.value() != null && passedOn.value().isOver(timestamp)) {
            passedOn.clear();
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
            missing = "what these files contribute to revision " + unfinished.revision() + ": "
                    + contributions.missing(unfinished).stream().map(LakeFile::path).toList();
        }
        throw new IllegalStateException(
                "The run came to its end, but the day " + day + " still waits for " + missing + ". This is an error in Costflow; run again, and report it.");
    }
}
