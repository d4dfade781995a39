package io.costflow.sql.lake;

import io.costflow.lineitem.RowCondition;
import io.costflow.lineitem.TextCondition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * A column compared with a constant. Texts are tested for being the same, or for how they begin; numbers and times, where the constant is one that Flink
 * compares as the column's type. Other comparisons give bounds.
 */
final class PushedComparison {
    private static final long MICROS_PER_MILLI = 1000;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int EXACT_DIGITS = 15;

    /** A pattern of LIKE that has nothing special but one percent sign at its end. */
    private static final Pattern BEGINNING = Pattern.compile("[^%_\\\\]+%");

    /** What a comparison becomes when its sides are exchanged. */
    private static final Map<FunctionDefinition, FunctionDefinition> EXCHANGED = Map.of(
            BuiltInFunctionDefinitions.EQUALS, BuiltInFunctionDefinitions.EQUALS,
            BuiltInFunctionDefinitions.NOT_EQUALS, BuiltInFunctionDefinitions.NOT_EQUALS,
            BuiltInFunctionDefinitions.LESS_THAN, BuiltInFunctionDefinitions.GREATER_THAN,
            BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL, BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL,
            BuiltInFunctionDefinitions.GREATER_THAN, BuiltInFunctionDefinitions.LESS_THAN,
            BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL, BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL);

    private final String column;
    private final LogicalType columnType;
    private final FunctionDefinition comparison;
    private final ValueLiteralExpression constant;
    private final LogicalTypeRoot type;

    private PushedComparison(FieldReferenceExpression field, FunctionDefinition comparison, ValueLiteralExpression constant) {
        this.column = field.getName();
        this.columnType = field.getOutputDataType().getLogicalType();
        this.comparison = comparison;
        this.constant = constant;
        this.type = constant.getOutputDataType().getLogicalType().getTypeRoot();
    }

    /** What a function says of its operands; empty when it is no comparison of a column with a constant. */
    static Optional<PushedCondition> of(FunctionDefinition function, List<ResolvedExpression> operands) {
        if (operands.size() != 2) {
            return Optional.empty();
        }
        if (operands.get(0) instanceof FieldReferenceExpression field && operands.get(1) instanceof ValueLiteralExpression constant) {
            return new PushedComparison(field, function, constant).understood();
        }
        if (operands.get(1) instanceof FieldReferenceExpression field && operands.get(0) instanceof ValueLiteralExpression constant) {
            return Optional.ofNullable(EXCHANGED.get(function)).flatMap(exchanged -> new PushedComparison(field, exchanged, constant).understood());
        }
        return Optional.empty();
    }

    private Optional<PushedCondition> understood() {
        if (is(BuiltInFunctionDefinitions.LIKE)) {
            return constant.getValueAs(String.class).filter(pattern -> BEGINNING.matcher(pattern).matches())
                    .map(pattern -> new TextCondition.Starting(column, pattern.substring(0, pattern.length() - 1)))
                    .map(PushedCondition::exactly);
        }
        if (!EXCHANGED.containsKey(comparison) || !isOfColumnsKind()) {
            return Optional.empty();
        }
        return switch (type) {
            case CHAR, VARCHAR -> constant.getValueAs(String.class).map(this::ofText);
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL -> number().filter(number -> !isUnequal()).map(this::ofNumber);
            case DATE, TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> micros().filter(micros -> !isUnequal()).map(this::ofTime);
            default -> Optional.empty();
        };
    }

    /** Flink compares times with texts, and numbers too, in its own way. */
    private boolean isOfColumnsKind() {
        return Stream.of(LogicalTypeFamily.CHARACTER_STRING, LogicalTypeFamily.NUMERIC, LogicalTypeFamily.DATETIME)
                .anyMatch(kind -> columnType.is(kind) && constant.getOutputDataType().getLogicalType().is(kind));
    }

    private PushedCondition ofText(String text) {
        TextCondition.Within only = TextCondition.Within.only(column, text);
        if (isUnequal()) {
            return PushedCondition.exactly(new TextCondition.Not(only));
        }
        return is(BuiltInFunctionDefinitions.EQUALS)
                ? PushedCondition.exactly(only)
                : PushedCondition.atMost(new TextCondition.Within(column, hasFrom() ? text : null, hasTo() ? text : null));
    }

    private PushedCondition ofNumber(double number) {
        boolean exact = isComparedAsDouble();
        boolean without = exact && excludesBound();
        double from = without ? Math.nextUp(number) : number;
        double to = without ? Math.nextDown(number) : number;
        return new PushedCondition(
                List.of(new RowCondition.NumberWithin(column, hasFrom() ? from : Double.NEGATIVE_INFINITY, hasTo() ? to : Double.POSITIVE_INFINITY)), exact);
    }

    /** Flink makes a double of a decimal in its own way, which rounds once up to {@value #EXACT_DIGITS} digits, and tells its zero from a negative one. */
    private boolean isComparedAsDouble() {
        return type != LogicalTypeRoot.DECIMAL
                || constant.getValueAs(BigDecimal.class).filter(number -> number.precision() <= EXACT_DIGITS && number.signum() != 0).isPresent();
    }

    /** Times are compared in milliseconds: the bound is one of them whole, in microseconds. */
    private PushedCondition ofTime(long micros) {
        boolean exact = isWholeMillisecond();
        long without = exact && excludesBound() ? MICROS_PER_MILLI : 0;
        long from = hasFrom() ? micros + without : Long.MIN_VALUE + 1;
        long to = hasTo() ? micros + MICROS_PER_MILLI - 1 - without : Long.MAX_VALUE;
        return new PushedCondition(List.of(new RowCondition.TimeWithin(column, from, to)), exact);
    }

    private boolean isWholeMillisecond() {
        return type == LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE
                && constant.getValueAs(LocalDateTime.class).filter(time -> time.getNano() % NANOS_PER_MILLI == 0).isPresent();
    }

    private boolean hasFrom() {
        return !is(BuiltInFunctionDefinitions.LESS_THAN) && !is(BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL);
    }

    private boolean hasTo() {
        return !is(BuiltInFunctionDefinitions.GREATER_THAN) && !is(BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL);
    }

    private boolean excludesBound() {
        return is(BuiltInFunctionDefinitions.LESS_THAN) || is(BuiltInFunctionDefinitions.GREATER_THAN);
    }

    private boolean isUnequal() {
        return is(BuiltInFunctionDefinitions.NOT_EQUALS);
    }

    private boolean is(FunctionDefinition function) {
        return comparison == function;
    }

    private Optional<Double> number() {
        return constant.getValueAs(Number.class).or(() -> constant.getValueAs(BigDecimal.class)).map(Number::doubleValue);
    }

    private Optional<Long> micros() {
        return constant.getValueAs(LocalDateTime.class)
                .or(() -> constant.getValueAs(LocalDate.class).map(LocalDate::atStartOfDay))
                .map(time -> time.toInstant(ZoneOffset.UTC))
                .map(instant -> ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MILLIS)));
    }
}
