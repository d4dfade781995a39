package io.costflow.sql.lake;

import io.costflow.day.CodePointOrder;
import io.costflow.lineitem.RowCondition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * What a condition of SQL says of single columns: comparisons with constants, joined by AND, or by OR where both sides are about one column. The rest says
 * nothing, and is left to Flink, as is all that says more than what is understood here.
 *
 * @param ofRowGroups what must hold in a row group with wanted rows
 * @param tests those of them that mean exactly what a part of the condition does
 */
record PushedConditions(List<RowCondition> ofRowGroups, List<RowCondition> tests) {

    /** Of no condition. */
    static final PushedConditions NONE = new PushedConditions(List.of(), List.of());

    private static final long MICROS_PER_MILLI = 1000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    /** What a comparison becomes when its sides are exchanged. */
    private static final Map<FunctionDefinition, FunctionDefinition> EXCHANGED = Map.of(
            BuiltInFunctionDefinitions.EQUALS, BuiltInFunctionDefinitions.EQUALS,
            BuiltInFunctionDefinitions.LESS_THAN, BuiltInFunctionDefinitions.GREATER_THAN,
            BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL, BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL,
            BuiltInFunctionDefinitions.GREATER_THAN, BuiltInFunctionDefinitions.LESS_THAN,
            BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL, BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL);

    /** What all of these expressions say. */
    static PushedConditions of(List<ResolvedExpression> filters) {
        return new PushedConditions(
                filters.stream().flatMap(filter -> of(filter).stream()).toList(),
                filters.stream().filter(PushedConditions::isExact).flatMap(filter -> of(filter).stream()).toList());
    }

    /** Whether an expression is true exactly where what was understood of it holds. */
    static boolean isExact(ResolvedExpression expression) {
        if (!(expression instanceof CallExpression call)) {
            return false;
        }
        List<ResolvedExpression> operands = call.getResolvedChildren();
        if (call.getFunctionDefinition() == BuiltInFunctionDefinitions.AND) {
            return operands.stream().allMatch(PushedConditions::isExact);
        }
        List<RowCondition> said = of(expression);
        if (said.size() != 1 || call.getFunctionDefinition() == BuiltInFunctionDefinitions.OR) {
            return false;
        }
        return operands.stream().allMatch(operand -> !(operand instanceof ValueLiteralExpression literal) || isExact(said.get(0), literal));
    }

    /** Texts are tested for being the same only; numbers and times, where the constant is one that the column can hold. */
    private static boolean isExact(RowCondition said, ValueLiteralExpression literal) {
        LogicalTypeRoot type = literal.getOutputDataType().getLogicalType().getTypeRoot();
        if (said instanceof RowCondition.TextWithin within) {
            return within.from() != null && within.from().equals(within.to());
        }
        if (said instanceof RowCondition.TimeWithin) {
            return type == LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE
                    && literal.getValueAs(LocalDateTime.class).filter(time -> time.getNano() % NANOS_PER_MILLI == 0).isPresent();
        }
        return said instanceof RowCondition.NumberWithin && type == LogicalTypeRoot.DOUBLE;
    }

    /** What must hold for a row to fulfil the expression; empty when nothing is known. */
    private static List<RowCondition> of(ResolvedExpression expression) {
        if (!(expression instanceof CallExpression call)) {
            return List.of();
        }
        FunctionDefinition function = call.getFunctionDefinition();
        List<ResolvedExpression> operands = call.getResolvedChildren();
        if (function == BuiltInFunctionDefinitions.AND) {
            return operands.stream().flatMap(operand -> of(operand).stream()).toList();
        }
        if (function == BuiltInFunctionDefinitions.OR) {
            return operands.stream().map(PushedConditions::single).reduce(PushedConditions::either).flatMap(found -> found).stream().toList();
        }
        if (operands.size() == 1 && operands.get(0) instanceof FieldReferenceExpression field) {
            if (function == BuiltInFunctionDefinitions.IS_NULL) {
                return List.of(new RowCondition.Absent(field.getName()));
            }
            return function == BuiltInFunctionDefinitions.IS_NOT_NULL ? List.of(new RowCondition.Present(field.getName())) : List.of();
        }
        return comparison(function, operands).stream().toList();
    }

    private static Optional<RowCondition> single(ResolvedExpression expression) {
        List<RowCondition> conditions = of(expression);
        return conditions.size() == 1 ? Optional.of(conditions.get(0)) : Optional.empty();
    }

    private static Optional<RowCondition> comparison(FunctionDefinition function, List<ResolvedExpression> operands) {
        if (operands.size() != 2 || !EXCHANGED.containsKey(function)) {
            return Optional.empty();
        }
        if (operands.get(0) instanceof FieldReferenceExpression field && operands.get(1) instanceof ValueLiteralExpression literal) {
            return comparison(field.getName(), function, literal);
        }
        if (operands.get(1) instanceof FieldReferenceExpression field && operands.get(0) instanceof ValueLiteralExpression literal) {
            return comparison(field.getName(), EXCHANGED.get(function), literal);
        }
        return Optional.empty();
    }

    private static Optional<RowCondition> comparison(String column, FunctionDefinition function, ValueLiteralExpression literal) {
        boolean without = function == BuiltInFunctionDefinitions.LESS_THAN || function == BuiltInFunctionDefinitions.GREATER_THAN;
        boolean from = function != BuiltInFunctionDefinitions.LESS_THAN && function != BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL;
        boolean to = function != BuiltInFunctionDefinitions.GREATER_THAN && function != BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL;
        return switch (literal.getOutputDataType().getLogicalType().getTypeRoot()) {
            case CHAR, VARCHAR -> literal.getValueAs(String.class)
                    .map(text -> new RowCondition.TextWithin(column, from ? text : null, to ? text : null));
            case DOUBLE -> literal.getValueAs(Double.class)
                    .map(number -> new RowCondition.NumberWithin(
                            column,
                            from ? without ? Math.nextUp(number) : number : Double.NEGATIVE_INFINITY,
                            to ? without ? Math.nextDown(number) : number : Double.POSITIVE_INFINITY));
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, FLOAT -> number(literal)
                    .map(number -> new RowCondition.NumberWithin(
                            column, from ? number : Double.NEGATIVE_INFINITY, to ? number : Double.POSITIVE_INFINITY));
            case DATE, TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> micros(literal)
                    .map(micros -> new RowCondition.TimeWithin(column, from ? micros : Long.MIN_VALUE + 1, to ? micros + MICROS_PER_MILLI - 1 : Long.MAX_VALUE))
                    .map(within -> isExact(within, literal) && without ? inside(within, from) : within);
            default -> Optional.empty();
        };
    }

    /** Without the millisecond at the bound. */
    private static RowCondition.TimeWithin inside(RowCondition.TimeWithin within, boolean from) {
        return from
                ? new RowCondition.TimeWithin(within.column(), within.from() + MICROS_PER_MILLI, within.to())
                : new RowCondition.TimeWithin(within.column(), within.from(), within.to() - MICROS_PER_MILLI);
    }

    private static Optional<Double> number(ValueLiteralExpression literal) {
        return literal.getValueAs(Number.class).or(() -> literal.getValueAs(BigDecimal.class)).map(Number::doubleValue);
    }

    /** Times are compared in milliseconds. */
    private static Optional<Long> micros(ValueLiteralExpression literal) {
        return literal.getValueAs(LocalDateTime.class)
                .or(() -> literal.getValueAs(LocalDate.class).map(LocalDate::atStartOfDay))
                .map(time -> time.toInstant(ZoneOffset.UTC))
                .map(instant -> ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MILLIS)));
    }

    /** What holds if one or the other does: bounds around both. */
    private static Optional<RowCondition> either(Optional<RowCondition> one, Optional<RowCondition> other) {
        if (one.isEmpty() || other.isEmpty() || !one.get().column().equals(other.get().column())) {
            return Optional.empty();
        }
        if (one.get() instanceof RowCondition.NumberWithin a && other.get() instanceof RowCondition.NumberWithin b) {
            return Optional.of(new RowCondition.NumberWithin(a.column(), Math.min(a.from(), b.from()), Math.max(a.to(), b.to())));
        }
        if (one.get() instanceof RowCondition.TimeWithin a && other.get() instanceof RowCondition.TimeWithin b) {
            return Optional.of(new RowCondition.TimeWithin(a.column(), Math.min(a.from(), b.from()), Math.max(a.to(), b.to())));
        }
        if (one.get() instanceof RowCondition.TextWithin a && other.get() instanceof RowCondition.TextWithin b) {
            return Optional.of(new RowCondition.TextWithin(a.column(), outer(a.from(), b.from(), true), outer(a.to(), b.to(), false)));
        }
        return Objects.equals(one, other) ? one : Optional.empty();
    }

    /** The order of code points is that of the bytes of UTF-8. */
    private static String outer(String one, String other, boolean least) {
        if (one == null || other == null) {
            return null;
        }
        int order = CodePointOrder.INSTANCE.compare(one, other);
        return order < 0 == least ? one : other;
    }
}
