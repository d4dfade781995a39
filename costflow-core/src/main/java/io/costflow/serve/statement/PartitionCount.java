package io.costflow.serve.statement;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises koku's counts of a table's partitions, which give the values of sources, years and months one by one. A count that says anything else is none of these.
 */
final class PartitionCount {

    private static final SyntaxNode PLAIN = TrinoParser.known("SELECT count(*) FROM partitions");
    private static final Set<String> COLUMNS = Set.of("source", "year", "month");

    private PartitionCount() {}

    /** Whether a query counts partitions as koku does. */
    static boolean is(SyntaxNode query) {
        SyntaxNode body = query.node("queryBody");
        if (body == null || !body.is("QuerySpecification")) {
            return false;
        }
        boolean plain = without(query, "queryBody").equals(without(PLAIN, "queryBody"))
                && inLowerCase(without(body, "from", "where")).equals(without(PLAIN.node("queryBody"), "from", "where"));
        return plain && isTable(body.node("from")) && (body.node("where") == null || isOfValues(body.node("where")));
    }

    private static SyntaxNode without(SyntaxNode node, String... left) {
        Map<String, Object> parts = new LinkedHashMap<>(node.parts());
        List.of(left).forEach(parts::remove);
        return new SyntaxNode(node.kind(), parts);
    }

    private static SyntaxNode inLowerCase(SyntaxNode tree) {
        return tree.replaced(node -> {
            Map<String, Object> parts = new LinkedHashMap<>(node.parts());
            parts.computeIfPresent("value", (name, value) -> node.is("Identifier") ? NameResolution.identifier(node) : value);
            return new SyntaxNode(node.kind(), parts);
        });
    }

    /** Whether a relation is a table as it is now, under its own name. */
    private static boolean isTable(SyntaxNode relation) {
        return relation.is("Table") && relation.parts().keySet().equals(Set.of("name"));
    }

    /** Whether a condition only gives values, of each column once. */
    private static boolean isOfValues(SyntaxNode condition) {
        Set<String> columns = new HashSet<>();
        for (SyntaxNode term : isLogical(condition, "AND") ? condition.nodes("terms") : List.of(condition)) {
            Optional<String> column = column(term);
            if (column.isEmpty() || !COLUMNS.contains(column.get()) || !columns.add(column.get())) {
                return false;
            }
        }
        return true;
    }

    /** The column whose values a condition gives: one value, a list, or alternatives. */
    private static Optional<String> column(SyntaxNode condition) {
        if (isLogical(condition, "OR")) {
            List<Optional<String>> alternatives = condition.nodes("terms").stream().map(PartitionCount::columnOfValue).distinct().toList();
            return alternatives.size() == 1 ? alternatives.get(0) : Optional.empty();
        }
        if (condition.is("InPredicate")) {
            SyntaxNode list = condition.node("valueList");
            boolean texts = list.is("InListExpression") && list.nodes("values").stream().allMatch(value -> value.is("StringLiteral"));
            return texts ? identifier(condition.node("value")) : Optional.empty();
        }
        return columnOfValue(condition);
    }

    private static Optional<String> columnOfValue(SyntaxNode condition) {
        boolean value = condition.is("ComparisonExpression") && "EQUAL".equals(condition.text("operator")) && condition.node("right").is("StringLiteral");
        return value ? identifier(condition.node("left")) : Optional.empty();
    }

    private static Optional<String> identifier(SyntaxNode expression) {
        return expression.is("Identifier") ? Optional.of(NameResolution.identifier(expression)) : Optional.empty();
    }

    private static boolean isLogical(SyntaxNode node, String operator) {
        return node.is("LogicalExpression") && operator.equals(node.text("operator"));
    }
}
