package io.costflow.assembly;

import io.costflow.day.DayPlan;
import io.costflow.day.DayPlan.Purpose;
import io.costflow.reference.DayFingerprint;
import io.costflow.reference.ReferenceDigest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings.Type;
import java.util.List;
import java.util.Optional;

/**
 * Decides what is to be passed on of a day now: a plan once, and once more whenever the reference data that the day takes changed.
 *
 * @param plan the plan to pass on: the newest one, but a day that was to be kept is computed when that is possible and was not done yet
 * @param inputs what the day is to be computed from, in a few characters: its files and what it takes from the reference data; null when it is not computed
 */
record DuePlan(DayPlan plan, String inputs) {

    /** What has arrived of the files of a plan. */
    enum Files {
        /** Some have not contributed. */
        MISSING,
        /** All have contributed, but some could not be read. */
        UNREADABLE,
        /** All have contributed. */
        READ
    }

    /**
     * What is due.
     *
     * @param plan the newest plan, of any purpose but to forget the day
     * @param files what has arrived of its files
     * @param before what was passed on of the day last, or null
     * @return nothing when the day is not complete, or was passed on like this before
     */
    static Optional<DuePlan> of(DayPlan plan, Files files, PassedOn before, ReferenceSnapshot reference) {
        boolean isNew = before == null || before.planRevision() < plan.revision();
        if (plan.purpose() == Purpose.KEEP) {
            return ofKept(plan, files, before, isNew, reference);
        }
        if (plan.isOfFiles() && files == Files.MISSING) {
            return Optional.empty();
        }
        String inputs = inputs(plan, reference);
        return isNew || !inputs.equals(before.inputs()) ? Optional.of(new DuePlan(plan, inputs)) : Optional.empty();
    }

    /**
     * A day that is published already is computed nevertheless if that takes no reading, unless the same was passed on before and the reference data are not
     * newer than the plan: whoever waits for the cluster's day gets it, and what changed since the plan was made comes to bear. What cannot be computed is left
     * to the inventory.
     */
    private static Optional<DuePlan> ofKept(DayPlan plan, Files files, PassedOn before, boolean isNew, ReferenceSnapshot reference) {
        if (files != Files.READ || !namesWhatItTakes(plan)) {
            return isNew ? Optional.of(new DuePlan(plan, null)) : Optional.empty();
        }
        String inputs = inputs(plan, reference);
        if (before == null || !inputs.equals(before.inputs())) {
            return Optional.of(new DuePlan(plan.to(Purpose.COMPUTE), inputs));
        }
        if (!isNew) {
            return Optional.empty();
        }
        return Optional.of(new DuePlan(reference.revision() <= plan.revision() ? plan : plan.to(Purpose.COMPUTE), inputs));
    }

    /** Whether the plan could be computed from: a plan of a cloud source that stands alone does not say which clusters run on it. */
    private static boolean namesWhatItTakes(DayPlan plan) {
        return !plan.files().isEmpty() && (plan.source().type() == Type.OCP || !plan.alone());
    }

    private static String inputs(DayPlan plan, ReferenceSnapshot reference) {
        String inputs = switch (plan.source().type()) {
            case OCP -> DayFingerprint.ofCluster(plan, reference);
            case AWS -> DayFingerprint.ofCloud(plan, clusters(plan, reference), reference);
        };
        return plan.blocked() == null ? inputs : "blocked " + inputs;
    }

    private static List<String> clusters(DayPlan plan, ReferenceSnapshot reference) {
        return plan.clusters().stream()
                .map(cluster -> ReferenceDigest.ofCluster(cluster.source(), plan.day().day(), reference))
                .toList();
    }
}
