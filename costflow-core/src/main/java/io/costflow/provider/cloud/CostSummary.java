package io.costflow.provider.cloud;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One of the summaries over attributed cost that koku's API serves (E.9): what it is grouped by, and what it takes. Both follow from a share's product, its
 * unit, and its resource where the product has an instance type.
 *
 * @param tableName the table
 * @param byAccount whether it is grouped by account
 * @param dimensions the columns that it is grouped by, besides cluster and account
 * @param withUsage whether it shows the used amount and its unit
 * @param withCostCategory whether it shows the namespaces' cost category
 * @param takes whether it takes a share
 */
public record CostSummary(
        String tableName,
        boolean byAccount,
        List<Dimension> dimensions,
        boolean withUsage,
        boolean withCostCategory,
        Predicate<AttributedCost> takes) {

    /** A column that a summary is grouped by, and its value. */
    public record Dimension(String column, Function<AttributedCost, String> value) {}

    /** The sum of all cost of a cluster, which shows cost categories. */
    public static CostSummary total(String tableName, Dimension... dimensions) {
        return new CostSummary(tableName, false, List.of(dimensions), false, true, share -> true);
    }

    /** All cost by account and some dimensions. */
    public static CostSummary byAccount(String tableName, Dimension... dimensions) {
        return new CostSummary(tableName, true, List.of(dimensions), false, false, share -> true);
    }

    /** Cost and usage of some products, by account and some dimensions. */
    public static CostSummary ofUsage(String tableName, Predicate<AttributedCost> takes, Dimension... dimensions) {
        return new CostSummary(tableName, true, List.of(dimensions), true, false, takes);
    }

    /** A share's values of the dimensions. */
    List<String> values(AttributedCost share) {
        String[] values = new String[dimensions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = dimensions.get(i).value().apply(share);
        }
        return Arrays.asList(values);
    }
}
