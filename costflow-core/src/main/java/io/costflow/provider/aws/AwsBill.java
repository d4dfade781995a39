package io.costflow.provider.aws;

import io.costflow.provider.cloud.CloudDayBill;
import io.costflow.provider.cloud.CloudLineItem;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.provider.aws.AwsLineItems.Daily;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.LabelTexts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns AWS's line items into what is neutral to providers (E.3). */
final class AwsBill {

    /** The cost measures, in this order in every line item. */
    static final int UNBLENDED = 0;
    static final int BLENDED = 1;
    static final int SAVINGS_PLAN = 2;
    static final int AMORTIZED = 3;

    /** Tags that name something in OpenShift always survive this step. */
    private static final Set<String> SPECIAL_KEYS = Set.of("openshift_cluster", "openshift_node", "openshift_project");

    private final LabelTexts tags;
    private final Map<Product, Product> products = new HashMap<>();

    private AwsBill(Collection<String> enabledKeys) {
        Set<String> keptKeys = new HashSet<>(enabledKeys);
        keptKeys.addAll(SPECIAL_KEYS);
        tags = new LabelTexts(keptKeys::contains);
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
                items.add(bill.item(table, group));
            }
        }
        return new CloudDayBill(items, new EbsCapacities(hourly, daysInMonth));
    }

    private CloudLineItem item(GroupTable table, int group) {
        String rawTags = table.text(Daily.TAGS, group);
        return new CloudLineItem(
                nullIfEmpty(table.text(Daily.RESOURCE_ID, group)),
                product(table, group),
                tags.labels(rawTags),
                rawTags,
                table.text(Daily.COST_CATEGORY, group),
                direction(table, group),
                table.number(Daily.USAGE_AMOUNT, group),
                costs(table, group));
    }

    /** The same object for equal products: there are few. */
    private Product product(GroupTable table, int group) {
        Product product = new Product(
                productCode(table, group),
                nullIfEmpty(table.text(Daily.PRODUCT_FAMILY, group)),
                nullIfEmpty(table.text(Daily.INSTANCE_TYPE, group)),
                account(table, group),
                nullIfEmpty(table.text(Daily.AVAILABILITY_ZONE, group)),
                nullIfEmpty(table.text(Daily.REGION, group)),
                nullIfEmpty(table.text(Daily.UNIT, group)),
                nullIfEmpty(table.text(Daily.CURRENCY, group)));
        Product known = products.putIfAbsent(product, product);
        return known == null ? product : known;
    }

    /** Never NULL: koku writes an empty text where a report lacks it, and its tables ask for one. */
    private static String account(GroupTable table, int group) {
        String account = table.text(Daily.ACCOUNT, group);
        return account == null ? "" : account;
    }

    /** What is sold on the marketplace goes by its name. */
    private static String productCode(GroupTable table, int group) {
        String code = nullIfEmpty(table.text(Daily.PRODUCT_CODE, group));
        String name = nullIfEmpty(table.text(Daily.PRODUCT_NAME, group));
        return "AWS Marketplace".equals(table.text(Daily.BILLING_ENTITY, group)) && name != null ? name : code;
    }

    /** Usage that a savings plan covers costs nothing; what the plan costs instead is its effective cost. */
    private static double[] costs(GroupTable table, int group) {
        String type = table.text(Daily.LINE_ITEM_TYPE, group);
        boolean covered = "SavingsPlanCoveredUsage".equals(type);
        double unblended = table.number(Daily.UNBLENDED_COST, group);
        double savingsPlan = table.number(Daily.SAVINGS_PLAN_COST, group);
        double[] costs = new double[4];
        costs[UNBLENDED] = covered ? 0 : unblended;
        costs[BLENDED] = covered ? 0 : table.number(Daily.BLENDED_COST, group);
        costs[SAVINGS_PLAN] = savingsPlan;
        costs[AMORTIZED] = "Tax".equals(type) || "Usage".equals(type) ? unblended : savingsPlan;
        return costs;
    }

    private static String direction(GroupTable table, int group) {
        if (!"AmazonEC2".equals(table.text(Daily.PRODUCT_CODE, group)) || !"Data Transfer".equals(table.text(Daily.PRODUCT_FAMILY, group))) {
            return null;
        }
        String usageType = lowerCase(table.text(Daily.USAGE_TYPE, group));
        String operation = lowerCase(table.text(Daily.OPERATION, group));
        boolean regional = usageType.contains("regional-bytes");
        if (usageType.contains("in-bytes")) {
            return "IN";
        }
        if (usageType.contains("out-bytes")) {
            return "OUT";
        }
        if (regional && operation.contains("-in")) {
            return "IN";
        }
        return regional && operation.contains("-out") ? "OUT" : null;
    }

    private static String lowerCase(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static String nullIfEmpty(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
