package io.costflow.openshift;

import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.publish.DayOutput;
import io.costflow.reference.ReferenceSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds the newest plan of an OpenShift day and what its files contributed, and computes the day when all of it and the tenant's reference data are there. Plans and contributions may arrive in
 * any order, those of an older plan behind those of a newer one too. Of a finished day only the revision is kept.
 */
public final class OpenShiftDayFunction extends KeyedBroadcastProcessFunction<SourceDay, DayInput, ReferenceSnapshot, DayOutput> {

    private static final long serialVersionUID = 1L;

    /** The newest reference data by tenant. */
    public static final MapStateDescriptor<String, ReferenceSnapshot> REFERENCE =
            new MapStateDescriptor<>("reference", Types.STRING, TypeInformation.of(ReferenceSnapshot.class));

    /** The newest plan of the day; cleared when the day is finished. */
    private static final ValueStateDescriptor<DayPlan> PLAN = new ValueStateDescriptor<>("plan", TypeInformation.of(DayPlan.class));

    /** The revision of the newest plan that is finished: what belongs to older ones may still be under way, and comes too late. */
    private static final ValueStateDescriptor<Long> FINISHED = new ValueStateDescriptor<>("finished", Types.LONG);

    /** What each file contributed, by path; cleared when the day is finished, and of files that a newer plan lacks. */
    private static final MapStateDescriptor<String, Contribution> CONTRIBUTIONS =
            new MapStateDescriptor<>("contributions", Types.STRING, TypeInformation.of(Contribution.class));

    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private transient ValueState<DayPlan> plan;
    private transient ValueState<Long> finished;
    private transient MapState<String, Contribution> contributions;
    private transient Counter computed;
    private transient Counter millis;

    @Override
    public void open(OpenContext context) {
        plan = getRuntimeContext().getState(PLAN);
        finished = getRuntimeContext().getState(FINISHED);
        contributions = getRuntimeContext().getMapState(CONTRIBUTIONS);
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        computed = metrics.counter(OpenShiftMetrics.DAYS_COMPUTED);
        millis = metrics.counter(OpenShiftMetrics.COMPUTE_MILLIS);
    }

    @Override
    public void processElement(DayInput input, ReadOnlyContext context, Collector<DayOutput> output) throws Exception {
        if (input.plan() != null) {
            accept(input.plan());
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
        } else {
            accept(input.contribution());
        }
        finishWhenComplete(context.getBroadcastState(REFERENCE).get(input.day().tenant()), output);
    }

    @Override
    public void processBroadcastElement(ReferenceSnapshot snapshot, Context context, Collector<DayOutput> output) throws Exception {
        context.getBroadcastState(REFERENCE).put(snapshot.tenant(), snapshot);
        context.applyToKeyedState(PLAN, (day, state) -> {
            if (day.tenant().equals(snapshot.tenant())) {
                finishWhenComplete(snapshot, output);
            }
        });
    }

    /** At the end of a bounded run every plan must be finished: a day must never be lost without a word. */
    @Override
    public void onTimer(long time, OnTimerContext context, Collector<DayOutput> output) throws Exception {
        DayPlan unfinished = plan.value();
        if (unfinished != null) {
            throw new IllegalStateException("The day " + unfinished.day() + " was planned at revision " + unfinished.revision()
                    + ", but not all of its files or its tenant's reference data arrived. This is a bug in Costflow; please report it, and run again.");
        }
    }

    private void accept(DayPlan newer) throws Exception {
        DayPlan current = plan.value();
        if (isFinished(newer.revision()) || current != null && current.revision() > newer.revision()) {
            return;
        }
        plan.update(newer);
        List<String> dropped = new ArrayList<>();
        for (Contribution contribution : contributions.values()) {
            if (contribution.plannedRevision() <= newer.revision() && !newer.files().contains(contribution.file())) {
                dropped.add(contribution.file().path());
            }
        }
        for (String path : dropped) {
            contributions.remove(path);
        }
    }

    private void accept(Contribution contribution) throws Exception {
        DayPlan current = plan.value();
        boolean wanted = current == null
                || contribution.plannedRevision() > current.revision()
                || current.files().contains(contribution.file());
        if (wanted && !isFinished(contribution.plannedRevision())) {
            contributions.put(contribution.file().path(), contribution);
        }
    }

    private void finishWhenComplete(ReferenceSnapshot reference, Collector<DayOutput> output) throws Exception {
        DayPlan current = plan.value();
        if (current == null || reference == null) {
            return;
        }
        List<Contribution> complete = new ArrayList<>();
        if (current.blocked() == null && !current.unchanged()) {
            for (LakeFile file : current.files()) {
                Contribution contribution = contributions.get(file.path());
                if (contribution == null || !contribution.file().equals(file)) {
                    return;
                }
                complete.add(contribution);
            }
        }
        long started = System.nanoTime();
        List<DayOutput> outputs = new ArrayList<>();
        new OpenShiftDayResult(current, complete, reference).emit(outputs::add);
        computed.inc();
        millis.inc(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        outputs.forEach(output::collect);
        plan.clear();
        finished.update(current.revision());
        forgetUpTo(current.revision());
    }

    private boolean isFinished(long revision) throws Exception {
        Long newest = finished.value();
        return newest != null && newest >= revision;
    }

    /** What was contributed to a newer plan stays: that plan may come through another reader, and so later. */
    private void forgetUpTo(long revision) throws Exception {
        List<String> forgotten = new ArrayList<>();
        for (Contribution contribution : contributions.values()) {
            if (contribution.plannedRevision() <= revision) {
                forgotten.add(contribution.file().path());
            }
        }
        for (String path : forgotten) {
            contributions.remove(path);
        }
    }
}
