package io.costflow.sql.postgres;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;

/**
 * A condition that PostgreSQL tests itself.
 *
 * @param sql its text, with a question mark for each value
 * @param values the values
 */
record PushedCondition(String sql, List<Object> values) implements Serializable {

    private static final Map<FunctionDefinition, String> COMPARISONS = Map.of(
            BuiltInFunctionDefinitions.EQUALS, "=",
            BuiltInFunctionDefinitions.NOT_EQUALS, "<>",
            BuiltInFunctionDefinitions.LESS_THAN, "<",
            BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL, "<=",
            BuiltInFunctionDefinitions.GREATER_THAN, ">",
            BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL, ">=");
    private static final Pattern UUID_AS_WRITTEN_BY_POSTGRES = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The condition that means exactly what the expression does; empty when there is none. Texts are only tested for being the same: orders differ. */
    static Optional<PushedCondition> of(ResolvedExpression expression, PostgresTable table) {
        if (expression instanceof FieldReferenceExpression field && table.column(field.getName()).type() == PostgresType.BOOLEAN) {
            return Optional.of(new PushedCondition(table.column(field.getName()).quoted(), List.of()));
        }
        if (!(expression instanceof CallExpression call)) {
            return Optional.empty();
        }
        FunctionDefinition function = call.getFunctionDefinition();
        List<ResolvedExpression> operands = call.getResolvedChildren();
        if (function == BuiltInFunctionDefinitions.AND || function == BuiltInFunctionDefinitions.OR) {
            return all(operands.stream().map(operand -> of(operand, table)).toList(), function == BuiltInFunctionDefinitions.AND ? " and " : " or ");
        }
        if (function == BuiltInFunctionDefinitions.NOT) {
            return of(operands.get(0), table).map(condition -> new PushedCondition("not (" + condition.sql() + ")", condition.values()));
        }
        if (operands.isEmpty() || !(operands.get(0) instanceof FieldReferenceExpression field)) {
            return Optional.empty();
        }
        PostgresColumn column = table.column(field.getName());
        if (function == BuiltInFunctionDefinitions.IS_NULL || function == BuiltInFunctionDefinitions.IS_NOT_NULL) {
            String test = function == BuiltInFunctionDefinitions.IS_NULL ? " is null" : " is not null";
            return Optional.of(new PushedCondition(column.quoted() + test, List.of()));
        }
        String comparison = COMPARISONS.get(function);
        return comparison != null && operands.get(1) instanceof ValueLiteralExpression literal ? comparison(column, comparison, literal) : Optional.empty();
    }

    /** All of the conditions, or one of them. */
    static Optional<PushedCondition> all(List<Optional<PushedCondition>> conditions, String word) {
        if (conditions.isEmpty() || conditions.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (Optional<PushedCondition> condition : conditions) {
            texts.add("(" + condition.orElseThrow().sql() + ")");
            values.addAll(condition.orElseThrow().values());
        }
        return Optional.of(new PushedCondition(String.join(word, texts), values));
    }

    private static Optional<PushedCondition> comparison(PostgresColumn column, String comparison, ValueLiteralExpression literal) {
        boolean sameness = comparison.equals("=") || comparison.equals("<>");
        return switch (column.type()) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC -> exact(literal).map(value -> pushed(column, comparison, "numeric", value));
            case REAL, DOUBLE -> exact(literal).or(() -> literal.getValueAs(Double.class).map(BigDecimal::valueOf))
                    .map(value -> pushed(column, comparison, "double precision", value));
            case DATE -> literal.getValueAs(LocalDate.class).map(value -> pushed(column, comparison, "date", value));
            case TIMESTAMP -> literal.getValueAs(LocalDateTime.class).map(value -> pushed(column, comparison, "timestamp", value));
            case INSTANT -> literal.getValueAs(Instant.class)
                    .map(value -> pushed(column, comparison, "timestamptz", value.atOffset(ZoneOffset.UTC)));
            case TEXT -> literal.getValueAs(String.class).filter(value -> sameness && value.indexOf('\0') < 0)
                    .map(value -> pushed(column, comparison, "text", value));
            case UUID -> literal.getValueAs(String.class).filter(value -> sameness && UUID_AS_WRITTEN_BY_POSTGRES.matcher(value).matches())
                    .map(value -> pushed(column, comparison, "uuid", value));
            case BOOLEAN, TIME, BYTES, TEXTS, INTEGERS, BIGINTS, AS_TEXT -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> exact(ValueLiteralExpression literal) {
        return literal.getValueAs(BigDecimal.class).or(() -> literal.getValueAs(Long.class).map(BigDecimal::valueOf));
    }

    private static PushedCondition pushed(PostgresColumn column, String comparison, String type, Object value) {
        return new PushedCondition(column.quoted() + " " + comparison + " ?::" + type, List.of(value));
    }
}
