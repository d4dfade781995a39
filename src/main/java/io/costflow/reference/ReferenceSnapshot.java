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
 * @param namespacePatterns the cost categories' patterns
 * @param nodeRoles the tenant's known nodes
 * @param reportPeriods the report periods
 */
public record ReferenceSnapshot(
        String tenant,
        long revision,
        List<String> enabledOpenShiftKeys,
        List<NamespacePattern> namespacePatterns,
        List<NodeRole> nodeRoles,
        List<ReportPeriod> reportPeriods) {

    /** The report period of a source in the month of a day, if there is one. */
    public Optional<Integer> reportPeriod(String source, LocalDate day) {
        long month = day.withDayOfMonth(1).toEpochDay();
        return reportPeriods.stream()
                .filter(period -> period.month() == month && period.source().equals(source))
                .map(ReportPeriod::id)
                .findFirst();
    }
}
