package io.costflow.assembly;

import io.costflow.day.Contribution;
import io.costflow.day.DayInput;
import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Holds the newest plan of a day and what its files contributed, and passes the day on when all of it and the tenant's reference data are there. Plans and
 * contributions may arrive in any
 * order. A day that was passed on is forgotten.
 */
public final class DayAssembler extends KeyedBroadcastProcessFunction<SourceDay, DayInput, ReferenceSnapshot, CompleteDay> {

    private static final long serialVersionUID = 1L;

    /** The complete days of cloud sources; those of clusters are the main output. */
    public static final OutputTag<CompleteDay> CLOUD_DAYS = new OutputTag<>("cloud-days", TypeInformation.of(CompleteDay.class));

    /** The newest reference data by tenant. */
    public static final MapStateDescriptor<String, ReferenceSnapshot> REFERENCE =
            new MapStateDescriptor<>("reference", Types.STRING, TypeInformation.of(ReferenceSnapshot.class));

    /** The newest plan of the day; cleared when the day is passed on. */
    private static final ValueStateDescriptor<DayPlan> PLAN = new ValueStateDescriptor<>("plan", TypeInformation.of(DayPlan.class));

    /** What each file contributed, by path; cleared when the day is passed on, and of files that a newer plan lacks. */
    private static final MapStateDescriptor<String, Contribution> CONTRIBUTIONS =
            new MapStateDescriptor<>("contributions", Types.STRING, TypeInformation.of(Contribution.class));

    private transient ValueState<DayPlan> plan;
    private transient MapState<String, Contribution> contributions;

    @Override
    public void open(OpenContext context) {
        plan = getRuntimeContext().getState(PLAN);
        contributions = getRuntimeContext().getMapState(CONTRIBUTIONS);
    }

    @Override
    public void processElement(DayInput input, ReadOnlyContext context, Collector<CompleteDay> output) throws Exception {
        if (input.plan() != null) {
            accept(input.plan());
        } else {
            accept(input.contribution());
        }
        passOnWhenComplete(context.getBroadcastState(REFERENCE).get(input.day().tenant()), output::collect, day -> context.output(CLOUD_DAYS, day));
    }

    @Override
    public void processBroadcastElement(ReferenceSnapshot snapshot, Context context, Collector<CompleteDay> output) throws Exception {
        context.getBroadcastState(REFERENCE).put(snapshot.tenant(), snapshot);
        context.applyToKeyedState(PLAN, (day, state) -> {
            if (day.tenant().equals(snapshot.tenant())) {
                passOnWhenComplete(snapshot, output::collect, complete -> context.output(CLOUD_DAYS, complete));
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

    private void passOnWhenComplete(ReferenceSnapshot reference, Consumer<CompleteDay> clusters, Consumer<CompleteDay> clouds) throws Exception {
        DayPlan current = plan.value();
        if (current == null || reference == null) {
            return;
        }
        List<Contribution> complete = new ArrayList<>();
        if (current.isOfFiles()) {
            for (LakeFile file : current.files()) {
                Contribution contribution = contributions.get(file.path());
                if (contribution == null || !contribution.file().equals(file)) {
                    return;
                }
                complete.add(contribution);
            }
        }
        CompleteDay day = new CompleteDay(current, current.revision(), complete, reference);
        if (current.source().type() == SourceSettings.Type.OCP) {
            clusters.accept(day);
        } else {
            clouds.accept(day);
        }
        plan.clear();
        // What a newer plan asked for may be here before that plan is.
        drop(contribution -> contribution.plannedRevision() <= current.revision());
    }
}
