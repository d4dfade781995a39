package io.costflow.provider.aws;

import io.costflow.provider.cloud.AttributedCost;
import io.costflow.provider.cloud.CloudCluster;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.provider.cloud.Numbers;
import io.costflow.provider.openshift.LabelSet;
import io.costflow.provider.openshift.LabelTexts;
import io.costflow.publish.CopyText;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishedTable;
import io.costflow.publish.RowIds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The table of cost by project (E.8): shares that agree in everything that is shown are added up. */
final class ProjectTable {

    static final PublishedTable TABLE = new PublishedTable(
            "reporting_ocpawscostlineitem_project_daily_summary_p",
            "uuid",
            List.of(
                    "uuid",
                    "usage_start",
                    "usage_end",
                    "source_uuid",
                    "report_period_id",
                    "cost_entry_bill_id",
                    "cluster_id",
                    "cluster_alias",
                    "data_source",
                    "namespace",
                    "node",
                    "persistentvolumeclaim",
                    "persistentvolume",
                    "storageclass",
                    "resource_id",
                    "product_code",
                    "product_family",
                    "instance_type",
                    "usage_account_id",
                    "account_alias_id",
                    "availability_zone",
                    "region",
                    "unit",
                    "data_transfer_direction",
                    "currency_code",
                    "pod_labels",
                    "tags",
                    "aws_cost_category",
                    "cost_category_id",
                    "usage_amount",
                    "infrastructure_data_in_gigabytes",
                    "infrastructure_data_out_gigabytes",
                    "unblended_cost",
                    "markup_cost",
                    "blended_cost",
                    "markup_cost_blended",
                    "savingsplan_effective_cost",
                    "markup_cost_savingsplan",
                    "calculated_amortized_cost",
                    "markup_cost_amortized"),
            null);

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
            return Arrays.asList(
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
                    product.currency(),
                    direction,
                    json(tags),
                    json(costCategory),
                    costCategoryId == null ? null : costCategoryId.toString());
        }
    }

    private static final class Totals {
        private final CostTotals costs = new CostTotals();
        private double dataIn = Numbers.NULL;
        private double dataOut = Numbers.NULL;
        private CloudCluster cluster;
    }

    private final AwsDayReference reference;
    private final Predicate<String> shownKeys;
    private final Map<LabelSet, LabelSet> shown = new HashMap<>();
    private final LabelTexts costCategories = new LabelTexts(key -> true);
    private final Map<Group, Totals> groups = new LinkedHashMap<>();

    /**
     * @param shownKeys the keys that labels and tags are restricted to
     */
    ProjectTable(AwsDayReference reference, Predicate<String> shownKeys) {
        this.reference = reference;
        this.shownKeys = shownKeys;
    }

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
                share.product(),
                share.direction(),
                share.tags() == null ? null : shown.computeIfAbsent(share.tags(), tags -> tags.restrictedTo(shownKeys)),
                costCategories.labels(share.costCategory()),
                share.costCategoryId());
        Totals totals = groups.computeIfAbsent(group, g -> new Totals());
        totals.cluster = totals.cluster == null ? share.cluster() : totals.cluster;
        totals.costs.add(share, reference.markup());
        totals.dataIn = Numbers.sum(totals.dataIn, "IN".equals(share.direction()) ? share.usage() : 0);
        totals.dataOut = Numbers.sum(totals.dataOut, "OUT".equals(share.direction()) ? share.usage() : 0);
    }

    void write(DayWriter writer) {
        RowIds ids = new RowIds(TABLE.name(), reference.day());
        groups.forEach((group, totals) -> {
            Product product = group.product();
            CopyText row = writer.next(TABLE.name());
            row.uuid(ids.of(group.identity(), 0))
                    .date(reference.day().day())
                    .date(reference.day().day())
                    .text(reference.day().source())
                    .integer(totals.cluster.reportPeriod())
                    .integer(reference.bill())
                    .text(totals.cluster.id())
                    .text(totals.cluster.alias())
                    .text(group.dataSource())
                    .text(group.namespace())
                    .text(group.node())
                    .text(group.claim())
                    .text(group.volume())
                    .text(group.storageClass())
                    .text(group.resourceId())
                    .text(product.code())
                    .text(product.family())
                    .text(product.instanceType())
                    .text(product.account())
                    .integer(reference.accountAlias(product.account()))
                    .text(product.availabilityZone())
                    .text(product.region())
                    .text(product.unit())
                    .text(group.direction())
                    .text(product.currency())
                    .json(json(group.tags()))
                    .json(json(group.tags()))
                    .json(json(group.costCategory()))
                    .integer(group.costCategoryId())
                    .number(totals.costs.usage())
                    .number(CostTotals.orNull(totals.dataIn))
                    .number(CostTotals.orNull(totals.dataOut));
            totals.costs.write(row);
            row.endRow();
        });
    }

    private static String json(LabelSet labels) {
        return labels == null ? null : labels.json();
    }
}
