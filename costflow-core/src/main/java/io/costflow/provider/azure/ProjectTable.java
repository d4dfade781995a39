package io.costflow.provider.azure;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.json;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.uuid;

import io.costflow.day.CodePointOrder;
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

/** The table of cost by project (Z.6): shares that agree in everything that is shown, the subscription's name left out, are added up. */
final class ProjectTable {

    static final Table<Row> TABLE = new Table<>("reporting_ocpazurecostlineitem_project_daily_summary_p", "uuid", null, Stream.concat(
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
                    text("subscription_guid", row -> row.group.subscription()),
                    text("subscription_name", row -> row.subscriptionName),
                    text("service_name", row -> row.group.service()),
                    text("instance_type", row -> row.group.instanceType()),
                    text("resource_location", row -> row.group.location()),
                    text("unit_of_measure", row -> row.group.unit()),
                    text("data_transfer_direction", row -> row.group.direction()),
                    text("currency", row -> row.group.currency()),
                    json("pod_labels", row -> LabelSet.json(row.group.tags())),
                    json("tags", row -> LabelSet.json(row.tagMapping.mapped(row.group.tags()))),
                    integer("cost_category_id", row -> row.group.costCategoryId()),
                    number("usage_quantity", row -> row.costs.usage()),
                    number("infrastructure_data_in_gigabytes", row -> row.costs.dataIn()),
                    number("infrastructure_data_out_gigabytes", row -> row.costs.dataOut())),
            CostTotals.<Row>columns(row -> row.costs, AzureBill.COST_COLUMNS).stream()).toList());

    private record Group(
            String cluster,
            String dataSource,
            String namespace,
            String node,
            String claim,
            String volume,
            String storageClass,
            String resourceId,
            String subscription,
            String service,
            String instanceType,
            String location,
            String unit,
            String direction,
            String currency,
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
                    subscription,
                    service,
                    instanceType,
                    location,
                    unit,
                    direction,
                    currency,
                    LabelSet.json(tags),
                    costCategoryId == null ? null : costCategoryId.toString());
        }
    }

    /** The sums of the shares of one group. */
    static final class Row {
        private final AzureReference reference;
        private final RowIds ids;
        private final CloudCluster cluster;
        private final Group group;
        private final TagMapping tagMapping;
        private final CostTotals costs = new CostTotals(AzureBill.COSTS);
        private String subscriptionName;

        private Row(AzureReference reference, RowIds ids, CloudCluster cluster, Group group, TagMapping tagMapping) {
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
            costs.add(share, reference.markup());
            subscriptionName = CodePointOrder.larger(subscriptionName, share.product().accountName());
        }
    }

    private final AzureReference reference;
    private final RowIds ids;
    private final Predicate<String> shownKeys;
    private final TagMapping tagMapping;
    private final Map<LabelSet, LabelSet> shown = new HashMap<>();
    private final Map<Group, Row> rows = new LinkedHashMap<>();

    /**
     * @param shownKeys the keys that labels and tags are restricted to
     * @param tagMapping maps tags, but not the labels beside them: koku does not either
     */
    ProjectTable(AzureReference reference, Predicate<String> shownKeys, TagMapping tagMapping) {
        this.reference = reference;
        this.ids = new RowIds(TABLE.name(), reference.day());
        this.shownKeys = shownKeys;
        this.tagMapping = tagMapping;
    }

    /** @throws HeldBackException if the subscription is NULL, which the table declares NOT NULL */
    void add(AttributedCost share) {
        Product product = share.product();
        if (product.account() == null) {
            throw new HeldBackException(AzureValues.missingSubscription(TABLE.name()));
        }
        Group group = new Group(
                share.cluster().source(),
                share.dataSource(),
                share.namespace(),
                share.node(),
                share.claim(),
                share.volume(),
                share.storageClass(),
                share.resourceId(),
                product.account(),
                product.code(),
                product.instanceType(),
                product.region(),
                share.unit(),
                share.direction() == null || share.direction().isEmpty() ? null : share.direction(),
                product.currency(),
                share.tags() == null ? null : shown.computeIfAbsent(share.tags(), tags -> tags.restrictedTo(shownKeys)),
                share.costCategoryId());
        rows.computeIfAbsent(group, g -> new Row(reference, ids, share.cluster(), g, tagMapping)).add(share);
    }

    void write(DayWriter writer) {
        rows.values().forEach(row -> writer.write(TABLE, row));
    }
}
