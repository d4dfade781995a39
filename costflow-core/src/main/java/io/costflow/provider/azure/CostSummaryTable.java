package io.costflow.provider.azure;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.uuid;

import io.costflow.day.CodePointOrder;
import io.costflow.provider.cloud.AttributedCost;
import io.costflow.provider.cloud.CloudCluster;
import io.costflow.provider.cloud.CostTotals;
import io.costflow.provider.cloud.Numbers;
import io.costflow.publish.Column;
import io.costflow.publish.DayWriter;
import io.costflow.publish.RowIds;
import io.costflow.publish.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One of the eight summary tables (Z.8) and its rows of a day. */
final class CostSummaryTable {

    private record Group(String cluster, List<String> values) {}

    /** The sums of one row. */
    static final class Row {
        private final CostSummaryTable of;
        private final CloudCluster cluster;
        /** The subscription, where it is grouped by subscription, and the values of the summary's dimensions. */
        private final List<String> values;
        private final CostTotals costs = new CostTotals(AzureBill.COSTS);
        private String subscriptionName;
        private String unit;
        private String currency;
        private Integer costCategory;

        private Row(CostSummaryTable of, CloudCluster cluster, List<String> values) {
            this.of = of;
            this.cluster = cluster;
            this.values = values;
        }

        private void add(AttributedCost share, double markup) {
            costs.add(share, markup);
            subscriptionName = CodePointOrder.larger(subscriptionName, share.product().accountName());
            unit = CodePointOrder.larger(unit, share.unit());
            currency = CodePointOrder.larger(currency, share.product().currency());
            costCategory = Numbers.larger(costCategory, share.costCategoryId());
        }

        private UUID key() {
            List<String> identity = new ArrayList<>(List.of(cluster.source()));
            identity.addAll(values);
            return of.ids.of(identity, 0);
        }
    }

    private final CostSummary summary;
    private final AzureReference reference;
    private final double markup;
    private final RowIds ids;
    private final Map<Group, Row> rows = new LinkedHashMap<>();

    CostSummaryTable(CostSummary summary, AzureReference reference) {
        this.summary = summary;
        this.reference = reference;
        this.markup = reference.markup().doubleValue();
        this.ids = new RowIds(summary.tableName(), reference.day());
    }

    /** The table of a summary. */
    static Table<Row> table(CostSummary summary) {
        List<Column<Row>> columns = new ArrayList<>(List.of(
                uuid("id", Row::key),
                date("usage_start", row -> row.of.reference.day().day()),
                date("usage_end", row -> row.of.reference.day().day()),
                source(row -> row.of.reference.day().source()),
                text("cluster_id", row -> row.cluster.id()),
                text("cluster_alias", row -> row.cluster.alias())));
        List<String> dimensions = new ArrayList<>(summary.dimensions());
        if (summary.bySubscription()) {
            dimensions.add(0, "subscription_guid");
            columns.add(text("subscription_name", row -> row.subscriptionName));
        }
        for (int i = 0; i < dimensions.size(); i++) {
            int dimension = i;
            columns.add(text(dimensions.get(i), row -> row.values.get(dimension)));
        }
        if (summary.withUsage()) {
            columns.add(number("usage_quantity", row -> row.costs.usage()));
            columns.add(text("unit_of_measure", row -> row.unit));
        }
        columns.add(text("currency", row -> row.currency));
        columns.add(integer("cost_category_id", row -> row.of.summary == CostSummary.COST ? row.costCategory : null));
        columns.addAll(CostTotals.columns(row -> row.costs, AzureBill.COST_COLUMNS));
        return new Table<>(summary.tableName(), "id", null, columns);
    }

    /** Adds a share, if the summary takes it. */
    void add(AttributedCost share) {
        if (summary.takes(share)) {
            List<String> values = new ArrayList<>();
            if (summary.bySubscription()) {
                values.add(share.product().account());
            }
            values.addAll(summary.values(share));
            rows.computeIfAbsent(new Group(share.cluster().source(), values), group -> new Row(this, share.cluster(), values)).add(share, markup);
        }
    }

    void write(DayWriter writer) {
        Table<Row> table = table(summary);
        rows.values().forEach(row -> writer.write(table, row));
    }
}
