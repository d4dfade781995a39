package io.costflow.sql.lake;

import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.RowTotal;
import java.io.Serializable;
import java.util.List;

/**
 * Groups that a query needs instead of rows.
 *
 * @param names the columns that tell groups apart, in order, among them those that the folder gives; their values come first in a row
 * @param keys those of them that are read from the files
 * @param totals what is kept of each group; their values come after those of the columns
 */
record LakeGroups(List<String> names, List<Column> keys, List<RowTotal> totals) implements Serializable {}
