package io.costflow.serve.statement;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What counts as a literal in a tree: also a bound value, a literal with a sign, and one that is cast. */
public final class Literals {

    private static final Set<String> KINDS = Set.of(
            "StringLiteral", "LongLiteral", "DecimalLiteral", "DoubleLiteral", "BooleanLiteral", "NullLiteral", "GenericLiteral", "TimestampLiteral", "TimeLiteral",
            "IntervalLiteral", "CharLiteral", "BinaryLiteral", "Parameter");

    private Literals() {}

    static boolean isLiteral(SyntaxNode node) {
        return KINDS.contains(node.kind())
                || (node.is("Cast") && isLiteral(node.node("expression")))
                || (node.is("ArithmeticUnaryExpression") && isLiteral(node.node("value")));
    }

    /** The value of a literal as text: of a date or a time, the text between the quotes. Empty for NULL and what is no literal. */
    public static Optional<String> text(SyntaxNode node) {
        if (node == null) {
            return Optional.empty();
        }
        return switch (node.kind()) {
            case "Cast" -> text(node.node("expression"));
            case "ArithmeticUnaryExpression" -> text(node.node("value")).map(value -> "MINUS".equals(node.text("sign")) ? "-" + value : value);
            case "LongLiteral" -> Optional.of(node.text("value"));
            case "NullLiteral", "Parameter" -> Optional.empty();
            default -> KINDS.contains(node.kind()) ? Optional.ofNullable(node.text("value")) : Optional.empty();
        };
    }

    /** The values of literals; empty as soon as one is none. */
    static Optional<List<String>> texts(List<SyntaxNode> nodes) {
        List<String> values = nodes.stream().map(Literals::text).flatMap(Optional::stream).toList();
        return values.size() == nodes.size() ? Optional.of(values) : Optional.empty();
    }
}
