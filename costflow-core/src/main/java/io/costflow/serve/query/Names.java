package io.costflow.serve.query;

import io.costflow.serve.statement.SyntaxNode;
import java.util.List;
import java.util.Locale;

/** Names as Flink has them: Trino's are the same in upper and lower case. */
final class Names {

    private Names() {}

    static String identifier(SyntaxNode identifier) {
        return identifier.text("value").toLowerCase(Locale.ROOT);
    }

    static String last(List<SyntaxNode> parts) {
        return identifier(parts.get(parts.size() - 1));
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** The name of a type without its arguments. */
    static String type(SyntaxNode type) {
        if (type.is("GenericDataType")) {
            return identifier(type.node("name"));
        }
        return type.is("DateTimeDataType") && !type.flag("withTimeZone") ? type.text("type").toLowerCase(Locale.ROOT) : type.kind();
    }
}
