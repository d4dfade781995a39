package io.costflow.serve.statement;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the conditions of a statement compare its columns with, by the last part of a column's name, wherever in the statement that is. */
public final class Conditions {

    private static final int DATE_LENGTH = 10;

    private final Map<String, Set<String>> equal = new LinkedHashMap<>();
    private final Map<String, LocalDate> first = new LinkedHashMap<>();
    private final Map<String, LocalDate> last = new LinkedHashMap<>();

    private Conditions() {}

    static Conditions of(SyntaxNode statement) {
        Conditions conditions = new Conditions();
        statement.all("ComparisonExpression").forEach(conditions::compare);
        statement.all("InPredicate").forEach(conditions::addList);
        return conditions;
    }

    /** The values that a column is compared with for being the same, in the order of the text. */
    public List<String> values(String column) {
        return List.copyOf(equal.getOrDefault(column, Set.of()));
    }

    /** The one value that a column must have; empty if there is none, or several. */
    public Optional<String> value(String column) {
        List<String> values = values(column);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    public Set<String> columns() {
        return equal.keySet();
    }

    /** The first day that a column's lower bound admits. */
    public Optional<LocalDate> firstDay(String column) {
        return Optional.ofNullable(first.get(column));
    }

    /** The last day that a column's upper bound admits. */
    public Optional<LocalDate> lastDay(String column) {
        return Optional.ofNullable(last.get(column));
    }

    private void compare(SyntaxNode comparison) {
        SyntaxNode left = comparison.node("left");
        SyntaxNode right = comparison.node("right");
        Optional<String> column = column(left);
        if (column.isEmpty()) {
            return;
        }
        String operator = comparison.text("operator");
        if ("EQUAL".equals(operator)) {
            Literals.text(right).ifPresent(value -> equal.computeIfAbsent(column.get(), name -> new LinkedHashSet<>()).add(value));
            return;
        }
        day(right).ifPresent(day -> {
            switch (operator) {
                case "GREATER_THAN_OR_EQUAL" -> first.merge(column.get(), day, (one, other) -> one.isBefore(other) ? one : other);
                case "LESS_THAN_OR_EQUAL" -> last.merge(column.get(), day, (one, other) -> one.isAfter(other) ? one : other);
                case "LESS_THAN" -> last.merge(column.get(), day.minusDays(1), (one, other) -> one.isAfter(other) ? one : other);
                default -> {
                    // neither a first nor a last day
                }
            }
        });
    }

    private void addList(SyntaxNode in) {
        Optional<String> column = column(in.node("value"));
        SyntaxNode list = in.node("valueList");
        if (column.isPresent() && list != null && list.is("InListExpression")) {
            Literals.texts(list.nodes("values")).ifPresent(values -> equal.computeIfAbsent(column.get(), name -> new LinkedHashSet<>()).addAll(values));
        }
    }

    /** The column that an expression is about: also one that is converted before it is compared. */
    private static Optional<String> column(SyntaxNode expression) {
        if (expression == null) {
            return Optional.empty();
        }
        return switch (expression.kind()) {
            case "Identifier" -> Optional.of(NameResolution.identifier(expression));
            case "DereferenceExpression" -> column(expression.node("field"));
            case "Cast" -> column(expression.node("expression"));
            case "FunctionCall" -> expression.nodes("arguments").stream().map(Conditions::column).flatMap(Optional::stream).findFirst();
            default -> Optional.empty();
        };
    }

    /** The day that an expression stands for: a literal of a date, or one with days added. */
    static Optional<LocalDate> day(SyntaxNode expression) {
        Optional<String> text = Literals.text(expression);
        if (text.isPresent()) {
            return date(text.get());
        }
        if (expression.is("FunctionCall")) {
            String function = NameResolution.identifier(expression.nodes("name").get(0));
            List<SyntaxNode> arguments = expression.nodes("arguments");
            if (function.equals("date") && arguments.size() == 1) {
                return day(arguments.get(0));
            }
            if (function.equals("date_add") && arguments.size() == 3 && Literals.text(arguments.get(0)).filter("day"::equals).isPresent()) {
                return Literals.text(arguments.get(1)).flatMap(days -> day(arguments.get(2)).map(day -> day.plusDays(Long.parseLong(days))));
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return text.length() < DATE_LENGTH ? Optional.empty() : Optional.of(LocalDate.parse(text.substring(0, DATE_LENGTH)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The days in lists of days of one month, as of the intermediate tables. */
    public List<LocalDate> daysOfMonth() {
        Optional<String> year = value("year");
        Optional<String> month = values("month").stream().findFirst();
        if (year.isEmpty() || month.isEmpty()) {
            return List.of();
        }
        List<LocalDate> days = new ArrayList<>();
        try {
            for (String day : values("day")) {
                days.add(LocalDate.of(Integer.parseInt(year.get()), Integer.parseInt(month.get()), Integer.parseInt(day)));
            }
        } catch (NumberFormatException | DateTimeException e) {
            return List.of();
        }
        days.sort(null);
        return days;
    }
}
