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
import io.costflow.provider.cloud.Correlation;
import io.costflow.provider.cloud.CostSummaries;
import io.costflow.provider.cloud.CostSummaryTable;
import io.costflow.provider.gcp.GcpLineItems.Daily;
import io.costflow.provider.gcp.GcpLineItems.Disks;
import io.costflow.provider.openshift.EnabledKeys;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.publish.DayWriter;
import io.costflow.publish.Table;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
        return Stream.concat(Stream.of(ProjectTable.TABLE), Arrays.stream(GcpCostSummary.values()).map(summary -> CostSummaryTable.table(summary, GcpCostSummary.COLUMNS))).toList();
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
        List<String> enabledOnGcp = cloud.reference().enabledKeys(Gcp.TYPE);
        List<String> enabledOnOpenShift = cloud.reference().enabledKeys(OpenShift.TYPE);
        Set<String> enabledOnBothSides = new HashSet<>(enabledOnGcp);
        enabledOnBothSides.retainAll(enabledOnOpenShift);
        Set<String> enabledOnEither = new HashSet<>(enabledOnGcp);
        enabledOnEither.addAll(enabledOnOpenShift);

        CloudDayBill bill = GcpBill.of(
                cloud.tables(Gcp.DAILY, Daily.GROUPING),
                hasUnattributedStorage(cloud.source()) ? cloud.tables(Gcp.HOURLY, Disks.GROUPING) : List.of(),
                enabledOnGcp);
        GcpReference reference = GcpReference.of(cloud);
        ProjectTable projects = new ProjectTable(reference, new EnabledKeys(enabledOnEither)::contains, TagMapping.of(cloud.reference(), Gcp.TYPE, OpenShift.TYPE));
        CostSummaries summaries = new CostSummaries(List.of(GcpCostSummary.values()), GcpCostSummary.COLUMNS, reference);
        BillFindings findings = new Correlation(GcpRules.RULES, bill, clusters, enabledOnBothSides::contains).attribute(share -> {
            projects.add(share);
            summaries.add(share);
        });
        projects.write(writer);
        summaries.write(writer);
        return findings;
    }

    private static boolean hasUnattributedStorage(SourceSettings cloud) {
        return cloud.unattributedStorage() == null || cloud.unattributedStorage();
    }
}
