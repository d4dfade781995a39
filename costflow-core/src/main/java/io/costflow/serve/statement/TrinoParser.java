package io.costflow.serve.statement;

import io.trino.sql.SqlFormatter;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.Prepare;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.Statement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Parses with Trino's own parser. Its nodes are copied by their fields, whatever these are: a visitor that forgot a part of a node would take two different
 * statements for one form.
 */
public final class TrinoParser implements StatementParser {

    private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

    private final SqlParser parser = new SqlParser();
    private final boolean places;

    /** A parser whose nodes do not know where they stand, so that one form of a statement is one tree. */
    public TrinoParser() {
        this(false);
    }

    private TrinoParser(boolean places) {
        this.places = places;
    }

    /** A parser whose nodes know where they stand in the text. */
    public static TrinoParser withPlaces() {
        return new TrinoParser(true);
    }

    /** Parses a statement that is part of the program. */
    static SyntaxNode known(String text) {
        try {
            return new TrinoParser().parse(text);
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public SyntaxNode parse(String text) throws SyntaxException {
        return copy(statement(text));
    }

    @Override
    public String prepared(String text) throws SyntaxException {
        if (statement(text) instanceof Prepare prepare) {
            return SqlFormatter.formatSql(prepare.getStatement());
        }
        throw new SyntaxException("The statement prepares nothing.", 1, 1);
    }

    private Statement statement(String text) throws SyntaxException {
        try {
            return parser.createStatement(text);
        } catch (ParsingException e) {
            throw new SyntaxException(e.getErrorMessage(), e.getLineNumber(), e.getColumnNumber());
        } catch (StackOverflowError e) {
            throw new SyntaxException("The statement is nested too deeply.", 1, 1);
        }
    }

    private SyntaxNode copy(Object node) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (node instanceof Parameter parameter) {
            // values are bound in the order of the text, which is not the one in which the parser numbers parameters
            NodeLocation location = parameter.getLocation().orElseThrow();
            return new SyntaxNode("Parameter", Map.of(SyntaxNode.LINE, String.valueOf(location.getLineNumber()), SyntaxNode.COLUMN, String.valueOf(location.getColumnNumber())));
        }
        for (Field field : FIELDS.computeIfAbsent(node.getClass(), TrinoParser::fields)) {
            try {
                Object part = part(field.get(node));
                if (part != null) {
                    parts.put(field.getName(), part);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        if (places && node instanceof Node ofText && ofText.getLocation().isPresent()) {
            parts.put(SyntaxNode.LINE, String.valueOf(ofText.getLocation().get().getLineNumber()));
            parts.put(SyntaxNode.COLUMN, String.valueOf(ofText.getLocation().get().getColumnNumber()));
        }
        return new SyntaxNode(node.getClass().getSimpleName(), parts);
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> owner = type; owner != Node.class && owner != Object.class; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private Object part(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(this::part).orElse(null);
        }
        if (value instanceof QualifiedName name) {
            return part(name.getOriginalParts());
        }
        if (value instanceof Collection<?> collection) {
            List<Object> parts = new ArrayList<>(collection.size());
            collection.forEach(element -> parts.add(part(element)));
            return parts;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        // parts of a tree need not be nodes, such as the conditions of joins
        boolean ofTree = value != null && value.getClass().getPackageName().equals(Node.class.getPackageName());
        return value == null ? null : ofTree ? copy(value) : value.toString();
    }
}
