package io.costflow.provider.azure;

import io.costflow.provider.cloud.AttributedCost;
import io.costflow.provider.cloud.CostColumns;
import io.costflow.provider.cloud.CostSummary;
import io.costflow.provider.cloud.CostSummaryTable;
import io.costflow.publish.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The eight summaries that koku's API serves (Z.8): what each is grouped by, and what it takes. */
enum AzureCostSummary implements CostSummary {
    COST("cost_summary_p", List.of(), false, share -> true),
    BY_ACCOUNT("cost_summary_by_account_p", List.of(), false, share -> true),
    BY_LOCATION("cost_summary_by_location_p", List.of("resource_location"), false, share -> true),
    BY_SERVICE("cost_summary_by_service_p", List.of("service_name"), false, share -> true),
    COMPUTE("compute_summary_p", List.of("instance_type", "resource_id"), true, share -> share.product().instanceType() != null && "Hrs".equals(share.unit())),
    STORAGE("storage_summary_p", List.of("service_name"), true, share -> service(share).contains("Storage") && "GB-Mo".equals(share.unit())),
    NETWORK("network_summary_p", List.of("service_name"), true, share -> Services.NETWORKS.contains(service(share))),
    DATABASE("database_summary_p", List.of("service_name"), true,
            share -> Services.DATABASES.contains(service(share)) || service(share).toLowerCase(Locale.ROOT).contains("database"));

    /** Services by what they are. */
    private static final class Services {
        private static final Set<String> NETWORKS =
                Set.of("Virtual Network", "VPN", "DNS", "Traffic Manager", "ExpressRoute", "Load Balancer", "Application Gateway");
        private static final Set<String> DATABASES = Set.of("Cosmos DB", "Cache for Redis");
    }

    private static final Map<String, Function<AttributedCost, String>> DIMENSIONS = Map.of(
            "resource_location", share -> share.product().region(),
            "service_name", share -> share.product().code(),
            "instance_type", share -> share.product().instanceType(),
            "resource_id", AttributedCost::resourceId);

    static final CostColumns COLUMNS = new CostColumns(
            "subscription_guid",
            Column.text("subscription_name", CostSummaryTable.Row::accountName),
            "usage_quantity",
            "unit_of_measure",
            "currency",
            null,
            AzureBill.COST_COLUMNS);

    private final String name;
    private final List<String> dimensions;
    private final boolean withUsage;
    private final Predicate<AttributedCost> filter;

    AzureCostSummary(String name, List<String> dimensions, boolean withUsage, Predicate<AttributedCost> filter) {
        this.name = name;
        this.dimensions = dimensions;
        this.withUsage = withUsage;
        this.filter = filter;
    }

    @Override
    public String tableName() {
        return "reporting_ocpazure_" + name;
    }

    @Override
    public List<String> dimensions() {
        return dimensions;
    }

    @Override
    public boolean byAccount() {
        return this != COST;
    }

    @Override
    public boolean withUsage() {
        return withUsage;
    }

    @Override
    public boolean takes(AttributedCost share) {
        return filter.test(share);
    }

    @Override
    public List<String> values(AttributedCost share) {
        return Arrays.asList(dimensions.stream().map(dimension -> DIMENSIONS.get(dimension).apply(share)).toArray(String[]::new));
    }

    private static String service(AttributedCost share) {
        return share.product().code() == null ? "" : share.product().code();
    }
}
