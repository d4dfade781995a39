package io.costflow.provider.gcp;

import io.costflow.provider.cloud.AttributedCost;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.provider.cloud.CostColumns;
import io.costflow.provider.cloud.CostSummary;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The nine summaries that koku's API serves (G.7): what each is grouped by, besides the month of the invoice, and what it takes. */
enum GcpCostSummary implements CostSummary {
    COST("cost_summary_p", false, List.of(), false, product -> true),
    BY_ACCOUNT("cost_summary_by_account_p", true, List.of(), false, product -> true),
    BY_PROJECT("cost_summary_by_gcp_project_p", false, List.of("project_id", "project_name"), false, product -> true),
    BY_REGION("cost_summary_by_region_p", true, List.of("region"), false, product -> true),
    BY_SERVICE("cost_summary_by_service_p", true, List.of("service_id", "service_alias"), false, product -> true),
    COMPUTE("compute_summary_p", true, List.of("instance_type"), true, product -> true),
    STORAGE("storage_summary_p", true, List.of("service_id", "service_alias"), true, Services::isStorage),
    NETWORK("network_summary_p", true, List.of("service_id", "service_alias"), true, product -> Services.hasAny(Services.NETWORKS, product)),
    DATABASE("database_summary_p", true, List.of("service_id", "service_alias"), true, product -> Services.hasAny(Services.DATABASES, product));

    /** Services by what they are. */
    private static final class Services {
        private static final Set<String> STORAGES = Set.of("Filestore", "Storage", "Cloud Storage", "Data Transfer");
        private static final List<String> NETWORKS = List.of(
                "Network", "VPC", "Firewall", "Route", "IP", "DNS", "CDN", "NAT", "Traffic Director", "Service Discovery", "Cloud Domains",
                "Private Service Connect", "Cloud Armor");
        private static final List<String> DATABASES = List.of("SQL", "Spanner", "Bigtable", "Firestore", "Firebase", "Memorystore", "MongoDB");

        private static boolean isStorage(Product product) {
            if (product.family() == null || STORAGES.contains(product.family())) {
                return product.family() != null;
            }
            String sku = product.invoiceLine().skuName();
            return product.family().equals(GcpBill.COMPUTE_ENGINE) && sku != null
                    && (sku.toLowerCase(Locale.ROOT).contains(" pd ") || sku.toLowerCase(Locale.ROOT).contains("snapshot"));
        }

        private static boolean hasAny(List<String> parts, Product product) {
            return product.family() != null && parts.stream().anyMatch(product.family()::contains);
        }
    }

    private static final String INVOICE_MONTH = "invoice_month";

    private static final Map<String, Function<Product, String>> DIMENSIONS = Map.of(
            "project_id", product -> product.invoiceLine().project(),
            "project_name", product -> product.invoiceLine().projectName(),
            "region", Product::region,
            "service_id", Product::code,
            "service_alias", Product::family,
            "instance_type", Product::instanceType,
            INVOICE_MONTH, product -> product.invoiceLine().month());

    static final CostColumns COLUMNS = new CostColumns("account_id", null, "usage_amount", "unit", "currency", null, GcpBill.COST_COLUMNS);

    private final String name;
    private final boolean byAccount;
    private final List<String> dimensions;
    private final boolean withUsage;
    private final Predicate<Product> filter;

    GcpCostSummary(String name, boolean byAccount, List<String> dimensions, boolean withUsage, Predicate<Product> filter) {
        this.name = name;
        this.byAccount = byAccount;
        this.dimensions = Stream.concat(dimensions.stream(), Stream.of("invoice_month")).toList();
        this.withUsage = withUsage;
        this.filter = filter;
    }

    @Override
    public String tableName() {
        return "reporting_ocpgcp_" + name;
    }

    @Override
    public List<String> dimensions() {
        return dimensions;
    }

    @Override
    public boolean byAccount() {
        return byAccount;
    }

    @Override
    public boolean withCostCategory() {
        return this == COST;
    }

    @Override
    public boolean withUsage() {
        return withUsage;
    }

    @Override
    public boolean takes(AttributedCost share) {
        return filter.test(share.product());
    }

    @Override
    public List<String> values(AttributedCost share) {
        return Arrays.asList(dimensions.stream().map(dimension -> DIMENSIONS.get(dimension).apply(share.product())).toArray(String[]::new));
    }
}
