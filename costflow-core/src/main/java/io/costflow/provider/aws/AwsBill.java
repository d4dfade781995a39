package io.costflow.provider.aws;

import io.costflow.provider.cloud.CloudDayBill;
import io.costflow.provider.cloud.CloudLineItem;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.provider.cloud.ClusterTagKeys;
import io.costflow.provider.aws.AwsLineItems.Daily.Amount;
import io.costflow.provider.aws.AwsLineItems.Daily.Dimension;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.cloud.Direction;
import io.costflow.provider.openshift.LabelTexts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns AWS's line items into what is neutral to providers (E.3). */
final class AwsBill {

    /** The cost measures, in this order in every line item. */
    static final int UNBLENDED = 0;
    static final int BLENDED = 1;
    static final int SAVINGS_PLAN = 2;
    static final int AMORTIZED = 3;
    static final int COSTS = 4;

    /** The columns of the cost measures in every table, each followed by that of its markup. */
    static final String[] COST_COLUMNS = {
        "unblended_cost", "markup_cost", "blended_cost", "markup_cost_blended", "savingsplan_effective_cost", "markup_cost_savingsplan", "calculated_amortized_cost",
        "markup_cost_amortized"
    };

    private final LabelTexts tags;
    private final Map<Product, Product> products = new HashMap<>();

    private AwsBill(Collection<String> enabledKeys) {
        tags = new LabelTexts(ClusterTagKeys.and(enabledKeys)::contains);
    }

    /**
     * The bill of a day.
     *
     * @param daily the line items by the day, of all files in path order
     * @param hourly the resources by the hour, of all files
     * @param enabledKeys the tag keys that are enabled for AWS
     * @param daysInMonth how many days the month of the day has
     */
    static CloudDayBill of(List<GroupTable> daily, List<GroupTable> hourly, Collection<String> enabledKeys, int daysInMonth) {
        AwsBill bill = new AwsBill(enabledKeys);
        List<CloudLineItem> items = new ArrayList<>();
        for (GroupTable table : daily) {
            for (int group = 0; group < table.size(); group++) {
                if (canMatch(table, group)) {
                    items.add(bill.item(table, group));
                }
            }
        }
        return new CloudDayBill(items, new EbsCapacities(hourly, daysInMonth));
    }

    /** A line item without a resource id and without tags can never match. */
    private static boolean canMatch(GroupTable table, int group) {
        String rawTags = nullIfEmpty(Dimension.TAGS.of(table, group));
        return nullIfEmpty(Dimension.RESOURCE_ID.of(table, group)) != null || rawTags != null && !rawTags.equals("{}");
    }

    private CloudLineItem item(GroupTable table, int group) {
        String rawTags = Dimension.TAGS.of(table, group);
        return new CloudLineItem(
                nullIfEmpty(Dimension.RESOURCE_ID.of(table, group)),
                product(table, group),
                tags.labels(rawTags),
                rawTags,
                Dimension.COST_CATEGORY.of(table, group),
                direction(table, group),
                Amount.USAGE_AMOUNT.of(table, group),
                costs(table, group));
    }

    /** The same object for equal products: there are few. */
    private Product product(GroupTable table, int group) {
        Product product = new Product(
                productCode(
                        Dimension.BILLING_ENTITY.of(table, group), Dimension.PRODUCT_CODE.of(table, group), Dimension.PRODUCT_NAME.of(table, group)),
                nullIfEmpty(Dimension.PRODUCT_FAMILY.of(table, group)),
                nullIfEmpty(Dimension.INSTANCE_TYPE.of(table, group)),
                Dimension.ACCOUNT.of(table, group),
                nullIfEmpty(Dimension.AVAILABILITY_ZONE.of(table, group)),
                nullIfEmpty(Dimension.REGION.of(table, group)),
                nullIfEmpty(Dimension.UNIT.of(table, group)),
                nullIfEmpty(Dimension.CURRENCY.of(table, group)));
        Product known = products.putIfAbsent(product, product);
        return known == null ? product : known;
    }

    /** The product's code; what is sold on the marketplace goes by its name if it has one. NULL if there is no text. */
    static String productCode(String billingEntity, String code, String name) {
        String text = "AWS Marketplace".equals(billingEntity) && name != null && !name.isEmpty() ? name : code;
        return nullIfEmpty(text);
    }

    /** Usage that a savings plan covers costs nothing; what the plan costs instead is its effective cost. */
    private static double[] costs(GroupTable table, int group) {
        String type = Dimension.LINE_ITEM_TYPE.of(table, group);
        boolean covered = SavingsPlans.COVERED.equals(type);
        double unblended = Amount.UNBLENDED_COST.of(table, group);
        double savingsPlan = Amount.SAVINGS_PLAN_COST.of(table, group);
        double[] costs = new double[COSTS];
        costs[UNBLENDED] = covered ? 0 : unblended;
        costs[BLENDED] = covered ? 0 : Amount.BLENDED_COST.of(table, group);
        costs[SAVINGS_PLAN] = savingsPlan;
        costs[AMORTIZED] = "Tax".equals(type) || "Usage".equals(type) ? unblended : savingsPlan;
        return costs;
    }

    private static Direction direction(GroupTable table, int group) {
        if (!"AmazonEC2".equals(Dimension.PRODUCT_CODE.of(table, group)) || !"Data Transfer".equals(Dimension.PRODUCT_FAMILY.of(table, group))) {
            return null;
        }
        String usageType = lowerCase(Dimension.USAGE_TYPE.of(table, group));
        String operation = lowerCase(Dimension.OPERATION.of(table, group));
        boolean regional = usageType.contains("regional-bytes");
        if (usageType.contains("in-bytes")) {
            return Direction.IN;
        }
        if (usageType.contains("out-bytes")) {
            return Direction.OUT;
        }
        if (regional && operation.contains("-in")) {
            return Direction.IN;
        }
        return regional && operation.contains("-out") ? Direction.OUT : null;
    }

    private static String lowerCase(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    static String nullIfEmpty(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
