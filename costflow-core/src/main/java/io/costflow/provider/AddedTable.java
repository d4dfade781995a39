package io.costflow.provider;

import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.Key;
import java.util.List;

/**
 * A table with a row for each distinct combination of texts that the line items of a source ever had: rows are only added.
 *
 * @param name its name, in the tenant's schema
 * @param report the report that the texts come from
 * @param columns the columns of the report
 * @param storedAs the columns of the table, in the same order, none of which may be NULL
 */
public record AddedTable(String name, Report report, List<String> columns, List<String> storedAs) {

    /** What is taken from the report's files. */
    public Grouping grouping() {
        return new Grouping(name, columns.stream().map(column -> new Key(column, Key.Kind.TEXT, true)).toList(), List.of());
    }
}
