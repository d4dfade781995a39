package io.costflow.serve.query;

import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.statement.SyntaxNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Translates expressions over the columns of a relation. What has another meaning in Flink is refused: division and arithmetic other than of doubles, casts that
 * round or format, functions that are not listed here.
 */
final class ExpressionTranslator {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?: (\\d{2}:\\d{2})(:\\d{2}(?:\\.\\d{1,3})?)?)?");
    private static final Pattern LIKE_DAY = Pattern.compile("\\s*[+-]?\\d+-\\d{1,2}-\\d{1,2}(?!\\d)");
    private static final Set<String> AGGREGATES = Set.of("count", "sum", "min", "max", "avg");
    private static final Set<String> UNITS = Set.of("year", "month", "day", "hour");

    private final List<Relation.Column> columns;

    /** What the names of the answer's columns stand for; a name without an owner may mean such a column. */
    private final Map<String, Set<String>> answer;

    ExpressionTranslator(List<Relation.Column> columns) {
        this(columns, Map.of());
    }

    /** @param answer the columns of the answer that names mean first, as in the order of a query: what each of them computes */
    ExpressionTranslator(List<Relation.Column> columns, Map<String, Set<String>> answer) {
        this.columns = columns;
        this.answer = answer;
    }

    Expression translate(SyntaxNode node) throws Untranslatable {
        return switch (node.kind()) {
            case "Identifier" -> column(null, Names.identifier(node), node);
            case "DereferenceExpression" -> dereference(node);
            case "StringLiteral" -> new Expression("CAST(" + text(node.text("value")) + " AS STRING)", Kind.VARCHAR);
            case "LongLiteral" -> wholeNumber(node);
            case "DoubleLiteral" -> new Expression("CAST(" + node.text("value") + " AS DOUBLE)", Kind.DOUBLE);
            case "DecimalLiteral" -> new Expression(node.text("value"), Kind.DECIMAL);
            case "BooleanLiteral" -> new Expression(node.text("value").toUpperCase(Locale.ROOT), Kind.BOOLEAN);
            case "NullLiteral" -> new Expression("NULL", Kind.NOTHING);
            case "GenericLiteral" -> generic(node);
            case "TimestampLiteral" -> time(node.text("value"), ErrorCode.INVALID_LITERAL, node);
            case "Cast" -> cast(node);
            case "ArithmeticUnaryExpression" -> negative(node);
            case "ArithmeticBinaryExpression" -> arithmetic(node);
            case "ComparisonExpression" -> comparison(node);
            case "BetweenPredicate" -> between(node);
            case "InPredicate" -> in(node);
            case "LikePredicate" -> like(node);
            case "IsNullPredicate" -> new Expression("(" + translate(node.node("value")).sql() + " IS NULL)", Kind.BOOLEAN);
            case "IsNotNullPredicate" -> new Expression("(" + translate(node.node("value")).sql() + " IS NOT NULL)", Kind.BOOLEAN);
            case "NotExpression" -> new Expression("(NOT " + condition(node.node("value")) + ")", Kind.BOOLEAN);
            case "LogicalExpression" -> logical(node);
            case "SearchedCaseExpression", "SimpleCaseExpression", "IfExpression" -> choice(node);
            case "CoalesceExpression" -> same("COALESCE", node.nodes("operands"), node);
            case "NullIfExpression" -> same("NULLIF", List.of(node.node("first"), node.node("second")), node);
            case "Extract" -> part(node.text("field"), node.node("expression"), node);
            case "FunctionCall" -> call(node);
            default -> throw new Untranslatable("Costflow does not translate " + node.kind() + " to Flink SQL.", node);
        };
    }

    /** A condition. */
    String condition(SyntaxNode node) throws Untranslatable {
        Expression condition = translate(node);
        if (condition.kind() != Kind.BOOLEAN) {
            throw new Untranslatable(condition.kind() == Kind.NOTHING ? ErrorCode.NOT_SUPPORTED : ErrorCode.TYPE_MISMATCH, "This is no condition.", node);
        }
        return condition.sql();
    }

    static boolean isAggregate(SyntaxNode node) {
        return node.find(call -> call.is("FunctionCall") && AGGREGATES.contains(Names.last(call.nodes("name")))).isPresent();
    }

    private Expression dereference(SyntaxNode node) throws Untranslatable {
        SyntaxNode base = node.node("base");
        SyntaxNode field = node.node("field");
        if (field == null || !base.is("Identifier")) {
            throw new Untranslatable("A column is named with its table or alias alone here, as in t.namespace.", node);
        }
        return column(Names.identifier(base), Names.identifier(field), node);
    }

    private Expression column(String owner, String name, SyntaxNode node) throws Untranslatable {
        List<Relation.Column> found = columns.stream().filter(column -> column.name().equals(name) && (owner == null || column.owner().equals(owner))).toList();
        String shown = owner == null ? name : owner + "." + name;
        boolean isOfAnswer = owner == null && answer.containsKey(name);
        if (isOfAnswer && (found.size() != 1 || !answer.get(name).equals(Set.of(sql(found.get(0)))))) {
            throw new Untranslatable("Costflow orders by the answer's column '" + name + "' alone, not by an expression of it.", node);
        }
        if (found.isEmpty()) {
            throw new Untranslatable(ErrorCode.COLUMN_NOT_FOUND, "Column '" + shown + "' cannot be resolved.", node);
        }
        if (found.size() > 1) {
            throw new Untranslatable(ErrorCode.AMBIGUOUS_NAME, "Column '" + shown + "' is ambiguous.", node);
        }
        return new Expression(sql(found.get(0)), found.get(0).kind());
    }

    private static String sql(Relation.Column column) {
        return Names.quoted(column.owner()) + "." + Names.quoted(column.name());
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static Expression wholeNumber(SyntaxNode node) throws Untranslatable {
        long value;
        try {
            value = Long.parseLong(node.text("value"));
        } catch (NumberFormatException e) {
            throw new Untranslatable("The number is too large.", node);
        }
        return (int) value == value ? new Expression(Long.toString(value), Kind.INTEGER) : new Expression("CAST(" + value + " AS BIGINT)", Kind.BIGINT);
    }

    private static Expression generic(SyntaxNode node) throws Untranslatable {
        String value = node.text("value");
        return switch (node.text("type").toUpperCase(Locale.ROOT)) {
            case "DATE" -> day(value, ErrorCode.INVALID_LITERAL, node);
            case "DOUBLE" -> number(value, node);
            case "VARCHAR" -> new Expression("CAST(" + text(value) + " AS STRING)", Kind.VARCHAR);
            default -> throw new Untranslatable("Costflow does not translate literals of the type " + node.text("type") + ".", node);
        };
    }

    /** @param error what Trino says if the text is no day */
    private static Expression day(String value, ErrorCode error, SyntaxNode node) throws Untranslatable {
        if (!DAY.matcher(value).matches()) {
            throw new Untranslatable(likeDay(value, error), "'" + value + "' is no day that Costflow translates; write it like 2025-10-31.", node);
        }
        try {
            return new Expression("DATE '" + LocalDate.parse(value) + "'", Kind.DATE);
        } catch (DateTimeException e) {
            throw new Untranslatable(error, "'" + value + "' is not a valid date.", node);
        }
    }

    /** @param error what Trino says if the text is no time */
    private static Expression time(String value, ErrorCode error, SyntaxNode node) throws Untranslatable {
        Matcher matcher = TIME.matcher(value);
        if (!matcher.matches()) {
            throw new Untranslatable(
                    likeDay(value, error), "'" + value + "' is no time that Costflow translates; write it like 2025-10-31 12:00:00, without a zone.", node);
        }
        String minutes = matcher.group(2) == null ? "00:00" : matcher.group(2);
        String seconds = matcher.group(3) == null ? ":00" : matcher.group(3);
        try {
            LocalDate.parse(matcher.group(1));
            LocalTime.parse(minutes + seconds);
        } catch (DateTimeException e) {
            throw new Untranslatable(error, "'" + value + "' is not a valid timestamp.", node);
        }
        return new Expression("TIMESTAMP '" + matcher.group(1) + " " + minutes + seconds + "'", Kind.TIMESTAMP);
    }

    /** Trino reads days and times in more forms than are translated, but each begins like a day. */
    private static ErrorCode likeDay(String value, ErrorCode otherwise) {
        return LIKE_DAY.matcher(value).lookingAt() ? ErrorCode.NOT_SUPPORTED : otherwise;
    }

    private static Expression number(String value, SyntaxNode node) throws Untranslatable {
        try {
            Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new Untranslatable(ErrorCode.INVALID_LITERAL, "'" + value + "' is not a valid double.", node);
        }
        return new Expression("CAST(" + text(value) + " AS DOUBLE)", Kind.DOUBLE);
    }

    private Expression cast(SyntaxNode node) throws Untranslatable {
        SyntaxNode inner = node.node("expression");
        String type = Names.type(node.node("type"));
        boolean literal = inner.is("StringLiteral");
        Expression value = translate(inner);
        Kind from = value.kind();
        if (node.flag("safe")) {
            throw new Untranslatable("Costflow does not translate try_cast.", node);
        }
        switch (type) {
            case "double":
                if (from.isNumber()) {
                    return new Expression("CAST(" + value.sql() + " AS DOUBLE)", Kind.DOUBLE);
                }
                break;
            case "bigint":
                if (from == Kind.INTEGER || from == Kind.BIGINT) {
                    return new Expression("CAST(" + value.sql() + " AS BIGINT)", Kind.BIGINT);
                }
                break;
            case "varchar":
                if (from == Kind.VARCHAR || from == Kind.INTEGER || from == Kind.BIGINT) {
                    return new Expression("CAST(" + value.sql() + " AS STRING)", Kind.VARCHAR);
                }
                break;
            case "date":
                if (literal) {
                    return day(inner.text("value"), ErrorCode.INVALID_CAST_ARGUMENT, inner);
                }
                if (from == Kind.DATE || from == Kind.TIMESTAMP) {
                    return new Expression("CAST(" + value.sql() + " AS DATE)", Kind.DATE);
                }
                break;
            case "timestamp":
                if (literal) {
                    return time(inner.text("value"), ErrorCode.INVALID_CAST_ARGUMENT, inner);
                }
                if (from == Kind.DATE) {
                    return asTime(value);
                }
                break;
            default:
                break;
        }
        throw new Untranslatable("Costflow does not translate this cast to " + type + ": it rounds or formats in another way in Flink, or is not known.", node);
    }

    private static Expression asTime(Expression day) {
        return new Expression("CAST(" + day.sql() + " AS TIMESTAMP(3))", Kind.TIMESTAMP);
    }

    private Expression negative(SyntaxNode node) throws Untranslatable {
        Expression value = translate(node.node("value"));
        if (!value.kind().isNumber()) {
            throw new Untranslatable("Only numbers have a sign.", node);
        }
        return new Expression("(" + ("MINUS".equals(node.text("sign")) ? "-" : "+") + value.sql() + ")", value.kind());
    }

    private Expression arithmetic(SyntaxNode node) throws Untranslatable {
        Expression left = translate(node.node("left"));
        Expression right = translate(node.node("right"));
        String operator = switch (node.text("operator")) {
            case "ADD" -> "+";
            case "SUBTRACT" -> "-";
            case "MULTIPLY" -> "*";
            case "DIVIDE" -> "/";
            default -> throw new Untranslatable("Costflow does not translate the remainder of a division.", node);
        };
        if (!left.kind().isNumber() || !right.kind().isNumber()) {
            throw new Untranslatable("Costflow does not translate arithmetic of what is no number.", node);
        }
        if (left.kind() != Kind.DOUBLE && right.kind() != Kind.DOUBLE) {
            throw new Untranslatable("Flink computes " + operator + " of whole numbers and decimals with other types and digits than Trino; cast one side to double.", node);
        }
        return new Expression("(" + left.sql() + " " + operator + " " + right.sql() + ")", Kind.DOUBLE);
    }

    private Expression comparison(SyntaxNode node) throws Untranslatable {
        String operator = switch (node.text("operator")) {
            case "EQUAL" -> "=";
            case "NOT_EQUAL" -> "<>";
            case "LESS_THAN" -> "<";
            case "LESS_THAN_OR_EQUAL" -> "<=";
            case "GREATER_THAN" -> ">";
            case "GREATER_THAN_OR_EQUAL" -> ">=";
            case "IS_DISTINCT_FROM" -> "IS DISTINCT FROM";
            default -> throw new Untranslatable("Costflow does not translate this comparison.", node);
        };
        return new Expression(compared(node.node("left"), operator, node.node("right"), node), Kind.BOOLEAN);
    }

    private String compared(SyntaxNode left, String operator, SyntaxNode right, SyntaxNode node) throws Untranslatable {
        Expression one = translate(left);
        Expression other = translate(right);
        if (!one.kind().isComparedWith(other.kind()) || one.kind() == Kind.OTHER) {
            boolean known = one.kind() != Kind.OTHER && other.kind() != Kind.OTHER;
            throw new Untranslatable(known ? ErrorCode.TYPE_MISMATCH : ErrorCode.NOT_SUPPORTED, "Cannot compare " + one.kind() + " with " + other.kind() + ".", node);
        }
        if (one.kind() == Kind.DATE && other.kind() == Kind.TIMESTAMP) {
            one = asTime(one);
        } else if (one.kind() == Kind.TIMESTAMP && other.kind() == Kind.DATE) {
            other = asTime(other);
        }
        return "(" + plain(left, one) + " " + operator + " " + plain(right, other) + ")";
    }

    /** A text as Flink pushes it down to files and tables: a cast would keep it from that. */
    private static String plain(SyntaxNode node, Expression translated) {
        return node.is("StringLiteral") ? text(node.text("value")) : translated.sql();
    }

    private Expression between(SyntaxNode node) throws Untranslatable {
        SyntaxNode value = node.node("value");
        return new Expression("(" + compared(value, ">=", node.node("min"), node) + " AND " + compared(value, "<=", node.node("max"), node) + ")", Kind.BOOLEAN);
    }

    private Expression in(SyntaxNode node) throws Untranslatable {
        SyntaxNode list = node.node("valueList");
        if (!list.is("InListExpression")) {
            throw new Untranslatable("Costflow does not translate a query within IN.", node);
        }
        List<String> cases = new ArrayList<>();
        for (SyntaxNode value : list.nodes("values")) {
            cases.add(compared(node.node("value"), "=", value, value));
        }
        return new Expression("(" + String.join(" OR ", cases) + ")", Kind.BOOLEAN);
    }

    private Expression like(SyntaxNode node) throws Untranslatable {
        Expression value = translate(node.node("value"));
        SyntaxNode pattern = node.node("pattern");
        if (value.kind() != Kind.VARCHAR || !pattern.is("StringLiteral") || node.node("escape") != null || pattern.text("value").contains("\\")) {
            throw new Untranslatable("Costflow translates LIKE of a text and a literal pattern without an escape only.", node);
        }
        return new Expression("(" + value.sql() + " LIKE " + text(pattern.text("value")) + ")", Kind.BOOLEAN);
    }

    private Expression logical(SyntaxNode node) throws Untranslatable {
        List<String> terms = new ArrayList<>();
        for (SyntaxNode term : node.nodes("terms")) {
            terms.add(condition(term));
        }
        return new Expression("(" + String.join(" " + node.text("operator") + " ", terms) + ")", Kind.BOOLEAN);
    }

    private Expression choice(SyntaxNode node) throws Untranslatable {
        StringBuilder sql = new StringBuilder("(CASE");
        List<Expression> results = new ArrayList<>();
        if (node.is("IfExpression")) {
            Expression result = translate(node.node("trueValue"));
            sql.append(" WHEN ").append(condition(node.node("condition"))).append(" THEN ").append(result.sql());
            results.add(result);
        }
        for (SyntaxNode when : node.nodes("whenClauses")) {
            SyntaxNode operand = when.node("operand");
            String condition = node.is("SimpleCaseExpression") ? compared(node.node("operand"), "=", operand, when) : condition(operand);
            Expression result = translate(when.node("result"));
            sql.append(" WHEN ").append(condition).append(" THEN ").append(result.sql());
            results.add(result);
        }
        SyntaxNode otherwise = node.node(node.is("IfExpression") ? "falseValue" : "defaultValue");
        if (otherwise != null) {
            Expression result = translate(otherwise);
            sql.append(" ELSE ").append(result.sql());
            results.add(result);
        }
        return new Expression(sql.append(" END)").toString(), common(results, node));
    }

    private Expression same(String function, List<SyntaxNode> arguments, SyntaxNode node) throws Untranslatable {
        List<Expression> translated = new ArrayList<>();
        for (SyntaxNode argument : arguments) {
            translated.add(translate(argument));
        }
        String values = translated.stream().map(Expression::sql).collect(Collectors.joining(", "));
        return new Expression(function + "(" + values + ")", common(translated, node));
    }

    /** The kind that all values have: of several, Flink and Trino do not choose alike. */
    private static Kind common(List<Expression> values, SyntaxNode node) throws Untranslatable {
        Kind common = Kind.NOTHING;
        for (Expression value : values) {
            Kind kind = value.kind();
            if (common != Kind.NOTHING && kind != Kind.NOTHING && kind != common || kind == Kind.OTHER || kind == Kind.DECIMAL) {
                throw new Untranslatable("The values must all be of one type, and not decimals; cast them.", node);
            }
            common = kind == Kind.NOTHING ? common : kind;
        }
        return common;
    }

    private Expression part(String field, SyntaxNode of, SyntaxNode node) throws Untranslatable {
        Expression value = translate(of);
        if (!UNITS.contains(field.toLowerCase(Locale.ROOT)) || value.kind() != Kind.TIMESTAMP && (value.kind() != Kind.DATE || field.equalsIgnoreCase("hour"))) {
            throw new Untranslatable("Costflow translates year, month, day and hour of a date or a time only.", node);
        }
        return new Expression("EXTRACT(" + field.toUpperCase(Locale.ROOT) + " FROM " + value.sql() + ")", Kind.BIGINT);
    }

    private Expression call(SyntaxNode node) throws Untranslatable {
        String function = Names.last(node.nodes("name"));
        if (node.nodes("name").size() > 1 || node.node("window") != null || node.node("filter") != null || node.node("orderBy") != null
                || node.node("processingMode") != null || node.text("nullTreatment") != null) {
            throw new Untranslatable("Costflow does not translate " + function + " with a window, a filter or an order.", node);
        }
        List<SyntaxNode> arguments = node.nodes("arguments");
        return AGGREGATES.contains(function) ? aggregate(function, arguments, node) : scalar(function, arguments, node);
    }

    private Expression aggregate(String function, List<SyntaxNode> arguments, SyntaxNode node) throws Untranslatable {
        String distinct = node.flag("distinct") ? "DISTINCT " : "";
        if (function.equals("count") && arguments.isEmpty()) {
            return new Expression("COUNT(*)", Kind.BIGINT);
        }
        if (arguments.size() != 1 || isAggregate(arguments.get(0))) {
            throw new Untranslatable("Costflow does not translate " + function + " of this.", node);
        }
        Expression value = translate(arguments.get(0));
        return switch (function) {
            case "count" -> new Expression("COUNT(" + distinct + value.sql() + ")", Kind.BIGINT);
            case "min", "max" -> {
                require(value.kind() != Kind.OTHER && value.kind() != Kind.BOOLEAN && value.kind() != Kind.NOTHING, function, node);
                yield new Expression(function.toUpperCase(Locale.ROOT) + "(" + value.sql() + ")", value.kind());
            }
            case "sum" -> {
                require(value.kind().isNumber(), function, node);
                boolean whole = value.kind() == Kind.INTEGER || value.kind() == Kind.BIGINT;
                yield whole
                        ? new Expression("SUM(" + distinct + "CAST(" + value.sql() + " AS BIGINT))", Kind.BIGINT)
                        : new Expression("SUM(" + distinct + value.sql() + ")", value.kind());
            }
            default -> {
                require(value.kind() == Kind.DOUBLE, "avg of anything but double", node);
                yield new Expression("AVG(" + distinct + value.sql() + ")", Kind.DOUBLE);
            }
        };
    }

    private static void require(boolean condition, String what, SyntaxNode node) throws Untranslatable {
        if (!condition) {
            throw new Untranslatable("Costflow does not translate " + what + " of this type.", node);
        }
    }

    private Expression scalar(String function, List<SyntaxNode> arguments, SyntaxNode node) throws Untranslatable {
        String known = function + "/" + arguments.size();
        return switch (known) {
            case "lower/1", "upper/1" -> {
                Expression value = translate(arguments.get(0));
                require(value.kind() == Kind.VARCHAR, function, node);
                yield new Expression(function.toUpperCase(Locale.ROOT) + "(" + value.sql() + ")", Kind.VARCHAR);
            }
            case "length/1" -> {
                Expression value = translate(arguments.get(0));
                require(value.kind() == Kind.VARCHAR, function, node);
                yield new Expression("CAST(CHAR_LENGTH(" + value.sql() + ") AS BIGINT)", Kind.BIGINT);
            }
            case "abs/1" -> {
                Expression value = translate(arguments.get(0));
                require(value.kind() == Kind.DOUBLE, function, node);
                yield new Expression("ABS(" + value.sql() + ")", Kind.DOUBLE);
            }
            case "date/1" -> {
                Expression value = translate(arguments.get(0));
                require(value.kind() == Kind.TIMESTAMP || value.kind() == Kind.DATE, function, node);
                yield new Expression("CAST(" + value.sql() + " AS DATE)", Kind.DATE);
            }
            case "year/1", "month/1", "day/1", "hour/1" -> part(function, arguments.get(0), node);
            case "date_trunc/2" -> {
                SyntaxNode unit = arguments.get(0);
                Expression value = translate(arguments.get(1));
                require(unit.is("StringLiteral") && UNITS.contains(unit.text("value")) && value.kind() == Kind.TIMESTAMP, function, node);
                yield new Expression("FLOOR(" + value.sql() + " TO " + unit.text("value").toUpperCase(Locale.ROOT) + ")", Kind.TIMESTAMP);
            }
            default -> throw new Untranslatable("Costflow does not translate the function " + function + " with " + arguments.size() + " arguments.", node);
        };
    }
}
