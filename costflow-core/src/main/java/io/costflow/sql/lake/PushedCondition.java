package io.costflow.sql.lake;

import io.costflow.lineitem.RowCondition;
import io.costflow.lineitem.TextCondition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;

/**
 * What a condition of SQL says of single columns: comparisons with constants, joined by AND, or by OR where all are about one column. The rest says nothing,
 * and is left to Flink, as is all that says more than what is understood here.
 *
 * @param said what must hold where the condition is true; nothing where it is not understood
 * @param exact whether the condition is true wherever that holds
 */
record PushedCondition(List<RowCondition> said, boolean exact) {

    private static final PushedCondition UNKNOWN = new PushedCondition(List.of(), false);

    static PushedCondition of(ResolvedExpression expression) {
        if (!(expression instanceof CallExpression call)) {
            return UNKNOWN;
        }
        FunctionDefinition function = call.getFunctionDefinition();
        List<ResolvedExpression> operands = call.getResolvedChildren();
        if (function == BuiltInFunctionDefinitions.AND) {
            return all(operands.stream().map(PushedCondition::of).toList());
        }
        if (function == BuiltInFunctionDefinitions.OR) {
            return either(operands.stream().map(PushedCondition::of).toList());
        }
        if (function == BuiltInFunctionDefinitions.NOT) {
            return of(operands.get(0)).negated();
        }
        if (function == BuiltInFunctionDefinitions.IS_NULL && operands.get(0) instanceof FieldReferenceExpression field) {
            return exactly(new RowCondition.Absent(field.getName()));
        }
        if (function == BuiltInFunctionDefinitions.IS_NOT_NULL && operands.get(0) instanceof FieldReferenceExpression field) {
            return exactly(new RowCondition.Present(field.getName()));
        }
        return PushedComparison.of(function, operands).orElse(UNKNOWN);
    }

    /** Means the same as a condition on rows. */
    static PushedCondition exactly(RowCondition condition) {
        return new PushedCondition(List.of(condition), true);
    }

    /** Is true only where a condition on rows holds. */
    static PushedCondition atMost(RowCondition condition) {
        return new PushedCondition(List.of(condition), false);
    }

    private static PushedCondition all(List<PushedCondition> conditions) {
        return new PushedCondition(
                conditions.stream().flatMap(condition -> condition.said().stream()).toList(), conditions.stream().allMatch(PushedCondition::exact));
    }

    private static PushedCondition either(List<PushedCondition> conditions) {
        if (!conditions.stream().allMatch(condition -> condition.said().size() == 1)) {
            return UNKNOWN;
        }
        List<RowCondition> said = conditions.stream().map(condition -> condition.said().get(0)).toList();
        if (said.stream().map(RowCondition::column).distinct().count() > 1) {
            return UNKNOWN;
        }
        if (said.stream().allMatch(TextCondition.class::isInstance)) {
            List<TextCondition> ofText = said.stream().map(TextCondition.class::cast).flatMap(PushedCondition::choices).toList();
            return new PushedCondition(List.of(new TextCondition.Either(ofText)), conditions.stream().allMatch(PushedCondition::exact));
        }
        return around(said).map(PushedCondition::atMost).orElse(UNKNOWN);
    }

    private static Stream<TextCondition> choices(TextCondition condition) {
        return condition instanceof TextCondition.Either either ? either.conditions().stream() : Stream.of(condition);
    }

    /** Bounds around all numbers or times. */
    private static Optional<RowCondition> around(List<RowCondition> bounds) {
        if (bounds.stream().allMatch(RowCondition.NumberWithin.class::isInstance)) {
            return bounds.stream().map(RowCondition.NumberWithin.class::cast)
                    .reduce((a, b) -> new RowCondition.NumberWithin(a.column(), Math.min(a.from(), b.from()), Math.max(a.to(), b.to())))
                    .map(RowCondition.class::cast);
        }
        if (bounds.stream().allMatch(RowCondition.TimeWithin.class::isInstance)) {
            return bounds.stream().map(RowCondition.TimeWithin.class::cast)
                    .reduce((a, b) -> new RowCondition.TimeWithin(a.column(), Math.min(a.from(), b.from()), Math.max(a.to(), b.to())))
                    .map(RowCondition.class::cast);
        }
        return Optional.empty();
    }

    /** Of a test of texts alone: NULL fulfils neither it nor its opposite. */
    private PushedCondition negated() {
        return exact && said.size() == 1 && said.get(0) instanceof TextCondition ofText ? exactly(new TextCondition.Not(ofText)) : UNKNOWN;
    }
}
