package io.costflow.provider;

import io.costflow.lineitem.parquet.ColumnRole;
import io.costflow.lineitem.LineItemRows.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The line items of a report as a table for questions in SQL, under koku's own name (storage layout, A.2).
 *
 * @param name the table's name
 * @param report whose files it is made of
 * @param columns the columns of the files
 */
public record LineItemTable(String name, Report report, List<Column> columns) {

    /** Columns of several lists, one list after another. */
    @SafeVarargs
    public static List<Column> columns(List<Column>... lists) {
        List<Column> all = new ArrayList<>();
        Stream.of(lists).forEach(all::addAll);
        return List.copyOf(all);
    }

    /** Columns of text. */
    public static List<Column> texts(String names) {
        return columns(names, ColumnRole.TEXT);
    }

    /** Columns of doubles. */
    public static List<Column> numbers(String names) {
        return columns(names, ColumnRole.NUMBER);
    }

    /** Columns of doubles that some files hold as text. */
    public static List<Column> numbersOrTexts(String names) {
        return columns(names, ColumnRole.NUMBER_OR_TEXT);
    }

    /** Columns of instants. */
    public static List<Column> times(String names) {
        return columns(names, ColumnRole.TIME);
    }

    private static List<Column> columns(String names, ColumnRole role) {
        return Arrays.stream(names.split(" ")).map(name -> new Column(name, role)).toList();
    }
}
