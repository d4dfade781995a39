package io.costflow.assembly;

import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.provider.Providers;
import io.costflow.reference.ReferenceSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * A day that is complete for one of its outputs: the contributions of all files that the output is computed from are there, and the reference data of the
 * tenant.
 *
 * @param plan the plan
 * @param output the output's id
 * @param revision the revision of the output's result: the newer of those of the plan and the reference data, and always newer than its result before
 * @param contributions those of all files that the output is computed from, in the plan's order; empty when it is not computed from files
 * @param reference the reference data; null when the day is to be forgotten
 * @param lastGoodPlan of a day that its files hold back: the last plan that the output could be computed from; null when there is none
 * @param lastGoodContributions what the files of that plan contributed; null when there is none
 */
public record CompleteDay(
        DayPlan plan,
        String output,
        long revision,
        List<Contribution> contributions,
        ReferenceSnapshot reference,
        DayPlan lastGoodPlan,
        List<Contribution> lastGoodContributions) {

    /** A day that can be computed, or of which no earlier plan could. */
    public CompleteDay(DayPlan plan, String output, long revision, List<Contribution> contributions, ReferenceSnapshot reference) {
        this(plan, output, revision, contributions, reference, null, null);
    }

    /** This day, with a plan that it could be computed from. */
    CompleteDay withLastGood(DayPlan good, List<Contribution> contributed) {
        return new CompleteDay(plan, output, revision, contributions, reference, good, contributed);
    }

    /** The day of the files that it could be computed from last, with settings and reference data of now, if its files hold it back. */
    public Optional<CompleteDay> lastGood() {
        return Optional.ofNullable(lastGoodPlan).map(good -> {
            DayPlan those = new DayPlan(
                    good.day(), good.revision(), plan.source(), good.files(), plan.overlap(), plan.rebuild(), good.outputs(), plan.referenceRevision(),
                    plan.nodes() == null ? good.nodes() : plan.nodes());
            return new CompleteDay(those, output, revision, lastGoodContributions, reference);
        });
    }

    /** A day whose state is to be dropped. */
    static CompleteDay forgotten(DayPlan plan, String output, long revision) {
        return new CompleteDay(plan.with(List.of()), output, revision, List.of(), null);
    }

    /** What the plan asks of the output. */
    public OutputPlan outputPlan() {
        return plan.output(output).orElseGet(() -> OutputPlan.of(output).to(Purpose.FORGET));
    }

    /** What is published of it. */
    public OutputPeriod period() {
        return Providers.output(output).period(plan.day());
    }

    /** The files of the plan that the output is computed from. */
    public List<LakeFile> files() {
        return Providers.output(output).files(plan);
    }

    /** When the newest of them was modified, in milliseconds since 1970-01-01 UTC; 0 when there is none. */
    public long newestFile() {
        return files().stream().mapToLong(LakeFile::modified).max().orElse(0);
    }

    /** Whether there is such a day. If a file turned out to have no rows of it, the inventory replans it from the files' contents. */
    public boolean exists() {
        return !contributions.isEmpty() && contributions.stream().allMatch(Contribution::belongs);
    }

    /** The files that count, where several manifests overlap. For a day without problems only: which manifest wins may depend on any file. */
    public CountedFiles counted() {
        return CountedFiles.of(contributions, plan);
    }

    /** Line items of the day, including the ones that do not count. */
    public long rowsRead() {
        return contributions.stream().mapToLong(Contribution::rows).sum();
    }

    /** Why the day cannot be computed: the plan is blocked, reference data or a file could not be read. */
    public Optional<HeldBack> problem() {
        if (outputPlan().blocked() == null && reference != null && reference.unreadable() != null) {
            return Optional.of(HeldBack.because("The tables of the tenant cannot be read: " + reference.unreadable()));
        }
        return problemOfFiles();
    }

    /** Why the day cannot be computed whatever the reference data are. Of several files the first is named, and the number of others. */
    public Optional<HeldBack> problemOfFiles() {
        HeldBack blocked = outputPlan().blocked();
        if (blocked != null) {
            return Optional.of(blocked);
        }
        List<HeldBack> problems = contributions.stream().filter(c -> c.problem() != null).map(Contribution::problem).toList();
        return problems.stream().findFirst().map(first -> problems.size() == 1
                ? first
                : new HeldBack(first.reason() + " " + (problems.size() - 1) + " more of the day's files are wrong.", first.file(), first.column()));
    }
}
