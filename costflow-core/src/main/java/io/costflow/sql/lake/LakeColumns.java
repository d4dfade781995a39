package io.costflow.sql.lake;

import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.RowCondition;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a query needs of a table's columns and rows.
 *
 * @param names the columns of its rows in order, among them those that the folder gives
 * @param ofFile those of them that are read from the files
 * @param conditions what must hold in a row group that is read
 * @param tests those of them that must hold in each row, and that nobody tests again
 * @param groups the groups that are needed instead of rows; null for rows
 */
record LakeColumns(List<String> names, List<Column> ofFile, List<RowCondition> conditions, List<RowCondition> tests, LakeGroups groups)
        implements Serializable {

    static LakeColumns of(LakeTable table, List<String> names, PushedConditions conditions, LakeGroups groups) {
        Set<String> needed = new HashSet<>(names);
        conditions.tests().forEach(test -> needed.add(test.column()));
        List<Column> read = table.columns().stream().filter(column -> needed.contains(column.name())).toList();
        List<RowCondition> usable = conditions.ofRowGroups().stream().filter(condition -> needed.contains(condition.column())).toList();
        return new LakeColumns(List.copyOf(names), read, usable, conditions.tests(), groups);
    }

    Column ofFile(String name) {
        return ofFile.stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
    }
}
