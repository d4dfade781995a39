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
        return AwsCostTables.ATTRIBUTION.tables();
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
        CloudDayBill bill = AwsBill.of(
                cloud.tables(Aws.DAILY, AwsLineItems.Daily.GROUPING_OF_CLUSTERS),
                cloud.tables(Aws.HOURLY, AwsLineItems.Hourly.GROUPING),
                cloud.reference().enabledKeys(Aws.TYPE),
                cloud.day().day().lengthOfMonth());
        return AwsCostTables.ATTRIBUTION.attribute(cloud, bill, AwsReference.of(cloud), clusters, writer);
    }
}
