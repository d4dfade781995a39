package io.costflow.provider.cloud;

import io.costflow.provider.DayContents;
import io.costflow.provider.HeldBackException;
import io.costflow.provider.openshift.EnabledKeys;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.publish.DayWriter;
import io.costflow.publish.Table;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a cloud's bill is attributed to clusters, and the tables that the shares go to.
 *
 * @param type koku's name for the cloud
 * @param rules what is attributed, and how
 * @param projects the table of cost by project
 * @param summaries the summaries that koku's API serves
 * @param columns the names of the summaries' columns
 */
public record Attribution(String type, AttributionRules rules, ProjectColumns projects, List<CostSummary> summaries, CostColumns columns) {

    /** All tables. */
    public List<Table<?>> tables() {
        return Stream.concat(
                Stream.<Table<?>>of(ProjectTable.table(projects)), summaries.stream().map(summary -> CostSummaryTable.table(summary, columns))).toList();
    }

    /**
     * Attributes a day's bill and writes the rows of all tables.
     *
     * @param cloud the cloud source's day
     * @param clusters the days of the clusters that run on it, in the order of their sources
     * @return what is worth reporting about the bill
     * @throws HeldBackException before any row is written, if a column would be NULL that a table declares NOT NULL
     */
    public BillFindings attribute(DayContents cloud, CloudDayBill bill, CostReference reference, List<CloudCluster> clusters, DayWriter writer) {
        List<String> enabledOnCloud = cloud.reference().enabledKeys(type);
        List<String> enabledOnOpenShift = cloud.reference().enabledKeys(OpenShift.TYPE);
        Set<String> enabledOnBothSides = enabledOnBothSides(enabledOnCloud, enabledOnOpenShift);
        Set<String> enabledOnEither = new HashSet<>(enabledOnCloud);
        enabledOnEither.addAll(enabledOnOpenShift);

        ProjectTable projectTable = new ProjectTable(
                projects, reference, new EnabledKeys(enabledOnEither)::contains, TagMapping.of(cloud.reference(), type, OpenShift.TYPE));
        CostSummaries summaryTables = new CostSummaries(summaries, columns, reference);
        BillFindings findings = new Correlation(rules, bill, clusters, enabledOnBothSides::contains).attribute(share -> {
            projectTable.add(share);
            summaryTables.add(share);
        });
        projectTable.write(writer);
        summaryTables.write(writer);
        return findings;
    }

    /**
     * The cloud's keys whose tags are compared with labels (E.2): those that are enabled for it, and, ignoring case, for OpenShift. koku compares none unless some
     * key is enabled on both sides as it is spelled.
     */
    private static Set<String> enabledOnBothSides(List<String> onCloud, List<String> onOpenShift) {
        if (Collections.disjoint(onCloud, onOpenShift)) {
            return Set.of();
        }
        Set<String> ignoringCase = onOpenShift.stream().map(key -> key.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return onCloud.stream().filter(key -> ignoringCase.contains(key.toLowerCase(Locale.ROOT))).collect(Collectors.toSet());
    }
}
