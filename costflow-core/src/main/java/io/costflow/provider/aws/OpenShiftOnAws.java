package io.costflow.provider.aws;

import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.Grouping;
import io.costflow.provider.CorrelatedOutput;
import io.costflow.provider.DayContents;
import io.costflow.provider.Readiness;
import io.costflow.provider.Report;
import io.costflow.provider.cloud.BillFindings;
import io.costflow.provider.cloud.CloudCluster;
import io.costflow.provider.cloud.CloudDayBill;
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

/** OpenShift on AWS (specification, part E): the project table and the eight summary tables. */
final class OpenShiftOnAws implements CorrelatedOutput {

    @Override
    public String id() {
        return "openshift-on-aws";
    }

    @Override
    public boolean byDefault() {
        return true;
    }

    @Override
    public List<Table<?>> tables() {
        return Stream.concat(Stream.of(ProjectTable.TABLE), Arrays.stream(AwsCostSummary.values()).map(summary -> CostSummaryTable.table(summary, AwsCostSummary.COLUMNS))).toList();
    }

    @Override
    public Map<Report, List<Grouping>> groupings() {
        return Map.of(Aws.HOURLY, List.of(AwsLineItems.Hourly.GROUPING), Aws.DAILY, List.of(AwsLineItems.Daily.GROUPING_OF_CLUSTERS));
    }

    @Override
    public List<ReferenceTable> reference() {
        return List.of(AwsReference.ACCOUNT_ALIASES);
    }

    @Override
    public Optional<HeldBack> readiness(List<LakeFile> files) {
        return Readiness.twins(Aws.HOURLY, Aws.DAILY, files);
    }

    @Override
    public Optional<HeldBack> missingReference(SourceDay day, ReferenceSnapshot reference) {
        return AwsReference.missingBill(day, reference);
    }

    @Override
    public void addReference(Digest digest, SourceSettings cloud, LocalDate day, ReferenceSnapshot reference) {
        AwsReference.addBillAndAccounts(digest, cloud, day, reference);
    }

    @Override
    public BillFindings attribute(DayContents cloud, List<CloudCluster> clusters, DayWriter writer) {
        List<String> enabledOnAws = cloud.reference().enabledKeys(Aws.TYPE);
        List<String> enabledOnOpenShift = cloud.reference().enabledKeys(OpenShift.TYPE);
        Set<String> enabledOnBothSides = new HashSet<>(enabledOnAws);
        enabledOnBothSides.retainAll(enabledOnOpenShift);
        Set<String> enabledOnEither = new HashSet<>(enabledOnAws);
        enabledOnEither.addAll(enabledOnOpenShift);

        CloudDayBill bill = AwsBill.of(
                cloud.tables(Aws.DAILY, AwsLineItems.Daily.GROUPING_OF_CLUSTERS),
                cloud.tables(Aws.HOURLY, AwsLineItems.Hourly.GROUPING),
                enabledOnAws,
                cloud.day().day().lengthOfMonth());
        AwsReference reference = AwsReference.of(cloud);
        ProjectTable projects = new ProjectTable(reference, new EnabledKeys(enabledOnEither)::contains, TagMapping.of(cloud.reference(), Aws.TYPE, OpenShift.TYPE));
        CostSummaries summaries = new CostSummaries(List.of(AwsCostSummary.values()), AwsCostSummary.COLUMNS, reference);
        BillFindings findings = new Correlation(AwsRules.RULES, bill, clusters, enabledOnBothSides::contains).attribute(share -> {
            projects.add(share);
            summaries.add(share);
        });
        projects.write(writer);
        summaries.write(writer);
        return findings;
    }
}
