package io.costflow.provider.cloud;

import java.util.List;

/**
 * One of the summaries over attributed cost that koku's API serves (E.9): what it is grouped by, and what it takes. Both follow from a share's product, its
 * unit, and its resource where the product has an instance type.
 */
public interface CostSummary {

    String tableName();

    /** Whether it is grouped by account. */
    boolean byAccount();

    /** Whether it shows cost categories; the one of total cost does, which alone is not grouped by account on most clouds. */
    default boolean withCostCategory() {
        return !byAccount();
    }

    /** The columns that it is grouped by, besides cluster and account. */
    List<String> dimensions();

    /** Whether it shows the used amount and its unit. */
    boolean withUsage();

    boolean takes(AttributedCost share);

    /** A share's values of the dimensions. */
    List<String> values(AttributedCost share);
}
