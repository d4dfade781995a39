package io.costflow.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of PromQL that Costflow's dashboard and alerts are written in: numbers, selectors of instants and ranges, arithmetic, comparisons, sets, grouped
 * aggregations, and a few functions. Whatever else an expression has is an error, so that a slip of the pen is found.
 */
final class PromQl {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?<token>[a-zA-Z_][a-zA-Z0-9_]*|\\d+(?:\\.\\d+)?(?:e\\d+)?[smhd]?|\"[^\"]*\"|=~|!~|!=|==|<=|>=|[-+*/<>=(){},\\[\\]])\\s*");
    private static final Pattern RANGE = Pattern.compile("\\d+[smhd]");
    private static final Set<String> AGGREGATIONS = Set.of("sum", "max", "min", "topk");
    private static final Set<String> OVER_RANGES = Set.of("rate", "increase", "min_over_time", "last_over_time");
    private static final List<Set<String>> OPERATORS =
            List.of(Set.of("or"), Set.of("and", "unless"), Set.of("==", "!=", "<", ">", "<=", ">="), Set.of("+", "-"), Set.of("*", "/"));

    /** The samples of one name, and the values that their labels must have, each with its operator before it. */
    record Selector(String name, Map<String, String> matchers, boolean range) {}

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> groupings = new HashSet<>();
    private int next;

    private PromQl(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group("token"));
            end = matcher.end();
        }
        if (end != text.length()) {
            throw wrong("cannot be read from position " + end);
        }
    }

    /** Reads an expression. */
    static PromQl parse(String text) {
        PromQl expression = new PromQl(text);
        expression.operation(0);
        if (expression.next != expression.tokens.size()) {
            throw expression.wrong("has more after its end: " + expression.tokens.subList(expression.next, expression.tokens.size()));
        }
        return expression;
    }

    /** All that it asks for. */
    List<Selector> selectors() {
        return selectors;
    }

    /** The labels that it groups by. */
    Set<String> groupings() {
        return groupings;
    }

    private void operation(int level) {
        if (level == OPERATORS.size()) {
            operand();
            return;
        }
        operation(level + 1);
        while (OPERATORS.get(level).contains(peek())) {
            take();
            operation(level + 1);
        }
    }

    private void operand() {
        String token = take();
        if (token.equals("(")) {
            operation(0);
            expect(")");
        } else if (AGGREGATIONS.contains(token)) {
            aggregation(token);
        } else if (token.equals("time")) {
            expect("(");
            expect(")");
        } else if (token.equals("absent")) {
            expect("(");
            operation(0);
            expect(")");
        } else if (OVER_RANGES.contains(token)) {
            expect("(");
            selector(take(), true);
            expect(")");
        } else if (token.matches("[a-zA-Z_]\\w*")) {
            selector(token, false);
        } else if (!token.matches("\\d.*") || RANGE.matcher(token).matches()) {
            throw wrong("has " + token + " where a value should be");
        }
    }

    private void aggregation(String name) {
        if (peek().equals("by")) {
            take();
            expect("(");
            do {
                groupings.add(take());
            } while (comma());
            expect(")");
        }
        expect("(");
        if (name.equals("topk")) {
            take();
            expect(",");
        }
        operation(0);
        expect(")");
    }

    private void selector(String name, boolean range) {
        if (peek().equals("(")) {
            throw wrong("calls " + name + ", which is no function that is known here");
        }
        Map<String, String> matchers = new TreeMap<>();
        if (peek().equals("{")) {
            take();
            do {
                String label = take();
                String operator = take();
                String value = take();
                if (!Set.of("=", "=~", "!=", "!~").contains(operator) || !value.startsWith("\"")) {
                    throw wrong("has a matcher of " + label + " that is none");
                }
                matchers.put(label, operator + value.substring(1, value.length() - 1));
            } while (comma());
            expect("}");
        }
        if (range) {
            expect("[");
            if (!RANGE.matcher(take()).matches()) {
                throw wrong("has a range that is no time");
            }
            expect("]");
        }
        if (peek().equals("offset")) {
            take();
            if (!RANGE.matcher(take()).matches()) {
                throw wrong("has an offset that is no time");
            }
        }
        selectors.add(new Selector(name, matchers, range));
    }

    private boolean comma() {
        boolean more = peek().equals(",");
        if (more) {
            take();
        }
        return more;
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private String take() {
        if (next == tokens.size()) {
            throw wrong("ends too early");
        }
        return tokens.get(next++);
    }

    private void expect(String token) {
        String there = take();
        if (!there.equals(token)) {
            throw wrong("has " + there + " where " + token + " should be");
        }
    }

    private IllegalArgumentException wrong(String how) {
        return new IllegalArgumentException("The expression " + how + ": " + text);
    }
}
