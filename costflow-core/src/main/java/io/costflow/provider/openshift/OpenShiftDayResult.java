package io.costflow.provider.openshift;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.CountedFiles;
import io.costflow.assembly.Retention;
import io.costflow.day.DayPlan;
import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.CombinedDay;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayOutput;
import io.costflow.publish.DayWriter;
import io.costflow.publish.RowChecksum;
import io.costflow.reference.DayFingerprint;
import io.costflow.reference.ReferenceDigest;
import io.costflow.reference.ReferenceSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What comes of a cluster's day when all of it is there. Its rows are handed on as they are made, before this.
 *
 * @param mark closes the day's rows; without rows it says why the day is held back, that it did not change, or that it has no rows any more; absent when the
 *     day is not there, after all, or is forgotten
 * @param clusterDay what a cloud's bill is attributed by, if the cluster runs on a cloud source and somebody may wait for it
 */
record OpenShiftDayResult(Optional<DayMark> mark, Optional<ClusterDay> clusterDay) {

    /**
     * What comes of a day.
     *
     * @param retention how long cloud days keep it: if only until they are finished, a plan that stands alone leaves nothing with them
     * @param rows takes the rows
     */
    static OpenShiftDayResult of(CompleteDay day, Retention retention, Consumer<DayOutput> rows) {
        OpenShiftDayResult result = of(day, rows);
        boolean awaited = retention == Retention.WHILE_IN_WINDOW || !day.plan().alone();
        return awaited ? result : new OpenShiftDayResult(result.mark, Optional.empty());
    }

    private static OpenShiftDayResult of(CompleteDay day, Consumer<DayOutput> rows) {
        return switch (day.plan().purpose()) {
            case FORGET -> gone(day, null);
            case COMPUTE -> heldBack(day).orElseGet(() -> day.exists() ? computed(day, rows) : gone(day, null));
            case KEEP -> heldBack(day).orElseGet(() -> asPublished(day));
            case EMPTY -> heldBack(day).orElseGet(() -> gone(day, emptyMark(day)));
        };
    }

    private static Optional<OpenShiftDayResult> heldBack(CompleteDay day) {
        return day.problem().map(reason -> heldBack(day, reason));
    }

    private static OpenShiftDayResult computed(CompleteDay day, Consumer<DayOutput> rows) {
        SourceDay key = day.plan().day();
        return day.reference()
                .reportPeriod(key.source(), key.day())
                .map(reportPeriod -> computed(day, reportPeriod, rows))
                .orElseGet(() -> heldBack(day, HeldBack.because("The source has no report period for the month of the day. Add it to "
                        + key.tenant() + ".reporting_ocpusagereportperiod (provider_id, report_period_start), which koku does when it ingests the month.")));
    }

    private static OpenShiftDayResult computed(CompleteDay day, int reportPeriod, Consumer<DayOutput> output) {
        DayPlan plan = day.plan();
        ReferenceSnapshot reference = day.reference();
        CountedFiles counted = day.counted();
        List<DayFile> files = counted.contributions().stream()
                .map(contribution -> new DayFile(contribution.file().type(), CombinedDay.decode(contribution.body())))
                .toList();
        List<UsageRow> rows = OpenShiftDay.rows(plan.day().day(), files, reference);
        String fingerprint = DayFingerprint.ofCluster(plan, reference);

        UsageTable table = new UsageTable(plan.day(), reportPeriod, plan.source().clusterId(), plan.source().clusterAlias());
        DayWriter writer = new DayWriter(plan.day(), day.revision(), output);
        new UsageRowWriter(table, plan.day(), writer).write(rows);
        String checksum = writer.finish();
        DayMark mark = mark(day, fingerprint, checksum, rows.size()).with(counted.overlap());
        return new OpenShiftDayResult(Optional.of(mark), cloudDay(plan).map(cloudDay -> ClusterDay.computed(
                cloudDay, plan.day().source(), plan.revision(), day.revision(), ReferenceDigest.of(plan, reference), fingerprint, reportPeriod,
                ClusterUsage.of(files, rows).encode(), plan.newestFile())));
    }

    private static OpenShiftDayResult heldBack(CompleteDay day, HeldBack reason) {
        DayPlan plan = day.plan();
        DayMark mark = DayMark.ofHeldBack(plan, day.revision(), day.rowsRead(), reason);
        return new OpenShiftDayResult(Optional.of(mark), cloudDay(plan).map(cloudDay -> ClusterDay.heldBack(
                cloudDay, plan.day().source(), plan.revision(), day.revision(), ReferenceDigest.of(plan, day.reference()), reason)));
    }

    private static OpenShiftDayResult asPublished(CompleteDay day) {
        DayPlan plan = day.plan();
        return new OpenShiftDayResult(
                Optional.of(mark(day, plan.published(), plan.publishedChecksum(), 0)),
                cloudDay(plan).map(cloudDay -> ClusterDay.asPublished(
                        cloudDay, plan.day().source(), plan.revision(), day.revision(), plan.published())));
    }

    private static OpenShiftDayResult gone(CompleteDay day, DayMark mark) {
        DayPlan plan = day.plan();
        return new OpenShiftDayResult(
                Optional.ofNullable(mark), cloudDay(plan).map(cloudDay -> ClusterDay.gone(cloudDay, plan.day().source(), plan.revision(), day.revision())));
    }

    private static Optional<SourceDay> cloudDay(DayPlan plan) {
        return Optional.ofNullable(plan.source().infrastructure()).map(cloud -> new SourceDay(plan.day().tenant(), cloud, plan.day().epochDay()));
    }

    private static DayMark emptyMark(CompleteDay day) {
        return mark(day, DayFingerprint.ofCluster(day.plan(), day.reference()), RowChecksum.OF_NOTHING, 0);
    }

    private static DayMark mark(CompleteDay day, String fingerprint, String checksum, int rows) {
        return DayMark.of(day.plan(), day.revision(), day.rowsRead(), fingerprint, checksum, rows);
    }
}
