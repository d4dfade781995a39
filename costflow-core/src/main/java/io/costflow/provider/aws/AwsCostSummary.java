package io.costflow.provider.aws;

import io.costflow.provider.cloud.AttributedCost;
import io.costflow.provider.cloud.CostColumns;
import io.costflow.provider.cloud.CostSummary;
import io.costflow.publish.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The eight summaries that koku's API serves (E.9): what each is grouped by, and what it takes. Both follow from a share's product, and from its resource where
 * the product has an instance type.
 */
enum AwsCostSummary implements CostSummary {
    COST("cost_summary_p", List.of(), false, share -> true),
    BY_ACCOUNT("cost_summary_by_account_p", List.of(), false, share -> true),
    BY_REGION("cost_summary_by_region_p", List.of("region", "availability_zone"), false, share -> true),
    BY_SERVICE("cost_summary_by_service_p", List.of("product_code", "product_family"), false, share -> true),
    COMPUTE("compute_summary_p", List.of("instance_type", "resource_id"), true, share -> share.product().instanceType() != null),
    STORAGE("storage_summary_p", List.of("product_family"), true, AwsCostSummary::isStorage),
    DATABASE("database_summary_p", List.of("product_code"), true, share -> isOneOf(Products.DATABASES, share)),
    NETWORK("network_summary_p", List.of("product_code"), true, share -> isOneOf(Products.NETWORKS, share));

    /** Product codes by what they are. */
    private static final class Products {
        private static final Set<String> DATABASES = Set.of(
                "AmazonRDS", "AmazonDynamoDB", "AmazonElastiCache", "AmazonNeptune", "AmazonRedshift", "AmazonDocumentDB");
        private static final Set<String> NETWORKS = Set.of("AmazonVPC", "AmazonCloudFront", "AmazonRoute53", "AmazonAPIGateway");
    }

    private static final Map<String, Function<AttributedCost, String>> DIMENSIONS = Map.of(
            "region", share -> share.product().region(),
            "availability_zone", share -> share.product().availabilityZone(),
            "product_code", share -> share.product().code(),
            "product_family", share -> share.product().family(),
            "instance_type", share -> share.product().instanceType(),
            "resource_id", AttributedCost::resourceId);

    /** The alias of an account comes from koku's tables. */
    static final CostColumns COLUMNS = new CostColumns(
            "usage_account_id",
            Column.integer("account_alias_id", row -> ((AwsReference) row.reference()).accountAlias(row.account())),
            "usage_amount",
            "unit",
            "currency_code",
            MissingValue.CURRENCY_TEXT::of,
            AwsBill.COST_COLUMNS);

    private final String name;
    private final List<String> dimensions;
    private final boolean withUsage;
    private final Predicate<AttributedCost> filter;

    AwsCostSummary(String name, List<String> dimensions, boolean withUsage, Predicate<AttributedCost> filter) {
        this.name = name;
        this.dimensions = dimensions;
        this.withUsage = withUsage;
        this.filter = filter;
    }

    @Override
    public String tableName() {
        return "reporting_ocpaws_" + name;
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

    private static boolean isOneOf(Set<String> products, AttributedCost share) {
        return share.product().code() != null && products.contains(share.product().code());
    }

    private static boolean isStorage(AttributedCost share) {
        String family = share.product().family();
        return family != null && family.contains("Storage") && "GB-Mo".equals(share.product().unit());
    }
}
