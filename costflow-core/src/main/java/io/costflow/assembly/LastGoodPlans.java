package io.costflow.assembly;

import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPlan;
import io.costflow.provider.Providers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Keeps of each output of a day the plan that it could be computed from last, while a newer plan cannot be computed, with what the files of that plan contributed
 * and the newer plan does not name. It holds nothing of a day that is not held back.
 */
final class LastGoodPlans implements ArrivedContributions.Dropped {

    /** The last plan of an output that could be computed; cleared when a newer one can. */
    private static final MapStateDescriptor<String, DayPlan> PLANS = new MapStateDescriptor<>("last-good", Types.STRING, TypeInformation.of(DayPlan.class));

    /** What files of these plans contributed that are not there any more, or in another version, by path; cleared with the plans. */
    private static final MapStateDescriptor<String, Contribution> CONTRIBUTIONS =
            new MapStateDescriptor<>("last-good-contributions", Types.STRING, TypeInformation.of(Contribution.class));

    private final MapState<String, DayPlan> plans;
    private final MapState<String, Contribution> contributions;

    LastGoodPlans(RuntimeContext context) {
        plans = context.getMapState(PLANS);
        contributions = context.getMapState(CONTRIBUTIONS);
    }

    /**
     * Notes a plan that is about to be replaced, for the outputs of which it has everything. A plan that was noted before and could not be followed by another one
     * stays.
     */
    void note(DayPlan plan, ArrivedContributions arrived) throws Exception {
        for (OutputPlan output : plan.outputs()) {
            List<LakeFile> files = Providers.output(output.output()).files(plan);
            boolean good = output.blocked() == null && !files.isEmpty() && arrived.of(files) == DueOutput.Files.READ;
            if (good && !plans.contains(output.output())) {
                plans.put(output.output(), plan.with(List.of(output)));
            }
        }
    }

    /** Whether a plan that was noted names a file. */
    @Override
    public boolean wants(LakeFile file) throws Exception {
        for (DayPlan plan : plans.values()) {
            if (plan.files().contains(file)) {
                return true;
            }
        }
        return false;
    }

    /** Keeps a contribution that is about to be dropped. */
    @Override
    public void accept(Contribution dropped) throws Exception {
        contributions.put(dropped.file().path(), dropped);
    }

    /** The plan that was noted for an output. */
    Optional<DayPlan> of(String output) throws Exception {
        return Optional.ofNullable(plans.get(output));
    }

    /** What files contributed, in their order; empty unless all of it is there. */
    Optional<List<Contribution>> contributions(List<LakeFile> files, ArrivedContributions arrived) throws Exception {
        List<Contribution> all = new ArrayList<>();
        for (LakeFile file : files) {
            Contribution kept = contributions.get(file.path());
            if (arrived.of(List.of(file)) == DueOutput.Files.READ) {
                all.addAll(arrived.all(List.of(file)));
            } else if (kept != null && arrived.isOf(file, kept)) {
                all.add(kept);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    /** Drops the plan of an output that could be computed from a newer one, or is not wanted any more. */
    void drop(String output) throws Exception {
        if (!plans.contains(output)) {
            return;
        }
        plans.remove(output);
        Set<String> needed = new HashSet<>();
        for (DayPlan plan : plans.values()) {
            plan.files().forEach(file -> needed.add(file.path()));
        }
        List<String> unneeded = new ArrayList<>();
        for (Map.Entry<String, Contribution> kept : contributions.entries()) {
            if (!needed.contains(kept.getKey())) {
                unneeded.add(kept.getKey());
            }
        }
        for (String path : unneeded) {
            contributions.remove(path);
        }
    }

    /** Drops the plans of outputs that a newer plan does not name. */
    void keepOnly(DayPlan newer) throws Exception {
        List<String> unnamed = new ArrayList<>();
        for (String output : plans.keys()) {
            if (newer.output(output).isEmpty()) {
                unnamed.add(output);
            }
        }
        for (String output : unnamed) {
            drop(output);
        }
    }

    void clear() {
        plans.clear();
        contributions.clear();
    }
}
