package io.costflow.assembly;

import io.costflow.day.DayPlan;
import io.costflow.day.OutputPlan;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.provider.CorrelatedOutput;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.Providers;
import io.costflow.reference.ReferenceSnapshot;
import java.util.Optional;

/**
 * Decides what is to be emitted of an output of a day now: each plan once, and once more whenever the reference data that the output takes changed.
 *
 * @param plan the output's plan to emit: the newest one, but a day that was to be kept is computed when that is possible and was not done yet
 * @param inputs what the output is to be computed from, in a few characters: its files and what it takes from the reference data; null when it is not computed
 */
record DueOutput(OutputPlan plan, String inputs) {

    /** How far the contributions of an output's files have arrived. */
    enum Files {
        /** Some have not contributed. */
        MISSING,
        /** All have contributed, but some could not be read. */
        UNREADABLE,
        /** All have contributed. */
        READ
    }

    /**
     * Decides for one output.
     *
     * @param day the newest plan
     * @param wanted what it asks of the output
     * @param files how far the contributions have arrived
     * @param before what was emitted last, or null
     * @return nothing when the day is not complete, or was emitted like this before
     */
    static Optional<DueOutput> of(DayPlan day, OutputPlan wanted, Files files, Emitted before, ReferenceSnapshot reference) {
        boolean isNew = before == null || before.planRevision() < day.revision();
        if (wanted.purpose() == Purpose.KEEP) {
            return ofKept(day, wanted, files, before, isNew, reference);
        }
        if (wanted.isOfFiles() && files == Files.MISSING) {
            return Optional.empty();
        }
        String inputs = DayFingerprint.inputs(day, wanted, reference);
        return isNew || !inputs.equals(before.inputs()) ? Optional.of(new DueOutput(wanted, inputs)) : Optional.empty();
    }

    /**
     * A published day is computed nevertheless if no file has to be read for that, unless the same was emitted before and the reference data are not newer than
     * the plan: a waiting cloud day receives it, and newer reference data take effect. A day that cannot be computed is left to the inventory.
     */
    private static Optional<DueOutput> ofKept(
            DayPlan day, OutputPlan wanted, Files files, Emitted before, boolean isNew, ReferenceSnapshot reference) {
        if (files != Files.READ || !namesItsInputs(day, wanted)) {
            return isNew ? Optional.of(new DueOutput(wanted, null)) : Optional.empty();
        }
        String inputs = DayFingerprint.inputs(day, wanted, reference);
        if (before == null || !inputs.equals(before.inputs())) {
            return Optional.of(new DueOutput(wanted.to(Purpose.COMPUTE), inputs));
        }
        if (!isNew) {
            return Optional.empty();
        }
        return Optional.of(new DueOutput(reference.revision() <= day.revision() ? wanted : wanted.to(Purpose.COMPUTE), inputs));
    }

    /** Whether the output could be computed from the plan: one that is attributed to clusters and kept does not say which clusters these are. */
    private static boolean namesItsInputs(DayPlan day, OutputPlan wanted) {
        boolean unnamedClusters = wanted.independent() && Providers.output(wanted.output()) instanceof CorrelatedOutput;
        return !day.files().isEmpty() && !unnamedClusters;
    }
}
