package io.costflow.sql.lake;

import io.costflow.lineitem.RowCondition;
import java.util.List;
import org.apache.flink.table.expressions.ResolvedExpression;

/**
 * What the conditions of a query say of single columns.
 *
 * @param ofRowGroups what must hold in a row group with wanted rows
 * @param tests those of them that mean exactly what one of the conditions does
 */
record PushedConditions(List<RowCondition> ofRowGroups, List<RowCondition> tests) {

    /** Of no condition. */
    static final PushedConditions NONE = new PushedConditions(List.of(), List.of());

    /** What all of these expressions say. */
    static PushedConditions of(List<ResolvedExpression> filters) {
        List<PushedCondition> conditions = filters.stream().map(PushedCondition::of).toList();
        return new PushedConditions(
                conditions.stream().flatMap(condition -> condition.said().stream()).toList(),
                conditions.stream().filter(PushedCondition::exact).flatMap(condition -> condition.said().stream()).toList());
    }
}
