package io.costflow.provider.openshift;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.Grouping;
import io.costflow.provider.DayContents;
import io.costflow.provider.DayOutput;
import io.costflow.provider.Readiness;
import io.costflow.provider.Report;
import io.costflow.publish.DayWriter;
import io.costflow.publish.Table;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The OpenShift daily summary (specification, part D). Supplies clouds with the usage that their bills are attributed by. */
final class OpenShiftSummary implements DayOutput {

    static final String ID = "openshift";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean byDefault() {
        return true;
    }

    @Override
    public boolean suppliesFacts() {
        return true;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(UsageTable.TABLE);
    }

    @Override
    public Map<Report, List<Grouping>> groupings() {
        return Map.of(
                OpenShift.POD_USAGE_HOURLY, List.of(OpenShiftLineItems.Capacities.GROUPING),
                OpenShift.POD_USAGE_DAILY, List.of(OpenShiftLineItems.Pods.GROUPING, OpenShiftLineItems.Places.GROUPING),
                OpenShift.STORAGE_USAGE_DAILY, List.of(OpenShiftLineItems.Volumes.GROUPING),
                OpenShift.NODE_LABELS_DAILY, List.of(OpenShiftLineItems.Labels.OF_NODES),
                OpenShift.NAMESPACE_LABELS_DAILY, List.of(OpenShiftLineItems.Labels.OF_NAMESPACES));
    }

    @Override
    public Optional<HeldBack> readiness(List<LakeFile> files) {
        return Readiness.twins(OpenShift.POD_USAGE_HOURLY, OpenShift.POD_USAGE_DAILY, files).or(() -> Readiness.missing(OpenShift.POD_USAGE_DAILY, files));
    }

    @Override
    public Optional<HeldBack> missingReference(SourceDay day, ReferenceSnapshot reference) {
        return OpenShiftReference.missingReportPeriod(day, reference);
    }

    @Override
    public String referenceDigest(SourceSettings cluster, LocalDate day, ReferenceSnapshot reference) {
        return OpenShiftReference.digest(cluster, day, reference);
    }

    @Override
    public byte[] compute(DayContents day, DayWriter writer) {
        int reportPeriod = day.reference().reportPeriod(day.day().source(), day.day().day()).orElseThrow();
        List<UsageRow> rows = OpenShiftDay.rows(day);
        UsageTable table = new UsageTable(
                day.day(), reportPeriod, day.source().clusterId(), day.source().clusterAlias(), TagMapping.of(day.reference(), OpenShift.TYPE));
        new UsageRowWriter(table, day.day(), writer).write(rows);
        // this takes a sixth of the day's computation, and only the bill of a cloud that the cluster runs on is attributed by it
        return day.source().infrastructure() == null ? null : ClusterUsage.of(day, reportPeriod, rows).encode();
    }
}
