package io.costflow.provider.aws;

import io.costflow.provider.cloud.AttributedCost;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.publish.DayWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The eight summary tables of a day. Shares of one cluster, product and machine go to the same rows, which are looked for once. */
final class CostSummaries {

    /** @param resourceId null where the product has no instance type: only rows of instance types tell resources apart */
    private record Source(String cluster, Product product, String resourceId) {}

    private final double markup;
    private final List<CostSummaryTable> tables;
    private final Map<Source, List<CostSummaryTable.Totals>> totals = new HashMap<>();

    CostSummaries(AwsDayReference reference) {
        markup = reference.markup();
        tables = Arrays.stream(CostSummary.values()).map(summary -> new CostSummaryTable(summary, reference)).toList();
    }

    void add(AttributedCost share) {
        String resourceId = share.product().instanceType() == null ? null : share.resourceId();
        Source source = new Source(share.cluster().source(), share.product(), resourceId);
        for (CostSummaryTable.Totals row : totals.computeIfAbsent(source, absent -> rows(share))) {
            row.add(share, markup);
        }
    }

    private List<CostSummaryTable.Totals> rows(AttributedCost share) {
        return tables.stream().map(table -> table.totals(share)).flatMap(Optional::stream).toList();
    }

    void write(DayWriter writer) {
        tables.forEach(table -> table.write(writer));
    }
}
