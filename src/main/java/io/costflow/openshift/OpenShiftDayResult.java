package io.costflow.openshift;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.CountedFiles;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.CombinedDay;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayOutput;
import io.costflow.publish.DayWriter;
import io.costflow.reference.DayFingerprint;
import io.costflow.reference.ReferenceDigest;
import io.costflow.reference.ReferenceSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What comes of a cluster's day when all of it is there.
 *
 * @param outputs all rows of the day, then its mark; or the mark alone, which says why the day is held back, or that it did not change; nothing when the
 *     day is not there, after all
 * @param clusterDay what a cloud's bill is attributed by, if the cluster runs on a cloud source
 */
record OpenShiftDayResult(List<DayOutput> outputs, Optional<ClusterDay> clusterDay) {

    private static final OpenShiftDayResult NOTHING = new OpenShiftDayResult(List.of(), Optional.empty());

    static OpenShiftDayResult of(CompleteDay day) {
        DayPlan plan = day.plan();
        Optional<HeldBack> problem = day.problem();
        if (problem.isPresent()) {
            return heldBack(day, problem.get());
        }
        if (plan.purpose() == DayPlan.Purpose.KEEP) {
            return new OpenShiftDayResult(List.of(DayOutput.of(mark(day, plan.published(), plan.publishedChecksum(), 0))), Optional.empty());
        }
        if (!day.exists()) {
            return NOTHING;
        }
        return day.reference()
                .reportPeriod(plan.day().source(), plan.day().day())
                .map(reportPeriod -> computed(day, reportPeriod))
                .orElseGet(() -> heldBack(day, HeldBack.because("The source has no report period for the month of the day. Add it to "
                        + plan.day().tenant() + ".reporting_ocpusagereportperiod (provider_id, report_period_start), which koku does when it ingests the month.")));
    }

    private static OpenShiftDayResult computed(CompleteDay day, int reportPeriod) {
        DayPlan plan = day.plan();
        ReferenceSnapshot reference = day.reference();
        CountedFiles counted = day.counted();
        List<DayFile> files = counted.contributions().stream()
                .map(contribution -> new DayFile(contribution.file().type(), CombinedDay.decode(contribution.body())))
                .toList();
        List<UsageRow> rows = OpenShiftDay.rows(plan.day().day(), files, reference);
        String fingerprint = DayFingerprint.ofCluster(plan, reference);

        List<DayOutput> outputs = new ArrayList<>();
        UsageTable table = new UsageTable(plan.day(), reportPeriod, plan.source().clusterId(), plan.source().clusterAlias());
        DayWriter writer = new DayWriter(plan.day(), day.revision(), outputs::add);
        new UsageRowWriter(table, plan.day(), writer).write(rows);
        String checksum = writer.finish();
        outputs.add(DayOutput.of(mark(day, fingerprint, checksum, rows.size()).with(counted.overlap())));

        return new OpenShiftDayResult(
                outputs,
                cloudDay(plan).map(cloudDay -> new ClusterDay(
                        cloudDay, plan.day().source(), plan.revision(), day.revision(),
                        ReferenceDigest.of(plan, reference), fingerprint, reportPeriod, null, ClusterUsage.of(files, rows).encode())));
    }

    private static OpenShiftDayResult heldBack(CompleteDay day, HeldBack reason) {
        DayPlan plan = day.plan();
        DayMark mark = new DayMark(plan.day(), day.revision(), null, null, 0, plan.files().size(), day.rowsRead(), plan.rebuild(), reason);
        return new OpenShiftDayResult(
                List.of(DayOutput.of(mark)),
                cloudDay(plan).map(cloudDay -> new ClusterDay(cloudDay, plan.day().source(), plan.revision(), day.revision(),
                        ReferenceDigest.of(plan, day.reference()), null, 0, reason, null)));
    }

    private static Optional<SourceDay> cloudDay(DayPlan plan) {
        return Optional.ofNullable(plan.alone() ? null : plan.source().infrastructure()).map(cloud -> new SourceDay(plan.day().tenant(), cloud, plan.day().epochDay()));
    }

    private static DayMark mark(CompleteDay day, String fingerprint, String checksum, int rows) {
        DayPlan plan = day.plan();
        return new DayMark(plan.day(), day.revision(), fingerprint, checksum, rows, plan.files().size(), day.rowsRead(), plan.rebuild(), null);
    }
}
