package io.costflow.provider.aws;

import io.costflow.provider.cloud.AttributedCost;
import io.costflow.provider.cloud.CloudCluster;
import io.costflow.provider.cloud.Numbers;
import io.costflow.day.CodePointOrder;
import io.costflow.publish.CopyText;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishedTable;
import io.costflow.publish.RowIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the eight summary tables (E.9) and its rows of a day. */
final class CostSummaryTable {

    /** The sums of one row. */
    static final class Totals {
        private final CostTotals costs = new CostTotals();
        private CloudCluster cluster;
        private String account;
        private String unit;
        private String currency;
        private Integer costCategory;

        void add(AttributedCost share, double markup) {
            cluster = share.cluster();
            costs.add(share, markup);
            costCategory = Numbers.larger(costCategory, share.costCategoryId());
        }
    }

    private record Group(String cluster, List<String> values) {}

    private final CostSummary summary;
    private final AwsDayReference reference;
    private final Map<Group, Totals> groups = new LinkedHashMap<>();

    CostSummaryTable(CostSummary summary, AwsDayReference reference) {
        this.summary = summary;
        this.reference = reference;
    }

    /** The table's name and columns. */
    static PublishedTable table(CostSummary summary) {
        List<String> columns = new ArrayList<>(List.of("id", "usage_start", "usage_end", "source_uuid", "cluster_id", "cluster_alias"));
        if (summary.byAccount()) {
            columns.addAll(List.of("usage_account_id", "account_alias_id"));
        }
        columns.addAll(summary.dimensions());
        if (summary.withUsage()) {
            columns.addAll(List.of("usage_amount", "unit"));
        }
        columns.addAll(List.of("currency_code", "cost_category_id"));
        columns.addAll(List.of(
                "unblended_cost",
                "markup_cost",
                "blended_cost",
                "markup_cost_blended",
                "savingsplan_effective_cost",
                "markup_cost_savingsplan",
                "calculated_amortized_cost",
                "markup_cost_amortized"));
        return new PublishedTable(summary.tableName(), "id", columns, null);
    }

    /** The sums that a share belongs to, and with it all shares of its cluster, product and resource; empty when the summary does not take it. */
    Optional<Totals> totals(AttributedCost share) {
        if (!summary.takes(share)) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        if (summary.byAccount()) {
            values.add(share.product().account());
        }
        values.addAll(summary.values(share));
        Totals totals = groups.computeIfAbsent(new Group(share.cluster().source(), values), group -> new Totals());
        totals.account = share.product().account();
        totals.unit = CodePointOrder.larger(totals.unit, share.product().unit());
        totals.currency = CodePointOrder.larger(totals.currency, share.product().currency());
        return Optional.of(totals);
    }

    void write(DayWriter writer) {
        RowIds ids = new RowIds(summary.tableName(), reference.day());
        groups.forEach((group, totals) -> {
            List<String> identity = new ArrayList<>(List.of(group.cluster()));
            identity.addAll(group.values());
            CopyText row = writer.next(summary.tableName());
            row.uuid(ids.of(identity, 0))
                    .date(reference.day().day())
                    .date(reference.day().day())
                    .text(reference.day().source())
                    .text(totals.cluster.id())
                    .text(totals.cluster.alias());
            List<String> dimensions = group.values();
            if (summary.byAccount()) {
                row.text(totals.account).integer(reference.accountAlias(totals.account));
                dimensions = dimensions.subList(1, dimensions.size());
            }
            dimensions.forEach(row::text);
            if (summary.withUsage()) {
                row.number(totals.costs.usage()).text(totals.unit);
            }
            row.text(totals.currency).integer(summary == CostSummary.COST ? totals.costCategory : null);
            totals.costs.write(row);
            row.endRow();
        });
    }
}
