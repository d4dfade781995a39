package io.costflow.provider.aws;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.uuid;

import io.costflow.day.CodePointOrder;
import io.costflow.provider.HeldBackException;
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
import java.util.Optional;
import java.util.UUID;

/** One of the eight summary tables (E.9) and its rows of a day. */
final class CostSummaryTable {

    /** The sums of one row. */
    static final class Row {
        private final CostSummaryTable of;
        /** The values of the summary's dimensions, after the account where it is grouped by account. */
        private final List<String> values;
        private final String account;
        private final CostTotals costs = new CostTotals(AwsBill.COSTS);
        private CloudCluster cluster;
        private String unit;
        private String currency;
        private Integer costCategory;

        private Row(CostSummaryTable of, List<String> values, AttributedCost first) {
            this.of = of;
            this.values = values;
            this.account = first.product().account();
            this.cluster = first.cluster();
        }

        void add(AttributedCost share, double markup) {
            cluster = share.cluster();
            costs.add(share, markup);
            costCategory = Numbers.larger(costCategory, share.costCategoryId());
        }

        private UUID key() {
            List<String> identity = new ArrayList<>(List.of(cluster.source()));
            identity.addAll(values);
            return of.ids.of(identity, 0);
        }
    }

    private record Group(String cluster, List<String> values) {}

    private final CostSummary summary;
    private final AwsReference reference;
    private final RowIds ids;
    private final Map<Group, Row> rows = new LinkedHashMap<>();

    CostSummaryTable(CostSummary summary, AwsReference reference) {
        this.summary = summary;
        this.reference = reference;
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
        int firstDimension = 0;
        if (summary.byAccount()) {
            columns.add(text("usage_account_id", row -> row.account));
            columns.add(integer("account_alias_id", row -> row.of.reference.accountAlias(row.account)));
            firstDimension = 1;
        }
        for (int i = 0; i < summary.dimensions().size(); i++) {
            int dimension = firstDimension + i;
            columns.add(text(summary.dimensions().get(i), row -> row.values.get(dimension)));
        }
        if (summary.withUsage()) {
            columns.add(number("usage_amount", row -> row.costs.usage()));
            columns.add(text("unit", row -> row.unit));
        }
        columns.add(text("currency_code", row -> row.currency));
        columns.add(integer("cost_category_id", row -> row.of.summary == CostSummary.COST ? row.costCategory : null));
        columns.addAll(CostTotals.columns(row -> row.costs, AwsBill.COST_COLUMNS));
        return new Table<>(summary.tableName(), "id", null, columns);
    }

    /** The row that a share belongs to, and with it all shares of its cluster, product and resource; empty when the summary does not take it. */
    Optional<Row> row(AttributedCost share) {
        if (!summary.takes(share)) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        if (summary.byAccount()) {
            values.add(share.product().account());
        }
        values.addAll(summary.values(share));
        Row row = rows.computeIfAbsent(new Group(share.cluster().source(), values), group -> new Row(this, group.values(), share));
        row.unit = CodePointOrder.larger(row.unit, share.product().unit());
        row.currency = CodePointOrder.larger(row.currency, share.product().currency());
        return Optional.of(row);
    }

    /** @throws HeldBackException if a column would be NULL that the table declares NOT NULL; accounts and products are those of the project table */
    void write(DayWriter writer) {
        Table<Row> table = summary.table();
        for (Row row : rows.values()) {
            if (row.currency == null) {
                throw new HeldBackException(MissingValue.CURRENCY_TEXT.of(summary.tableName()));
            }
            writer.write(table, row);
        }
    }
}
