package io.costflow.serve.statement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Takes a statement out of what wraps it: {@code EXECUTE IMMEDIATE}, or {@code EXECUTE} of a statement that the session has prepared. */
public final class SessionStatements {

    /** What a client asks of its session. */
    public sealed interface Asked {

        /** A statement to be answered, bound values in place. */
        record Run(SyntaxNode statement) implements Asked {}

        /** A statement is to be kept under a name. */
        record Prepare(String name, String text) implements Asked {}

        /** A kept statement is not needed any more. */
        record Deallocate(String name) implements Asked {}

        /** Names without catalog and schema are to be those of another one; of the catalog, null says that it stays. */
        record Use(String catalog, String schema) implements Asked {}

        /** A property is to have a value. */
        record SetProperty(String name, String value) implements Asked {}

        /** A property is to have its usual value. */
        record ResetProperty(String name) implements Asked {}
    }

    private final StatementParser parser;

    public SessionStatements(StatementParser parser) {
        this.parser = parser;
    }

    /**
     * Unwraps a text.
     *
     * @param prepared the texts that the session has prepared, by their names
     */
    public Asked unwrap(String text, Map<String, String> prepared) throws SyntaxException {
        SyntaxNode statement = parser.parse(text);
        return switch (statement.kind()) {
            case "ExecuteImmediate" -> new Asked.Run(bound(parser.parse(statement.node("statement").text("value")), statement.nodes("parameters")));
            case "Execute" -> {
                String name = statement.node("name").text("value");
                String kept = prepared.get(name);
                if (kept == null) {
                    throw SyntaxException.of(SyntaxException.Problem.NOT_PREPARED, "Prepared statement not found: " + name);
                }
                yield new Asked.Run(bound(parser.parse(kept), statement.nodes("parameters")));
            }
            case "Prepare" -> new Asked.Prepare(statement.node("name").text("value"), parser.prepared(text));
            case "Deallocate" -> new Asked.Deallocate(statement.node("name").text("value"));
            case "Use" -> new Asked.Use(
                    statement.node("catalog") == null ? null : NameResolution.identifier(statement.node("catalog")), NameResolution.identifier(statement.node("schema")));
            case "SetSession" -> new Asked.SetProperty(property(statement), Literals.text(statement.node("value"))
                    .orElseThrow(() -> new SyntaxException("The value of a property must be a literal.", 1, 1)));
            case "ResetSession" -> new Asked.ResetProperty(property(statement));
            default -> new Asked.Run(statement);
        };
    }

    private static String property(SyntaxNode statement) {
        return statement.nodes("name").stream().map(NameResolution::identifier).collect(Collectors.joining("."));
    }

    /** A statement with values in place of its parameters. */
    private static SyntaxNode bound(SyntaxNode statement, List<SyntaxNode> values) throws SyntaxException {
        List<SyntaxNode> parameters = new ArrayList<>(statement.all("Parameter"));
        if (parameters.size() != values.size()) {
            throw SyntaxException.of(
                    SyntaxException.Problem.PARAMETERS, "Incorrect number of parameters: expected " + parameters.size() + " but found " + values.size());
        }
        parameters.sort(Comparator.comparingInt((SyntaxNode parameter) -> Integer.parseInt(parameter.text(SyntaxNode.LINE)))
                .thenComparingInt(parameter -> Integer.parseInt(parameter.text(SyntaxNode.COLUMN))));
        Map<SyntaxNode, SyntaxNode> bound = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            bound.put(parameters.get(i), values.get(i));
        }
        return values.isEmpty() ? statement : statement.replaced(node -> node.is("Parameter") ? bound.get(node) : node);
    }
}
