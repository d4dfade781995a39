package io.costflow.provider.gcp;

import static io.costflow.publish.Column.text;

import io.costflow.provider.HeldBackException;
import io.costflow.provider.cloud.AttributedCost;
import io.costflow.provider.cloud.Attribution;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.provider.cloud.CostColumns;
import io.costflow.provider.cloud.CostSummary;
import io.costflow.provider.cloud.CostSummary.Dimension;
import io.costflow.provider.cloud.ProjectColumns;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tables of the cost of clusters on GCP: by project (G.6), and the nine summaries that koku's API serves (G.7), each of which is grouped by the month of the
 * invoice too.
 */
final class GcpCostTables {

    /** Services by what they are. */
    private static final Set<String> STORAGES = Set.of("Filestore", "Storage", "Cloud Storage", "Data Transfer");
    private static final List<String> NETWORKS = List.of(
            "Network", "VPC", "Firewall", "Route", "IP", "DNS", "CDN", "NAT", "Traffic Director", "Service Discovery", "Cloud Domains",
            "Private Service Connect", "Cloud Armor");
    private static final List<String> DATABASES = List.of("SQL", "Spanner", "Bigtable", "Firestore", "Firebase", "Memorystore", "MongoDB");

    private static final Dimension PROJECT = new Dimension("project_id", share -> share.product().invoiceLine().project());
    private static final Dimension PROJECT_NAME = new Dimension("project_name", share -> share.product().invoiceLine().projectName());
    private static final Dimension REGION = new Dimension("region", share -> share.product().region());
    private static final Dimension SERVICE = new Dimension("service_id", share -> share.product().code());
    private static final Dimension SERVICE_NAME = new Dimension("service_alias", share -> share.product().family());
    private static final Dimension INSTANCE_TYPE = new Dimension("instance_type", share -> share.product().instanceType());
    private static final Dimension INVOICE_MONTH = new Dimension("invoice_month", share -> share.product().invoiceLine().month());

    /** As koku has it. */
    private static final double GIGABYTES_PER_GIBIBYTE = 1.07374;

    static final ProjectColumns PROJECTS = new ProjectColumns(
            "reporting_ocpgcpcostlineitem_project_daily_summary_p",
            List.of(
                    text("account_id", row -> row.product().account()),
                    text("project_id", row -> row.product().invoiceLine().project()),
                    text("project_name", row -> row.product().invoiceLine().projectName()),
                    text("instance_type", row -> row.product().instanceType()),
                    text("service_id", row -> row.product().code()),
                    text("service_alias", row -> row.product().family()),
                    text("sku_id", row -> row.product().invoiceLine().sku()),
                    text("sku_alias", row -> row.product().invoiceLine().skuName()),
                    text("region", row -> row.product().region()),
                    text("unit", row -> row.product().unit()),
                    text("invoice_month", row -> row.product().invoiceLine().month())),
            share -> complete(share.product()),
            "currency",
            null,
            "usage_amount",
            share -> "gibibyte".equals(share.unit()) ? GIGABYTES_PER_GIBIBYTE : 1,
            GcpBill.COST_COLUMNS);

    private static final List<CostSummary> SUMMARIES = List.of(
            CostSummary.total("reporting_ocpgcp_cost_summary_p", INVOICE_MONTH),
            CostSummary.byAccount("reporting_ocpgcp_cost_summary_by_account_p", INVOICE_MONTH),
            new CostSummary("reporting_ocpgcp_cost_summary_by_gcp_project_p", false, List.of(PROJECT, PROJECT_NAME, INVOICE_MONTH), false, false, share -> true),
            CostSummary.byAccount("reporting_ocpgcp_cost_summary_by_region_p", REGION, INVOICE_MONTH),
            CostSummary.byAccount("reporting_ocpgcp_cost_summary_by_service_p", SERVICE, SERVICE_NAME, INVOICE_MONTH),
            CostSummary.ofUsage("reporting_ocpgcp_compute_summary_p", share -> true, INSTANCE_TYPE, INVOICE_MONTH),
            CostSummary.ofUsage("reporting_ocpgcp_storage_summary_p", GcpCostTables::isStorage, SERVICE, SERVICE_NAME, INVOICE_MONTH),
            CostSummary.ofUsage("reporting_ocpgcp_network_summary_p", share -> hasAny(NETWORKS, share), SERVICE, SERVICE_NAME, INVOICE_MONTH),
            CostSummary.ofUsage("reporting_ocpgcp_database_summary_p", share -> hasAny(DATABASES, share), SERVICE, SERVICE_NAME, INVOICE_MONTH));

    private static final CostColumns COLUMNS = new CostColumns("account_id", null, "usage_amount", "unit", "currency", null, GcpBill.COST_COLUMNS);

    static final Attribution ATTRIBUTION = new Attribution(Gcp.TYPE, GcpRules.RULES, PROJECTS, SUMMARIES, COLUMNS);

    private GcpCostTables() {}

    private static Product complete(Product product) {
        requireValue(product.account(), "billing_account_id", "account_id");
        requireValue(product.invoiceLine().project(), "project_id", "project_id");
        requireValue(product.invoiceLine().projectName(), "project_name", "project_name");
        return product;
    }

    private static void requireValue(String value, String ofReport, String column) {
        GcpDailySummary.isNull(value, ofReport, column, PROJECTS.tableName()).ifPresent(problem -> {
            throw new HeldBackException(problem);
        });
    }

    private static boolean isStorage(AttributedCost share) {
        Product product = share.product();
        if (product.family() == null || STORAGES.contains(product.family())) {
            return product.family() != null;
        }
        String sku = product.invoiceLine().skuName();
        return product.family().equals(GcpBill.COMPUTE_ENGINE) && sku != null
                && (sku.toLowerCase(Locale.ROOT).contains(" pd ") || sku.toLowerCase(Locale.ROOT).contains("snapshot"));
    }

    private static boolean hasAny(List<String> parts, AttributedCost share) {
        String service = share.product().family();
        return service != null && parts.stream().anyMatch(service::contains);
    }
}
