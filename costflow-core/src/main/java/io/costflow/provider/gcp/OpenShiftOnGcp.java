package io.costflow.provider.gcp;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.Grouping;
import io.costflow.provider.CorrelatedOutput;
import io.costflow.provider.DayContents;
import io.costflow.provider.Readiness;
import io.costflow.provider.Report;
import io.costflow.provider.cloud.BillFindings;
import io.costflow.provider.cloud.Bills;
import io.costflow.provider.cloud.CloudCluster;
import io.costflow.provider.cloud.CloudDayBill;
import io.costflow.provider.gcp.GcpLineItems.Daily;
import io.costflow.provider.gcp.GcpLineItems.Disks;
import io.costflow.publish.DayWriter;
import io.costflow.publish.Table;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OpenShift on GCP (specification, G.3 to G.7): the project table and the nine summary tables. */
final class OpenShiftOnGcp implements CorrelatedOutput {

    @Override
    public String id() {
        return "openshift-on-gcp";
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public List<Table<?>> tables() {
        return GcpCostTables.ATTRIBUTION.tables();
    }

    @Override
    public Map<Report, List<Grouping>> groupings() {
        return Map.of(Gcp.DAILY, List.of(Daily.GROUPING), Gcp.HOURLY, List.of(Disks.GROUPING));
    }

    @Override
    public Optional<HeldBack> readiness(List<LakeFile> files) {
        return Readiness.twins(Gcp.HOURLY, Gcp.DAILY, files);
    }

    @Override
    public Optional<HeldBack> missingReference(SourceDay day, ReferenceSnapshot reference) {
        return Bills.missing(GcpReference.BILLS, day, reference);
    }

    @Override
    public void addReference(Digest digest, SourceSettings cloud, LocalDate day, ReferenceSnapshot reference) {
        GcpReference.addBills(digest, cloud, day, reference);
        digest.add(String.valueOf(hasUnattributedStorage(cloud)));
    }

    @Override
    public BillFindings attribute(DayContents cloud, List<CloudCluster> clusters, DayWriter writer) {
        CloudDayBill bill = GcpBill.of(
                cloud.tables(Gcp.DAILY, Daily.GROUPING),
                hasUnattributedStorage(cloud.source()) ? cloud.tables(Gcp.HOURLY, Disks.GROUPING) : List.of(),
                cloud.reference().enabledKeys(Gcp.TYPE));
        return GcpCostTables.ATTRIBUTION.attribute(cloud, bill, GcpReference.of(cloud), clusters, writer);
    }

    private static boolean hasUnattributedStorage(SourceSettings cloud) {
        return cloud.unattributedStorage() == null || cloud.unattributedStorage();
    }
}
