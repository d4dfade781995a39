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
import java.util.function.Predicate;
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
 * any order. A finished day is forgotten.
 */
public final class OpenShiftDayFunction extends KeyedBroadcastProcessFunction<SourceDay, DayInput, ReferenceSnapshot, DayOutput> {

    private static final long serialVersionUID = 1L;

    /** The newest reference data by tenant. */
    public static final MapStateDescriptor<String, ReferenceSnapshot> REFERENCE =
            new MapStateDescriptor<>("reference", Types.STRING, TypeInformation.of(ReferenceSnapshot.class));

    /** The newest plan of the day; cleared when the day is finished. */
    private static final ValueStateDescriptor<DayPlan> PLAN = new ValueStateDescriptor<>("plan", TypeInformation.of(DayPlan.class));

    /** What each file contributed, by path; cleared when the day is finished, and of files that a newer plan lacks. */
    private static final MapStateDescriptor<String, Contribution> CONTRIBUTIONS =
            new MapStateDescriptor<>("contributions", Types.STRING, TypeInformation.of(Contribution.class));

    private transient ValueState<DayPlan> plan;
    private transient MapState<String, Contribution> contributions;
    private transient Counter computed;
    private transient Counter millis;

    @Override
    public void open(OpenContext context) {
        plan = getRuntimeContext().getState(PLAN);
        contributions = getRuntimeContext().getMapState(CONTRIBUTIONS);
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        computed = metrics.counter(OpenShiftMetrics.DAYS_COMPUTED);
        millis = metrics.counter(OpenShiftMetrics.COMPUTE_MILLIS);
    }

    @Override
    public void processElement(DayInput input, ReadOnlyContext context, Collector<DayOutput> output) throws Exception {
        if (input.plan() != null) {
            accept(input.plan());
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

    private void accept(DayPlan newer) throws Exception {
        DayPlan current = plan.value();
        if (current != null && current.revision() > newer.revision()) {
            return;
        }
        plan.update(newer);
        drop(contribution -> contribution.plannedRevision() <= newer.revision() && !newer.files().contains(contribution.file()));
    }

    private void accept(Contribution contribution) throws Exception {
        DayPlan current = plan.value();
        boolean wanted = current == null
                || contribution.plannedRevision() > current.revision()
                || current.files().contains(contribution.file());
        if (wanted && !isOvertaken(contribution)) {
            contributions.put(contribution.file().path(), contribution);
        }
    }

    /** Whether a newer plan's contribution of the same path, which may be another version of the file, is there already. */
    private boolean isOvertaken(Contribution contribution) throws Exception {
        Contribution known = contributions.get(contribution.file().path());
        return known != null && known.plannedRevision() > contribution.plannedRevision();
    }

    private void drop(Predicate<Contribution> unwanted) throws Exception {
        List<String> dropped = new ArrayList<>();
        for (Contribution contribution : contributions.values()) {
            if (unwanted.test(contribution)) {
                dropped.add(contribution.file().path());
            }
        }
        for (String path : dropped) {
            contributions.remove(path);
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
                if (contribution == null || !contribution.file().equals(file) || contribution.combinerVersion() != OpenShiftLineItems.VERSION) {
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
        // What a newer plan asked for may be here before that plan is.
        drop(contribution -> contribution.plannedRevision() <= current.revision());
    }
}
