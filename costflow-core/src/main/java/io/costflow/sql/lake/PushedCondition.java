package io.costflow.sql.lake;

import io.costflow.lineitem.parquet.RowCondition;
import io.costflow.lineitem.parquet.TextCondition;
import io.costflow.sql.scan.ConditionTranslation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.ResolvedExpression;

/**
 * What a condition of SQL says of single columns: comparisons with constants, joined by AND, or by OR where all are about one column. The rest says nothing,
 * and is left to Flink, as is all that says more than what is understood here.
 *
 * @param said what must hold where the condition is true; nothing where it is not understood
 * @param exact whether the condition is true wherever that holds
 */
record PushedCondition(List<RowCondition> said, boolean exact) {

    private static final PushedCondition UNKNOWN = new PushedCondition(List.of(), false);

    private static final ConditionTranslation<PushedCondition> TRANSLATION = new ConditionTranslation<>() {
        @Override
        public PushedCondition all(List<PushedCondition> conditions) {
            return PushedCondition.all(conditions);
        }

        @Override
        public PushedCondition either(List<PushedCondition> conditions) {
            return PushedCondition.either(conditions);
        }

        @Override
        public PushedCondition not(PushedCondition condition) {
            return condition.negated();
        }

        @Override
        public PushedCondition isNull(String column) {
            return exactly(new RowCondition.Absent(column));
        }

        @Override
        public PushedCondition isNotNull(String column) {
            return exactly(new RowCondition.Present(column));
        }

        @Override
        public PushedCondition other(ResolvedExpression expression) {
            return expression instanceof CallExpression call
                    ? PushedComparison.of(call.getFunctionDefinition(), call.getResolvedChildren()).orElse(UNKNOWN)
                    : UNKNOWN;
        }
    };

    static PushedCondition of(ResolvedExpression expression) {
        return TRANSLATION.translate(expression);
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
