/**
 * Combines the line items of a Parquet file: what leaves a reader are groups, not rows.
 *
 * <p>A {@link io.costflow.lineitem.LineItemLayout} lists the groupings of a report type, each with its {@link io.costflow.lineitem.Key}s and {@link
 * io.costflow.lineitem.Measure}s. {@link io.costflow.lineitem.LineItemReader} reads a file by it and returns a {@link io.costflow.lineitem.CombinedDay} for
 * each day of the file: one {@link io.costflow.lineitem.GroupTable} per grouping. Questions in SQL read the rows of a file ({@link
 * io.costflow.lineitem.LineItemRows}) or groups that they choose themselves ({@link io.costflow.lineitem.LineItemGroups}).
 *
 * <p>Decoding Parquet is the task of {@code lineitem.parquet}. Here, columns are arrays of numbers, instants and dictionary ids.
 */
package io.costflow.lineitem;
