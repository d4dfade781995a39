package io.costflow.provider.azure;

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
import io.costflow.publish.DayWriter;
import io.costflow.publish.Table;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.ReferenceSnapshot.Row;
import io.costflow.reference.ReferenceTable;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OpenShift on Azure (specification, Z.3 to Z.8): the project table and the eight summary tables. */
final class OpenShiftOnAzure implements CorrelatedOutput {

    @Override
    public String id() {
        return "openshift-on-azure";
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    public List<Table<?>> tables() {
        return AzureCostTables.ATTRIBUTION.tables();
    }

    @Override
    public Map<Report, List<Grouping>> groupings() {
        return Map.of(Azure.LINE_ITEMS, List.of(AzureLineItems.GROUPING_OF_CLUSTERS));
    }

    @Override
    public List<ReferenceTable> reference() {
        return List.of(DiskSizes.TABLE);
    }

    @Override
    public Optional<HeldBack> readiness(List<LakeFile> files) {
        return Readiness.missing(Azure.LINE_ITEMS, files);
    }

    @Override
    public Optional<HeldBack> missingReference(SourceDay day, ReferenceSnapshot reference) {
        return Bills.missing(AzureReference.BILLS, day, reference);
    }

    @Override
    public void addReference(Digest digest, SourceSettings cloud, LocalDate day, ReferenceSnapshot reference) {
        AzureReference.addBill(digest, cloud, day, reference);
        List<Row> sizes = reference.rows(DiskSizes.TABLE);
        digest.add(sizes.size());
        sizes.forEach(size -> digest.add(size.values()));
    }

    @Override
    public BillFindings attribute(DayContents cloud, List<CloudCluster> clusters, DayWriter writer) {
        AzureBill bill = AzureBill.of(
                cloud.tables(Azure.LINE_ITEMS, AzureLineItems.GROUPING_OF_CLUSTERS),
                cloud.reference().enabledKeys(Azure.TYPE),
                DiskSizes.of(cloud.reference()));
        bill.oddUnits().sentence(cloud.day().toString()).ifPresent(cloud.remarks());
        return AzureCostTables.ATTRIBUTION.attribute(cloud, bill.bill(), AzureReference.of(cloud), clusters, writer);
    }
}
