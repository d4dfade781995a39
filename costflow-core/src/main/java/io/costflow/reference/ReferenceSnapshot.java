package io.costflow.reference;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * All reference data of one tenant at one instant, complete. Lists are sorted, so that equal data is equal.
 *
 * @param tenant the tenant's schema
 * @param revision the instant of reading, in microseconds since 1970-01-01 UTC
 * @param enabledOpenShiftKeys the label keys that are enabled for OpenShift
 * @param enabledAwsKeys the tag keys that are enabled for AWS
 * @param namespacePatterns the cost categories' patterns
 * @param nodeRoles the tenant's known nodes
 * @param reportPeriods the report periods
 * @param bills the bills of cloud sources
 * @param accountAliases the names of cloud accounts
 * @param costModels the cost models of sources, where the tenant has any
 */
public record ReferenceSnapshot(
        String tenant,
        long revision,
        List<String> enabledOpenShiftKeys,
        List<String> enabledAwsKeys,
        List<NamespacePattern> namespacePatterns,
        List<NodeRole> nodeRoles,
        List<ReportPeriod> reportPeriods,
        List<Bill> bills,
        List<AccountAlias> accountAliases,
        List<CostModel> costModels) {

    /** The same data at another revision. */
    ReferenceSnapshot at(long otherRevision) {
        return new ReferenceSnapshot(
                tenant,
                otherRevision,
                enabledOpenShiftKeys,
                enabledAwsKeys,
                namespacePatterns,
                nodeRoles,
                reportPeriods,
                bills,
                accountAliases,
                costModels);
    }

    /** The report period of a source in the month of a day, if there is one. */
    public Optional<Integer> reportPeriod(String source, LocalDate day) {
        long month = day.withDayOfMonth(1).toEpochDay();
        return reportPeriods.stream()
                .filter(period -> period.month() == month && period.source().equals(source))
                .map(ReportPeriod::id)
                .findFirst();
    }

    /** The bill of a cloud source in the month of a day, if there is one. */
    public Optional<Integer> bill(String source, LocalDate day) {
        long month = day.withDayOfMonth(1).toEpochDay();
        return bills.stream()
                .filter(bill -> bill.month() == month && bill.source().equals(source))
                .map(Bill::id)
                .findFirst();
    }

    /** The cost model of a source, if it has one. */
    public Optional<CostModel> costModel(String source) {
        return costModels.stream().filter(model -> model.source().equals(source)).findFirst();
    }

    /** Whether another snapshot has the same data, be it of another instant. */
    public boolean hasDataOf(ReferenceSnapshot other) {
        return other != null && equals(other.at(revision));
    }
}
