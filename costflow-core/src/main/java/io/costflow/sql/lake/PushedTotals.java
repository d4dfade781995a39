package io.costflow.sql.lake;

import io.costflow.lineitem.LineItemGroups.Aggregate;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.parquet.ColumnRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.expressions.AggregateExpression;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * What the reader can do of a GROUP BY: sums, least and greatest values of numbers, and counts of rows, by texts and times. Everything else is left to Flink,
 * and so is adding up what different files come to.
 */
final class PushedTotals {

    private final List<Column> columns;
    private final List<String> names;

    /**
     * @param columns the table's columns of the files
     * @param names the columns of the rows as they are so far
     */
    PushedTotals(List<Column> columns, List<String> names) {
        this.columns = columns;
        this.names = names;
    }

    /** The groups, if all of it can be done. */
    Optional<LakeGroups> of(List<int[]> groupings, List<AggregateExpression> aggregates) {
        if (groupings.size() != 1 || groupings.get(0).length > 0 && aggregates.stream().allMatch(PushedTotals::isCount)) {
            return Optional.empty();
        }
        List<String> keys = Arrays.stream(groupings.get(0)).mapToObj(names::get).toList();
        List<Column> ofFile = columns.stream().filter(column -> keys.contains(column.name())).toList();
        List<Aggregate> totals = new ArrayList<>();
        aggregates.forEach(aggregate -> total(aggregate).ifPresent(totals::add));
        // numbers as keys would have to be compared as Flink does it
        boolean all = totals.size() == aggregates.size() && ofFile.stream().noneMatch(column -> column.role() == ColumnRole.NUMBER || column.role() == ColumnRole.NUMBER_OR_TEXT);
        return all ? Optional.of(new LakeGroups(keys, ofFile, totals)) : Optional.empty();
    }

    /**
     * Whether it only counts. Flink's rule forgets what is computed between rows and groups when there are counts alone: a group by month would be one by the hour
     * that the month is taken from.
     */
    private static boolean isCount(AggregateExpression aggregate) {
        return aggregate.getFunctionDefinition().getClass().getSimpleName().startsWith("Count");
    }

    private Optional<Aggregate> total(AggregateExpression aggregate) {
        if (aggregate.isDistinct() || aggregate.isApproximate() || aggregate.getFilterExpression().isPresent()) {
            return Optional.empty();
        }
        LogicalTypeRoot type = aggregate.getOutputDataType().getLogicalType().getTypeRoot();
        // by name: on a cluster the planner's classes are out of reach
        String function = aggregate.getFunctionDefinition().getClass().getSimpleName();
        if (function.equals("Count1AggFunction") && type == LogicalTypeRoot.BIGINT) {
            return Optional.of(new Aggregate(Aggregate.Function.COUNT, null));
        }
        if (aggregate.getArgs().size() != 1 || type != LogicalTypeRoot.DOUBLE) {
            return Optional.empty();
        }
        String column = aggregate.getArgs().get(0).getName();
        return switch (function) {
            case "DoubleSumAggFunction" -> Optional.of(new Aggregate(Aggregate.Function.SUM, column));
            case "DoubleMinAggFunction" -> Optional.of(new Aggregate(Aggregate.Function.MIN, column));
            case "DoubleMaxAggFunction" -> Optional.of(new Aggregate(Aggregate.Function.MAX, column));
            default -> Optional.empty();
        };
    }
}
