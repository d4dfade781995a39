package io.costflow.provider.azure;

import static io.costflow.publish.Column.text;

import io.costflow.provider.HeldBackException;
import io.costflow.provider.cloud.AttributedCost;
import io.costflow.provider.cloud.Attribution;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.provider.cloud.CostColumns;
import io.costflow.provider.cloud.CostSummary;
import io.costflow.provider.cloud.CostSummary.Dimension;
import io.costflow.provider.cloud.CostSummaryTable;
import io.costflow.provider.cloud.ProjectColumns;
import io.costflow.provider.cloud.ProjectTable;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tables of the cost of clusters on Azure: by project (Z.6), and the eight summaries that koku's API serves (Z.8). */
final class AzureCostTables {

    /** Services by what they are. */
    private static final Set<String> NETWORKS =
            Set.of("Virtual Network", "VPN", "DNS", "Traffic Manager", "ExpressRoute", "Load Balancer", "Application Gateway");
    private static final Set<String> DATABASES = Set.of("Cosmos DB", "Cache for Redis");

    private static final Dimension LOCATION = new Dimension("resource_location", share -> share.product().region());
    private static final Dimension SERVICE = new Dimension("service_name", share -> share.product().code());
    private static final Dimension INSTANCE_TYPE = new Dimension("instance_type", share -> share.product().instanceType());
    private static final Dimension RESOURCE = new Dimension("resource_id", AttributedCost::resourceId);

    static final ProjectColumns PROJECTS = new ProjectColumns(
            "reporting_ocpazurecostlineitem_project_daily_summary_p",
            List.of(
                    text("subscription_guid", row -> row.product().account()),
                    text("subscription_name", ProjectTable.Row::accountName),
                    text("service_name", row -> row.product().code()),
                    text("instance_type", row -> row.product().instanceType()),
                    text("resource_location", row -> row.product().region()),
                    text("unit_of_measure", row -> row.product().unit())),
            AzureCostTables::grouped,
            "currency",
            null,
            "usage_quantity",
            share -> 1,
            AzureBill.COST_COLUMNS);

    private static final List<CostSummary> SUMMARIES = List.of(
            CostSummary.total("reporting_ocpazure_cost_summary_p"),
            CostSummary.byAccount("reporting_ocpazure_cost_summary_by_account_p"),
            CostSummary.byAccount("reporting_ocpazure_cost_summary_by_location_p", LOCATION),
            CostSummary.byAccount("reporting_ocpazure_cost_summary_by_service_p", SERVICE),
            CostSummary.ofUsage("reporting_ocpazure_compute_summary_p",
                    share -> share.product().instanceType() != null && "Hrs".equals(share.unit()), INSTANCE_TYPE, RESOURCE),
            CostSummary.ofUsage("reporting_ocpazure_storage_summary_p",
                    share -> service(share).contains("Storage") && "GB-Mo".equals(share.unit()), SERVICE),
            CostSummary.ofUsage("reporting_ocpazure_network_summary_p", share -> NETWORKS.contains(service(share)), SERVICE),
            CostSummary.ofUsage("reporting_ocpazure_database_summary_p",
                    share -> DATABASES.contains(service(share)) || service(share).toLowerCase(Locale.ROOT).contains("database"), SERVICE));

    private static final CostColumns COLUMNS = new CostColumns(
            "subscription_guid", text("subscription_name", CostSummaryTable.Row::accountName), "usage_quantity", "unit_of_measure", "currency", null,
            AzureBill.COST_COLUMNS);

    static final Attribution ATTRIBUTION = new Attribution(Azure.TYPE, AzureRules.RULES, PROJECTS, SUMMARIES, COLUMNS);

    private AzureCostTables() {}

    /** The product without the subscription's name, which does not tell rows apart, and with the unit that is shown. */
    private static Product grouped(AttributedCost share) {
        Product product = share.product();
        if (product.account() == null) {
            throw new HeldBackException(AzureValues.missingSubscription(PROJECTS.tableName()));
        }
        return new Product(
                product.code(), product.family(), product.instanceType(), product.account(), product.availabilityZone(), product.region(), share.unit(),
                product.currency());
    }

    private static String service(AttributedCost share) {
        return share.product().code() == null ? "" : share.product().code();
    }
}
