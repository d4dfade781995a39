package io.costflow.assembly;

import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.reference.ReferenceSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * A day of which all is there: what its plan names and the reference data of its tenant.
 *
 * @param plan the plan
 * @param revision the revision of what comes of the day: the newer of those of the plan and the reference data, and always newer than what came of it before
 * @param contributions those of all files of the plan, in its order; empty when the day is not to be computed from files
 * @param reference the reference data; null when the day is to be forgotten
 */
public record CompleteDay(DayPlan plan, long revision, List<Contribution> contributions, ReferenceSnapshot reference) {

    /** A day that is to be forgotten: nothing else is known of it. */
    static CompleteDay forgotten(DayPlan plan, long revision) {
        return new CompleteDay(plan, revision, List.of(), null);
    }

    /**
     * Whether the day is there: it has files, and all of them have to do with it. If one has not, after all, the plan rests on what its name says, and the
     * inventory, which knows better by now, plans the day again.
     */
    public boolean exists() {
        return !contributions.isEmpty() && contributions.stream().allMatch(Contribution::belongs);
    }

    /** What the day is to be computed from, while several manifests may overlap. For a day without problems only: which one wins may depend on any file. */
    public CountedFiles counted() {
        return CountedFiles.of(contributions, plan.overlap());
    }

    /** This day, made of some of its files only. */
    public CompleteDay of(List<Contribution> some) {
        return new CompleteDay(plan, revision, some, reference);
    }

    /** Line items of the day, those included that do not count. */
    public long rowsRead() {
        return contributions.stream().mapToLong(Contribution::rows).sum();
    }

    /** Why the day cannot be computed: the plan is blocked, or a file could not be read. Of several files the first is named, and how many more there are. */
    public Optional<HeldBack> problem() {
        if (plan.blocked() != null) {
            return Optional.of(plan.blocked());
        }
        List<HeldBack> problems = contributions.stream().filter(c -> c.problem() != null).map(Contribution::problem).toList();
        return problems.stream().findFirst().map(first -> problems.size() == 1
                ? first
                : new HeldBack(first.reason() + " " + (problems.size() - 1) + " more of the day's files are wrong.", first.file(), first.column()));
    }
}
