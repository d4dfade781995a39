package io.costflow.serve.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A node of a statement's syntax tree. Nothing of the statement is left out but where it stands in the text, which only parameters know, unless the parser was asked
 * for it.
 *
 * @param kind what it is, such as {@code Insert}
 * @param parts its parts by name: nodes, lists of parts, and texts; a part that is not there is left out
 */
public record SyntaxNode(String kind, Map<String, Object> parts) {

    /** The parts that say where a node stands. */
    static final String LINE = "line";

    static final String COLUMN = "column";

    /** A node with one text. */
    public static SyntaxNode of(String kind, String part, String text) {
        return new SyntaxNode(kind, Map.of(part, text));
    }

    /** The line that a node stands in, from 1; 0 if that is not known. */
    public static int line(SyntaxNode node) {
        return number(node.text(LINE));
    }

    /** The place in its line that a node stands at. */
    public static int column(SyntaxNode node) {
        return number(node.text(COLUMN));
    }

    private static int number(String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }

    public boolean is(String other) {
        return kind.equals(other);
    }

    /** The text of a part; null if there is none. */
    public String text(String part) {
        return parts.get(part) instanceof String text ? text : null;
    }

    /** Whether a part says {@code true}. */
    public boolean flag(String part) {
        return "true".equals(text(part));
    }

    /** The node that is a part; null if there is none. */
    public SyntaxNode node(String part) {
        return parts.get(part) instanceof SyntaxNode node ? node : null;
    }

    /** The nodes of a part that is a list. */
    public List<SyntaxNode> nodes(String part) {
        List<SyntaxNode> nodes = new ArrayList<>();
        if (parts.get(part) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof SyntaxNode node) {
                    nodes.add(node);
                }
            }
        }
        return nodes;
    }

    /** The first node at or below this one, in the order of the text, that fulfils a condition. */
    public Optional<SyntaxNode> find(Predicate<SyntaxNode> condition) {
        List<SyntaxNode> found = new ArrayList<>();
        collect(condition, found);
        return found.stream().findFirst();
    }

    /** The nodes of a kind at or below this one, in the order of the text. */
    public List<SyntaxNode> all(String wanted) {
        List<SyntaxNode> found = new ArrayList<>();
        collect(node -> node.is(wanted), found);
        return found;
    }

    private void collect(Predicate<SyntaxNode> condition, List<SyntaxNode> found) {
        if (condition.test(this)) {
            found.add(this);
        }
        parts.values().forEach(part -> collect(part, condition, found));
    }

    private static void collect(Object part, Predicate<SyntaxNode> condition, List<SyntaxNode> found) {
        if (part instanceof SyntaxNode node) {
            node.collect(condition, found);
        } else if (part instanceof List<?> list) {
            list.forEach(element -> collect(element, condition, found));
        }
    }

    /** The tree with each node replaced by what a function makes of it, after its parts were replaced. */
    public SyntaxNode replaced(Function<SyntaxNode, SyntaxNode> replacement) {
        Map<String, Object> others = new LinkedHashMap<>();
        parts.forEach((name, part) -> others.put(name, replaced(part, replacement)));
        return replacement.apply(new SyntaxNode(kind, others));
    }

    private static Object replaced(Object part, Function<SyntaxNode, SyntaxNode> replacement) {
        if (part instanceof SyntaxNode node) {
            return node.replaced(replacement);
        }
        if (part instanceof List<?> list) {
            List<Object> others = new ArrayList<>(list.size());
            list.forEach(element -> others.add(replaced(element, replacement)));
            return others;
        }
        return part;
    }
}
