package io.costflow.provider.cloud;

import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.publish.DayWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The summary tables of a day. Shares of one cluster, product, unit and machine go to the same rows, which are looked for once. */
final class CostSummaries {

    /** @param resourceId null where the product has no instance type: only rows of instance types tell resources apart */
    private record Source(String cluster, Product product, String unit, String resourceId) {}

    private final double markup;
    private final List<CostSummaryTable> tables;
    private final Map<Source, List<CostSummaryTable.Row>> rows = new HashMap<>();

    CostSummaries(List<CostSummary> summaries, CostColumns columns, CostReference reference) {
        markup = reference.markup();
        tables = summaries.stream().map(summary -> new CostSummaryTable(summary, columns, reference)).toList();
    }

    void add(AttributedCost share) {
        String resourceId = share.product().instanceType() == null ? null : share.resourceId();
        Source source = new Source(share.cluster().source(), share.product(), share.unit(), resourceId);
        for (CostSummaryTable.Row row : rows.computeIfAbsent(source, absent -> rows(share))) {
            row.add(share, markup);
        }
    }

    private List<CostSummaryTable.Row> rows(AttributedCost share) {
        return tables.stream().map(table -> table.row(share)).flatMap(Optional::stream).toList();
    }

    void write(DayWriter writer) {
        tables.forEach(table -> table.write(writer));
    }
}
