package io.costflow.provider.cloud;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.json;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.uuid;

import io.costflow.day.CodePointOrder;
import io.costflow.provider.HeldBackException;
import io.costflow.provider.cloud.CloudLineItem.InvoiceLine;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.provider.openshift.LabelSet;
import io.costflow.provider.openshift.LabelTexts;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.publish.Column;
import io.costflow.publish.DayWriter;
import io.costflow.publish.RowIds;
import io.costflow.publish.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** The table of cost by project (E.8) and its rows of a day: shares that agree in everything that tells rows apart are added up. */
public final class ProjectTable {

    private record Group(
            String cluster,
            String dataSource,
            String namespace,
            String node,
            String claim,
            String volume,
            String storageClass,
            String resourceId,
            Product product,
            String direction,
            LabelSet tags,
            LabelSet costCategory,
            Integer costCategoryId) {

        List<String> identity() {
            List<String> identity = new ArrayList<>(Arrays.asList(
                    cluster,
                    dataSource,
                    namespace,
                    node,
                    claim,
                    volume,
                    storageClass,
                    resourceId,
                    product.code(),
                    product.family(),
                    product.instanceType(),
                    product.account(),
                    product.availabilityZone(),
                    product.region(),
                    product.unit(),
                    product.currency()));
            InvoiceLine line = product.invoiceLine();
            if (line != null) {
                identity.addAll(Arrays.asList(line.project(), line.projectName(), line.sku(), line.skuName(), line.month()));
            }
            identity.addAll(Arrays.asList(
                    direction, LabelSet.json(tags), LabelSet.json(costCategory), costCategoryId == null ? null : costCategoryId.toString()));
            return identity;
        }
    }

    /** The sums of the shares of one group. */
    public static final class Row {
        private final ProjectTable of;
        private final CloudCluster cluster;
        private final Group group;
        private final CostTotals costs;
        private String accountName;

        private Row(ProjectTable of, CloudCluster cluster, Group group) {
            this.of = of;
            this.cluster = cluster;
            this.group = group;
            this.costs = new CostTotals(of.columns.measures());
        }

        public CostReference reference() {
            return of.reference;
        }

        /** What was paid for. */
        public Product product() {
            return group.product;
        }

        /** The largest name of the account. */
        public String accountName() {
            return accountName;
        }

        private UUID key() {
            return of.ids.of(group.identity(), 0);
        }

        private void add(AttributedCost share) {
            costs.add(share, of.reference.markup(), of.columns.gigabytes().applyAsDouble(share));
            accountName = CodePointOrder.larger(accountName, share.product().accountName());
        }
    }

    private final ProjectColumns columns;
    private final CostReference reference;
    private final Table<Row> table;
    private final RowIds ids;
    private final Predicate<String> shownKeys;
    private final TagMapping tagMapping;
    private final Map<LabelSet, LabelSet> shown = new HashMap<>();
    private final LabelTexts costCategories = new LabelTexts(key -> true);
    private final Map<Group, Row> rows = new LinkedHashMap<>();

    /**
     * @param shownKeys the keys that labels and tags are restricted to
     * @param tagMapping maps tags, but not the labels beside them: koku does not either
     */
    ProjectTable(ProjectColumns columns, CostReference reference, Predicate<String> shownKeys, TagMapping tagMapping) {
        this.columns = columns;
        this.reference = reference;
        this.table = table(columns);
        this.ids = new RowIds(columns.tableName(), reference.day());
        this.shownKeys = shownKeys;
        this.tagMapping = tagMapping;
    }

    /** The table of a cloud. */
    public static Table<Row> table(ProjectColumns names) {
        List<Column<Row>> columns = new ArrayList<>(List.of(
                uuid("uuid", Row::key),
                date("usage_start", row -> row.of.reference.day().day()),
                date("usage_end", row -> row.of.reference.day().day()),
                source(row -> row.of.reference.day().source()),
                integer("report_period_id", row -> row.cluster.reportPeriod()),
                integer("cost_entry_bill_id", row -> row.of.reference.bill()),
                text("cluster_id", row -> row.cluster.id()),
                text("cluster_alias", row -> row.cluster.alias()),
                text("data_source", row -> row.group.dataSource()),
                text("namespace", row -> row.group.namespace()),
                text("node", row -> row.group.node()),
                text("persistentvolumeclaim", row -> row.group.claim()),
                text("persistentvolume", row -> row.group.volume()),
                text("storageclass", row -> row.group.storageClass()),
                text("resource_id", row -> row.group.resourceId())));
        columns.addAll(names.product());
        columns.add(text("data_transfer_direction", row -> row.group.direction()));
        columns.add(text(names.currency(), row -> row.group.product().currency()));
        columns.add(json("pod_labels", row -> LabelSet.json(row.group.tags())));
        columns.add(json("tags", row -> LabelSet.json(row.of.tagMapping.mapped(row.group.tags()))));
        if (names.costCategory() != null) {
            columns.add(json(names.costCategory(), row -> LabelSet.json(row.group.costCategory())));
        }
        columns.add(integer("cost_category_id", row -> row.group.costCategoryId()));
        columns.add(number(names.usage(), row -> row.costs.usage()));
        columns.add(number("infrastructure_data_in_gigabytes", row -> row.costs.dataIn()));
        columns.add(number("infrastructure_data_out_gigabytes", row -> row.costs.dataOut()));
        columns.addAll(CostTotals.columns(row -> row.costs, names.costs()));
        return new Table<>(names.tableName(), "uuid", null, columns);
    }

    /** @throws HeldBackException if a column would be NULL that the table declares NOT NULL */
    void add(AttributedCost share) {
        Group group = new Group(
                share.cluster().source(),
                share.dataSource(),
                share.namespace(),
                share.node(),
                share.claim(),
                share.volume(),
                share.storageClass(),
                share.resourceId(),
                columns.grouped().apply(share),
                share.direction() == null ? null : share.direction().shown(),
                share.tags() == null ? null : shown.computeIfAbsent(share.tags(), tags -> tags.restrictedTo(shownKeys)),
                columns.costCategory() == null ? null : costCategories.labels(share.costCategory()),
                share.costCategoryId());
        rows.computeIfAbsent(group, g -> new Row(this, share.cluster(), g)).add(share);
    }

    void write(DayWriter writer) {
        rows.values().forEach(row -> writer.write(table, row));
    }
}
