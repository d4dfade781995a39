package io.costflow.openshift;

import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.lineitem.CombinedDay;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayOutput;
import io.costflow.reference.DayFingerprint;
import io.costflow.reference.ReferenceSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What is published of a day when all that its plan names is there: its rows and their mark, or why it is held back. */
final class OpenShiftDayResult {

    private final DayPlan plan;
    private final List<Contribution> contributions;
    private final ReferenceSnapshot reference;

    /**
     * @param contributions those of all files of the plan, in its order; empty when the plan is blocked or unchanged
     */
    OpenShiftDayResult(DayPlan plan, List<Contribution> contributions, ReferenceSnapshot reference) {
        this.plan = plan;
        this.contributions = contributions;
        this.reference = reference;
    }

    /**
     * All rows of the day, then its mark. Nothing is said of a day without files, which is not there, nor when a file has nothing to do with the day after all: then the plan rests on what
     * the file's name says, and the inventory, which knows better by now, plans the day again.
     */
    void emit(Consumer<DayOutput> output) {
        if (plan.blocked() != null) {
            output.accept(DayOutput.of(heldBack(plan.blocked())));
        } else if (plan.unchanged()) {
            output.accept(DayOutput.of(mark(plan.published(), plan.publishedChecksum(), 0)));
        } else if (!contributions.isEmpty() && contributions.stream().allMatch(Contribution::belongs)) {
            compute(output);
        }
    }

    private void compute(Consumer<DayOutput> output) {
        Optional<HeldBack> problem = problem();
        Optional<Integer> reportPeriod = reference.reportPeriod(plan.day().source(), plan.day().day());
        if (problem.isPresent()) {
            output.accept(DayOutput.of(heldBack(problem.get())));
        } else if (reportPeriod.isEmpty()) {
            output.accept(DayOutput.of(heldBack(HeldBack.because("The source has no report period for the month of the day. Add it to "
                    + plan.day().tenant() + ".reporting_ocpusagereportperiod (provider_id, report_period_start), which koku does when it ingests the month."))));
        } else {
            publish(reportPeriod.get(), output);
        }
    }

    private void publish(int reportPeriod, Consumer<DayOutput> output) {
        List<DayFile> files = contributions.stream()
                .map(contribution -> new DayFile(contribution.file().type(), CombinedDay.decode(contribution.body())))
                .toList();
        List<UsageRow> rows = OpenShiftDay.rows(plan.day().day(), files, reference);
        UsageTable table = new UsageTable(plan.day(), reportPeriod, plan.clusterId(), plan.clusterAlias());
        String checksum = new UsageRowWriter(table, plan.day(), plan.revision(), output).write(rows);
        output.accept(DayOutput.of(mark(DayFingerprint.of(plan, reference), checksum, rows.size())));
    }

    /** The first file that could not be read, and how many more there are. */
    private Optional<HeldBack> problem() {
        List<HeldBack> problems = contributions.stream().filter(c -> c.problem() != null).map(Contribution::problem).toList();
        return problems.stream().findFirst().map(first -> problems.size() == 1
                ? first
                : new HeldBack(first.reason() + " " + (problems.size() - 1) + " more of the day's files are wrong.", first.file(), first.column()));
    }

    private DayMark mark(String fingerprint, String checksum, int rows) {
        return new DayMark(plan.day(), plan.revision(), fingerprint, checksum, rows, plan.files().size(), rowsRead(), plan.rebuild(), null);
    }

    private DayMark heldBack(HeldBack reason) {
        return new DayMark(plan.day(), plan.revision(), null, null, 0, plan.files().size(), rowsRead(), plan.rebuild(), reason);
    }

    private long rowsRead() {
        return contributions.stream().mapToLong(Contribution::rows).sum();
    }
}
