package io.costflow.sql.lake;

import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.RowCondition;
import java.io.Serializable;
import java.util.List;

/**
 * What a query needs of a table's columns.
 *
 * @param names the columns of its rows in order, among them those that the folder gives
 * @param ofFile those of them that are read from the files
 * @param conditions what must hold for a row to be wanted
 * @param groups the groups that are needed instead of rows; null for rows
 */
record LakeColumns(List<String> names, List<Column> ofFile, List<RowCondition> conditions, LakeGroups groups) implements Serializable {

    static LakeColumns of(LakeTable table, List<String> names, List<RowCondition> conditions, LakeGroups groups) {
        List<Column> read = table.columns().stream().filter(column -> names.contains(column.name())).toList();
        List<RowCondition> usable = conditions.stream().filter(condition -> names.contains(condition.column())).toList();
        return new LakeColumns(List.copyOf(names), read, usable, groups);
    }

    Column ofFile(String name) {
        return ofFile.stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
    }
}
