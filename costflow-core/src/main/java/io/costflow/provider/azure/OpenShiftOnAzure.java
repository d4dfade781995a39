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
import io.costflow.provider.cloud.Correlation;
import io.costflow.provider.cloud.CostSummaries;
import io.costflow.provider.cloud.CostSummaryTable;
import io.costflow.provider.openshift.EnabledKeys;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.publish.DayWriter;
import io.costflow.publish.Table;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.ReferenceSnapshot.Row;
import io.costflow.reference.ReferenceTable;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
        return Stream.concat(Stream.of(ProjectTable.TABLE), Arrays.stream(AzureCostSummary.values()).map(summary -> CostSummaryTable.table(summary, AzureCostSummary.COLUMNS))).toList();
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
        List<String> enabledOnAzure = cloud.reference().enabledKeys(Azure.TYPE);
        List<String> enabledOnOpenShift = cloud.reference().enabledKeys(OpenShift.TYPE);
        Set<String> enabledOnBothSides = new HashSet<>(enabledOnAzure);
        enabledOnBothSides.retainAll(enabledOnOpenShift);
        Set<String> enabledOnEither = new HashSet<>(enabledOnAzure);
        enabledOnEither.addAll(enabledOnOpenShift);

        AzureBill bill = AzureBill.of(
                cloud.tables(Azure.LINE_ITEMS, AzureLineItems.GROUPING_OF_CLUSTERS), enabledOnAzure, DiskSizes.of(cloud.reference()));
        AzureReference reference = AzureReference.of(cloud);
        ProjectTable projects = new ProjectTable(reference, new EnabledKeys(enabledOnEither)::contains, TagMapping.of(cloud.reference(), Azure.TYPE, OpenShift.TYPE));
        CostSummaries summaries = new CostSummaries(List.of(AzureCostSummary.values()), AzureCostSummary.COLUMNS, reference);
        BillFindings findings = new Correlation(AzureRules.RULES, bill.bill(), clusters, enabledOnBothSides::contains).attribute(share -> {
            projects.add(share);
            summaries.add(share);
        });
        bill.oddUnits().sentence(cloud.day().toString()).ifPresent(cloud.remarks());
        projects.write(writer);
        summaries.write(writer);
        return findings;
    }
}
