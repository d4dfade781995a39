package io.costflow.provider.aws;

import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.text;

import io.costflow.provider.HeldBackException;
import io.costflow.provider.cloud.AttributedCost;
import io.costflow.provider.cloud.Attribution;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.provider.cloud.CostColumns;
import io.costflow.provider.cloud.CostReference;
import io.costflow.provider.cloud.CostSummary;
import io.costflow.provider.cloud.CostSummary.Dimension;
import io.costflow.provider.cloud.ProjectColumns;
import java.util.List;
import java.util.Set;

/** The tables of the cost of clusters on AWS: by project (E.8), and the eight summaries that koku's API serves (E.9). */
final class AwsCostTables {

    /** Product codes by what they are. */
    private static final Set<String> DATABASES = Set.of(
            "AmazonRDS", "AmazonDynamoDB", "AmazonElastiCache", "AmazonNeptune", "AmazonRedshift", "AmazonDocumentDB");
    private static final Set<String> NETWORKS = Set.of("AmazonVPC", "AmazonCloudFront", "AmazonRoute53", "AmazonAPIGateway");

    private static final Dimension REGION = new Dimension("region", share -> share.product().region());
    private static final Dimension ZONE = new Dimension("availability_zone", share -> share.product().availabilityZone());
    private static final Dimension CODE = new Dimension("product_code", share -> share.product().code());
    private static final Dimension FAMILY = new Dimension("product_family", share -> share.product().family());
    private static final Dimension INSTANCE_TYPE = new Dimension("instance_type", share -> share.product().instanceType());
    private static final Dimension RESOURCE = new Dimension("resource_id", AttributedCost::resourceId);

    static final ProjectColumns PROJECTS = new ProjectColumns(
            "reporting_ocpawscostlineitem_project_daily_summary_p",
            List.of(
                    text("product_code", row -> row.product().code()),
                    text("product_family", row -> row.product().family()),
                    text("instance_type", row -> row.product().instanceType()),
                    text("usage_account_id", row -> row.product().account()),
                    integer("account_alias_id", row -> alias(row.reference(), row.product().account())),
                    text("availability_zone", row -> row.product().availabilityZone()),
                    text("region", row -> row.product().region()),
                    text("unit", row -> row.product().unit())),
            share -> complete(share.product()),
            "currency_code",
            "aws_cost_category",
            "usage_amount",
            share -> 1,
            AwsBill.COST_COLUMNS);

    private static final List<CostSummary> SUMMARIES = List.of(
            CostSummary.total("reporting_ocpaws_cost_summary_p"),
            CostSummary.byAccount("reporting_ocpaws_cost_summary_by_account_p"),
            CostSummary.byAccount("reporting_ocpaws_cost_summary_by_region_p", REGION, ZONE),
            CostSummary.byAccount("reporting_ocpaws_cost_summary_by_service_p", CODE, FAMILY),
            CostSummary.ofUsage("reporting_ocpaws_compute_summary_p", share -> share.product().instanceType() != null, INSTANCE_TYPE, RESOURCE),
            CostSummary.ofUsage("reporting_ocpaws_storage_summary_p", AwsCostTables::isStorage, FAMILY),
            CostSummary.ofUsage("reporting_ocpaws_database_summary_p", share -> isOneOf(DATABASES, share), CODE),
            CostSummary.ofUsage("reporting_ocpaws_network_summary_p", share -> isOneOf(NETWORKS, share), CODE));

    /** The alias of an account comes from koku's tables. */
    private static final CostColumns COLUMNS = new CostColumns(
            "usage_account_id",
            integer("account_alias_id", row -> alias(row.reference(), row.account())),
            "usage_amount",
            "unit",
            "currency_code",
            MissingValue.CURRENCY_TEXT::of,
            AwsBill.COST_COLUMNS);

    static final Attribution ATTRIBUTION = new Attribution(Aws.TYPE, AwsRules.RULES, PROJECTS, SUMMARIES, COLUMNS);

    private AwsCostTables() {}

    private static Integer alias(CostReference reference, String account) {
        return ((AwsReference) reference).accountAlias(account);
    }

    private static Product complete(Product product) {
        if (product.account() == null) {
            throw new HeldBackException(MissingValue.ACCOUNT.of(PROJECTS.tableName()));
        }
        if (product.code() == null) {
            throw new HeldBackException(MissingValue.PRODUCT.of(PROJECTS.tableName()));
        }
        return product;
    }

    private static boolean isOneOf(Set<String> products, AttributedCost share) {
        return share.product().code() != null && products.contains(share.product().code());
    }

    private static boolean isStorage(AttributedCost share) {
        String family = share.product().family();
        return family != null && family.contains("Storage") && "GB-Mo".equals(share.product().unit());
    }
}
