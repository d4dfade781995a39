package io.costflow.serve.statement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the tables of a statement: names without catalog or schema are those of the session, unless a WITH of the statement has given them. */
final class NameResolution {

    private final String catalog;
    private final String schema;
    private final Set<String> named = new HashSet<>();

    NameResolution(String catalog, String schema, SyntaxNode statement) {
        this.catalog = catalog;
        this.schema = schema;
        statement.all("WithQuery").forEach(query -> named.add(identifier(query.node("name"))));
    }

    /** The tables of the whole statement without its target, in the order in which they are read first. */
    List<TableName> read(SyntaxNode statement) {
        Set<TableName> tables = new LinkedHashSet<>();
        SyntaxNode target = statement.node("table");
        for (SyntaxNode table : statement.all("Table")) {
            if (table != target && !isNamed(table)) {
                tables.add(table(table.nodes("name")));
            }
        }
        return new ArrayList<>(tables);
    }

    boolean isNamed(SyntaxNode table) {
        List<SyntaxNode> parts = table.nodes("name");
        return parts.size() == 1 && named.contains(identifier(parts.get(0)));
    }

    TableName table(List<SyntaxNode> parts) {
        List<String> names = parts.stream().map(NameResolution::identifier).collect(Collectors.toList());
        String table = names.get(names.size() - 1);
        return switch (names.size()) {
            case 1 -> new TableName(catalog, schema, table);
            case 2 -> new TableName(catalog, names.get(0), table);
            default -> new TableName(names.get(names.size() - 3), names.get(names.size() - 2), table);
        };
    }

    /** The catalog of a schema; without parts, of the session's. */
    String catalog(List<SyntaxNode> parts) {
        return parts.size() > 1 ? identifier(parts.get(parts.size() - 2)) : catalog;
    }

    /** The schema that parts name; without parts, the session's. */
    String schema(List<SyntaxNode> parts) {
        return parts.isEmpty() ? schema : identifier(parts.get(parts.size() - 1));
    }

    /** Names are the same in upper and lower case. */
    static String identifier(SyntaxNode identifier) {
        return identifier.text("value").toLowerCase(Locale.ROOT);
    }
}
