package io.costflow.provider.aws;

import io.costflow.assembly.CompleteDay;
import io.costflow.provider.cloud.BillFindings;
import io.costflow.provider.cloud.CloudBilling;
import io.costflow.provider.cloud.CloudCluster;
import io.costflow.provider.cloud.CloudDayBill;
import io.costflow.provider.cloud.Correlation;
import io.costflow.day.Contribution;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.EnabledKeys;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishedTable;
import io.costflow.reference.AccountAlias;
import io.costflow.reference.CostModels;
import io.costflow.reference.ReferenceSnapshot;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** OpenShift on AWS: the project table and the eight summary tables. */
public final class AwsBilling implements CloudBilling {

    private static final long serialVersionUID = 1L;

    @Override
    public List<PublishedTable> tables() {
        return Stream.concat(Stream.of(ProjectTable.TABLE), Arrays.stream(CostSummary.values()).map(CostSummaryTable::table)).toList();
    }

    @Override
    public BillFindings attribute(CompleteDay cloud, int billId, List<CloudCluster> clusters, DayWriter writer) {
        SourceDay day = cloud.plan().day();
        ReferenceSnapshot reference = cloud.reference();
        CloudDayBill bill = AwsBill.of(
                tables(cloud, ReportType.AWS_DAILY, AwsLineItems.Daily.TABLE),
                tables(cloud, ReportType.AWS_HOURLY, AwsLineItems.Hourly.TABLE),
                reference.enabledAwsKeys(),
                day.day().lengthOfMonth());
        AwsDayReference dayReference = new AwsDayReference(
                day,
                billId,
                CostModels.markup(cloud.plan().source(), reference).doubleValue(),
                reference.accountAliases().stream().collect(Collectors.toMap(AccountAlias::accountId, AccountAlias::id, Math::max)));

        Set<String> enabledOnBothSides = new HashSet<>(reference.enabledAwsKeys());
        enabledOnBothSides.retainAll(reference.enabledOpenShiftKeys());
        Set<String> enabledOnEither = new HashSet<>(reference.enabledAwsKeys());
        enabledOnEither.addAll(reference.enabledOpenShiftKeys());

        ProjectTable projects = new ProjectTable(dayReference, new EnabledKeys(enabledOnEither)::contains);
        CostSummaries summaries = new CostSummaries(dayReference);
        BillFindings findings = new Correlation(bill, clusters, enabledOnBothSides::contains).attribute(share -> {
            projects.add(share);
            summaries.add(share);
        });
        projects.write(writer);
        summaries.write(writer);
        return findings;
    }

    private static List<GroupTable> tables(CompleteDay cloud, ReportType type, int table) {
        return cloud.contributions().stream()
                .filter(contribution -> contribution.file().type() == type)
                .map(Contribution::body)
                .map(body -> CombinedDay.decode(body).table(table))
                .toList();
    }
}
