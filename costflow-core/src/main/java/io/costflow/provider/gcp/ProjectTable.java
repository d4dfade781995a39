package io.costflow.provider.gcp;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.json;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.uuid;

import io.costflow.provider.HeldBackException;
import io.costflow.provider.cloud.AttributedCost;
import io.costflow.provider.cloud.CloudCluster;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.provider.cloud.CostTotals;
import io.costflow.provider.openshift.LabelSet;
import io.costflow.provider.openshift.TagMapping;
import io.costflow.publish.Column;
import io.costflow.publish.DayWriter;
import io.costflow.publish.RowIds;
import io.costflow.publish.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The table of cost by project (G.6): shares that agree in everything that is shown are added up. */
final class ProjectTable {

    static final Table<Row> TABLE = new Table<>("reporting_ocpgcpcostlineitem_project_daily_summary_p", "uuid", null, Stream.concat(
            Stream.<Column<Row>>of(
                    uuid("uuid", Row::key),
                    date("usage_start", row -> row.reference.day().day()),
                    date("usage_end", row -> row.reference.day().day()),
                    source(row -> row.reference.day().source()),
                    integer("report_period_id", row -> row.cluster.reportPeriod()),
                    integer("cost_entry_bill_id", row -> row.reference.bill()),
                    text("cluster_id", row -> row.cluster.id()),
                    text("cluster_alias", row -> row.cluster.alias()),
                    text("data_source", row -> row.group.dataSource()),
                    text("namespace", row -> row.group.namespace()),
                    text("node", row -> row.group.node()),
                    text("persistentvolumeclaim", row -> row.group.claim()),
                    text("persistentvolume", row -> row.group.volume()),
                    text("storageclass", row -> row.group.storageClass()),
                    text("resource_id", row -> row.group.resourceId()),
                    text("account_id", row -> row.group.product().account()),
                    text("project_id", row -> row.group.product().invoiceLine().project()),
                    text("project_name", row -> row.group.product().invoiceLine().projectName()),
                    text("instance_type", row -> row.group.product().instanceType()),
                    text("service_id", row -> row.group.product().code()),
                    text("service_alias", row -> row.group.product().family()),
                    text("sku_id", row -> row.group.product().invoiceLine().sku()),
                    text("sku_alias", row -> row.group.product().invoiceLine().skuName()),
                    text("region", row -> row.group.product().region()),
                    text("unit", row -> row.group.product().unit()),
                    text("invoice_month", row -> row.group.product().invoiceLine().month()),
                    text("data_transfer_direction", row -> row.group.direction()),
                    text("currency", row -> row.group.product().currency()),
                    json("pod_labels", row -> LabelSet.json(row.group.tags())),
                    json("tags", row -> LabelSet.json(row.tagMapping.mapped(row.group.tags()))),
                    integer("cost_category_id", row -> row.group.costCategoryId()),
                    number("usage_amount", row -> row.costs.usage()),
                    number("infrastructure_data_in_gigabytes", row -> row.costs.dataIn()),
                    number("infrastructure_data_out_gigabytes", row -> row.costs.dataOut())),
            CostTotals.<Row>columns(row -> row.costs, GcpBill.COST_COLUMNS).stream()).toList());

    /** As koku has it. */
    private static final double GIGABYTES_PER_GIBIBYTE = 1.07374;

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
            Integer costCategoryId) {

        List<String> identity() {
            return Arrays.asList(
                    cluster,
                    dataSource,
                    namespace,
                    node,
                    claim,
                    volume,
                    storageClass,
                    resourceId,
                    product.account(),
                    product.invoiceLine().project(),
                    product.invoiceLine().projectName(),
                    product.instanceType(),
                    product.code(),
                    product.family(),
                    product.invoiceLine().sku(),
                    product.invoiceLine().skuName(),
                    product.region(),
                    product.unit(),
                    product.invoiceLine().month(),
                    product.currency(),
                    direction,
                    LabelSet.json(tags),
                    costCategoryId == null ? null : costCategoryId.toString());
        }
    }

    /** The sums of the shares of one group. */
    static final class Row {
        private final GcpReference reference;
        private final RowIds ids;
        private final CloudCluster cluster;
        private final Group group;
        private final TagMapping tagMapping;
        private final CostTotals costs = new CostTotals(GcpBill.COSTS);

        private Row(GcpReference reference, RowIds ids, CloudCluster cluster, Group group, TagMapping tagMapping) {
            this.reference = reference;
            this.ids = ids;
            this.cluster = cluster;
            this.group = group;
            this.tagMapping = tagMapping;
        }

        private UUID key() {
            return ids.of(group.identity(), 0);
        }

        private void add(AttributedCost share) {
            costs.add(share, reference.markup(), "gibibyte".equals(share.unit()) ? GIGABYTES_PER_GIBIBYTE : 1);
        }
    }

    private final GcpReference reference;
    private final RowIds ids;
    private final Predicate<String> shownKeys;
    private final TagMapping tagMapping;
    private final Map<LabelSet, LabelSet> shown = new HashMap<>();
    private final Map<Group, Row> rows = new LinkedHashMap<>();

    /**
     * @param shownKeys the keys that labels and tags are restricted to
     * @param tagMapping maps tags, but not the labels beside them: koku does not either
     */
    ProjectTable(GcpReference reference, Predicate<String> shownKeys, TagMapping tagMapping) {
        this.reference = reference;
        this.ids = new RowIds(TABLE.name(), reference.day());
        this.shownKeys = shownKeys;
        this.tagMapping = tagMapping;
    }

    /** @throws HeldBackException if a column would be NULL that the table declares NOT NULL */
    void add(AttributedCost share) {
        Product product = share.product();
        requireValue(product.account(), "billing_account_id", "account_id");
        requireValue(product.invoiceLine().project(), "project_id", "project_id");
        requireValue(product.invoiceLine().projectName(), "project_name", "project_name");
        Group group = new Group(
                share.cluster().source(),
                share.dataSource(),
                share.namespace(),
                share.node(),
                share.claim(),
                share.volume(),
                share.storageClass(),
                share.resourceId(),
                product,
                share.direction(),
                share.tags() == null ? null : shown.computeIfAbsent(share.tags(), tags -> tags.restrictedTo(shownKeys)),
                share.costCategoryId());
        rows.computeIfAbsent(group, g -> new Row(reference, ids, share.cluster(), g, tagMapping)).add(share);
    }

    private static void requireValue(String value, String ofReport, String column) {
        GcpDailySummary.isNull(value, ofReport, column, TABLE.name()).ifPresent(problem -> {
            throw new HeldBackException(problem);
        });
    }

    void write(DayWriter writer) {
        rows.values().forEach(row -> writer.write(TABLE, row));
    }
}
