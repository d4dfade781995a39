package io.costflow.provider.cloud;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.uuid;

import io.costflow.day.CodePointOrder;
import io.costflow.provider.HeldBackException;
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

/** A summary table (E.9) and its rows of a day. */
public final class CostSummaryTable {

    /** The sums of one row. */
    public static final class Row {
        private final CostSummaryTable of;
        /** The values of the summary's dimensions, after the account where it is grouped by account. */
        private final List<String> values;
        private final String account;
        private final CostTotals costs;
        private CloudCluster cluster;
        private String accountName;
        private String unit;
        private String currency;
        private Integer costCategory;

        private Row(CostSummaryTable of, List<String> values, AttributedCost first) {
            this.of = of;
            this.values = values;
            this.account = first.product().account();
            this.cluster = first.cluster();
            this.costs = new CostTotals(of.columns.measures());
        }

        public CostReference reference() {
            return of.reference;
        }

        public String account() {
            return account;
        }

        /** The largest name of the account. */
        public String accountName() {
            return accountName;
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
    private final CostColumns columns;
    private final CostReference reference;
    private final Table<Row> table;
    private final RowIds ids;
    private final Map<Group, Row> rows = new LinkedHashMap<>();

    CostSummaryTable(CostSummary summary, CostColumns columns, CostReference reference) {
        this.summary = summary;
        this.columns = columns;
        this.table = table(summary, columns);
        this.reference = reference;
        this.ids = new RowIds(summary.tableName(), reference.day());
    }

    /** The table of a summary. */
    public static Table<Row> table(CostSummary summary, CostColumns names) {
        List<Column<Row>> columns = new ArrayList<>(List.of(
                uuid("id", Row::key),
                date("usage_start", row -> row.of.reference.day().day()),
                date("usage_end", row -> row.of.reference.day().day()),
                source(row -> row.of.reference.day().source()),
                text("cluster_id", row -> row.cluster.id()),
                text("cluster_alias", row -> row.cluster.alias())));
        int firstDimension = 0;
        if (summary.byAccount()) {
            columns.add(text(names.account(), Row::account));
            if (names.accountName() != null) {
                columns.add(names.accountName());
            }
            firstDimension = 1;
        }
        for (int i = 0; i < summary.dimensions().size(); i++) {
            int dimension = firstDimension + i;
            columns.add(text(summary.dimensions().get(i).column(), row -> row.values.get(dimension)));
        }
        if (summary.withUsage()) {
            columns.add(number(names.usage(), row -> row.costs.usage()));
            columns.add(text(names.unit(), row -> row.unit));
        }
        columns.add(text(names.currency(), row -> row.currency));
        columns.add(integer("cost_category_id", row -> row.of.summary.withCostCategory() ? row.costCategory : null));
        columns.addAll(CostTotals.columns(row -> row.costs, names.costs()));
        return new Table<>(summary.tableName(), "id", null, columns);
    }

    /** The row that a share belongs to, and with it all shares of its cluster, product and resource; empty when the summary does not take it. */
    Optional<Row> row(AttributedCost share) {
        if (!summary.takes().test(share)) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        if (summary.byAccount()) {
            values.add(share.product().account());
        }
        values.addAll(summary.values(share));
        Row row = rows.computeIfAbsent(new Group(share.cluster().source(), values), group -> new Row(this, group.values(), share));
        row.accountName = CodePointOrder.larger(row.accountName, share.product().accountName());
        row.unit = CodePointOrder.larger(row.unit, share.unit());
        row.currency = CodePointOrder.larger(row.currency, share.product().currency());
        return Optional.of(row);
    }

    /** @throws HeldBackException if a column would be NULL that the table declares NOT NULL; accounts and products are those of the project table */
    void write(DayWriter writer) {
        for (Row row : rows.values()) {
            if (row.currency == null && columns.missingCurrency() != null) {
                throw new HeldBackException(columns.missingCurrency().apply(summary.tableName()));
            }
            writer.write(table, row);
        }
    }
}
