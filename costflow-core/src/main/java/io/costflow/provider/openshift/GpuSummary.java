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
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.ReferenceTable;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The GPUs that a cluster used on a day (specification, J.5). Where the cost model has rates of GPUs, the table is koku's and there are no rows. */
final class GpuSummary implements DayOutput {

    @Override
    public String id() {
        return "gpu";
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public boolean mayLackFiles() {
        return true;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(GpuTable.TABLE);
    }

    @Override
    public Map<Report, List<Grouping>> groupings() {
        return Map.of(OpenShift.GPU_USAGE_DAILY, List.of(OpenShiftLineItems.Gpus.GROUPING));
    }

    @Override
    public List<ReferenceTable> reference() {
        return GpuRates.TABLES;
    }

    @Override
    public Optional<HeldBack> readiness(List<LakeFile> files) {
        return Readiness.missing(OpenShift.GPU_USAGE_DAILY, files);
    }

    @Override
    public Optional<HeldBack> missingReference(SourceDay day, ReferenceSnapshot reference) {
        return OpenShiftReference.missingReportPeriod(day, reference);
    }

    @Override
    public String referenceDigest(SourceSettings cluster, LocalDate day, ReferenceSnapshot reference) {
        Digest digest = new Digest();
        digest.add(reference.reportPeriod(cluster.uuid(), day).isPresent() ? 1 : 0);
        digest.add(GpuRates.areInForce(cluster.uuid(), day, reference) ? 1 : 0);
        OpenShiftReference.addCostCategories(digest, reference);
        return digest.text();
    }

    @Override
    public byte[] compute(DayContents day, DayWriter writer) {
        if (!GpuRates.areInForce(day.source().uuid(), day.day().day(), day.reference())) {
            new GpuTable(day.day(), day.source().clusterId(), day.source().clusterAlias(), new CostCategories(day.reference().namespacePatterns()))
                    .write(day.tables(OpenShift.GPU_USAGE_DAILY, OpenShiftLineItems.Gpus.GROUPING), writer);
        }
        return null;
    }
}
