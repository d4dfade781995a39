package io.costflow.provider.cloud;

import io.costflow.provider.HeldBackException;
import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.publish.Column;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What differs between the clouds' tables of cost by project (E.8, Z.6, G.6).
 *
 * @param tableName the table
 * @param product the columns of what was paid for
 * @param grouped gives what of a share's product tells rows apart; throws {@link HeldBackException} if it lacks a value that the table declares NOT NULL
 * @param currency the column of the currency
 * @param costCategory the column of the cloud's own cost category; null if there is none
 * @param usage the column of the used amount
 * @param gigabytes gives how many gigabytes a unit of transferred data has
 * @param costs the columns of the costs, each followed by that of its markup, or by null where none is shown
 */
public record ProjectColumns(
        String tableName,
        List<Column<ProjectTable.Row>> product,
        Function<AttributedCost, Product> grouped,
        String currency,
        String costCategory,
        String usage,
        ToDoubleFunction<AttributedCost> gigabytes,
        String... costs) {

    /** How many costs a line item has. */
    int measures() {
        return costs.length / 2;
    }
}
