package io.costflow.serve.query;

import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.statement.SyntaxNode;
import io.costflow.serve.statement.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Translates a question from Trino's SQL to Flink's: selections, joins, groups, order and limit, queries in FROM and WITH. Order says where NULL is, which Flink has
 * elsewhere than Trino.
 */
public final class QueryTranslator {

    private static final String CATALOG = "costflow";

    private final TableColumns tables;
    private final String catalog;
    private final String schema;

    /** What WITH has given a name. */
    private final Map<String, List<Relation.Column>> named = new HashMap<>();

    /** The translation of a query: what it gives, under which headings. */
    private record Translated(String sql, List<Relation.Column> columns, List<String> headings) {}

    /**
     * What a query gives at one place.
     *
     * @param sql what is computed
     * @param unique its name in Flink
     * @param name its name in Trino, in lower case
     * @param heading its name as it was written
     * @param selected what the statement says
     */
    private record Item(String sql, String unique, String name, String heading, Kind kind, SyntaxNode selected) {}

    private QueryTranslator(TableColumns tables, String catalog, String schema) {
        this.tables = tables;
        this.catalog = catalog;
        this.schema = schema;
    }

    /**
     * Translates a query.
     *
     * @param query its tree, with the places of its nodes
     * @param catalog the session's catalog
     * @param schema the session's schema
     * @throws Untranslatable if Flink SQL does not have a part of it, or has it with another meaning
     */
    public static FlinkQuery translate(SyntaxNode query, TableColumns tables, String catalog, String schema) throws Untranslatable {
        if (!query.is("Query")) {
            throw new Untranslatable("Costflow does not translate " + query.kind() + " to Flink SQL.", query);
        }
        Translated translated = new QueryTranslator(tables, catalog, schema).query(query);
        return new FlinkQuery(translated.sql(), translated.headings());
    }

    private Translated query(SyntaxNode query) throws Untranslatable {
        StringBuilder with = new StringBuilder();
        if (query.node("with") != null) {
            if (query.node("with").flag("recursive")) {
                throw new Untranslatable("Costflow does not translate recursive queries.", query.node("with"));
            }
            for (SyntaxNode one : query.node("with").nodes("queries")) {
                if (!one.nodes("columnNames").isEmpty()) {
                    throw new Untranslatable("Costflow does not translate names of columns after the name of a query in WITH.", one);
                }
                String name = Names.identifier(one.node("name"));
                Translated inner = query(one.node("query"));
                with.append(with.isEmpty() ? "WITH " : ", ").append(Names.quoted(name)).append(" AS (").append(inner.sql()).append(')');
                named.put(name, owned(inner.columns(), name, one));
            }
            with.append(' ');
        }
        SyntaxNode body = query.node("queryBody");
        if (!body.is("QuerySpecification")) {
            throw new Untranslatable("Costflow does not translate " + body.kind() + " to Flink SQL.", body);
        }
        // the parser puts what follows a single SELECT into it
        SyntaxNode order = query.node("orderBy") != null ? query.node("orderBy") : body.node("orderBy");
        SyntaxNode limit = query.node("limit") != null ? query.node("limit") : body.node("limit");
        SyntaxNode offset = query.node("offset") != null ? query.node("offset") : body.node("offset");
        Translated selected = selection(body, order);
        return new Translated(with + selected.sql() + limit(limit, offset), selected.columns(), selected.headings());
    }

    /** The columns of an inner query under its name. In Flink a name stands for one column, so that of two columns of one name one would be read twice. */
    private static List<Relation.Column> owned(List<Relation.Column> columns, String owner, SyntaxNode query) throws Untranslatable {
        Set<String> names = new HashSet<>();
        List<Relation.Column> owned = new ArrayList<>(columns.size());
        for (Relation.Column column : columns) {
            if (!names.add(column.name())) {
                throw new Untranslatable("The query " + owner + " has two columns with the name " + column.name() + "; give one of them another name.", query);
            }
            owned.add(new Relation.Column(owner, column.name(), column.kind()));
        }
        return owned;
    }

    private Translated selection(SyntaxNode body, SyntaxNode order) throws Untranslatable {
        if (!body.nodes("windows").isEmpty()) {
            throw new Untranslatable("Costflow does not translate windows.", body);
        }
        Relation from = body.node("from") == null ? new Relation("", List.of()) : relation(body.node("from"));
        ExpressionTranslator expressions = new ExpressionTranslator(from.columns());
        List<Item> items = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (SyntaxNode item : body.node("select").nodes("selectItems")) {
            if (item.is("AllColumns")) {
                all(item, from, items, taken);
                continue;
            }
            SyntaxNode expression = item.node("expression");
            Expression translated = expressions.translate(expression);
            if (translated.kind() == Kind.OTHER || translated.kind() == Kind.NOTHING) {
                throw new Untranslatable("Costflow does not answer values of this type.", item);
            }
            SyntaxNode alias = item.node("alias");
            boolean column = expression.is("Identifier") || expression.is("DereferenceExpression");
            SyntaxNode field = expression.is("DereferenceExpression") ? expression.node("field") : expression;
            String name = alias != null ? Names.identifier(alias) : column ? Names.identifier(field) : "_col" + items.size();
            items.add(new Item(translated.sql(), unique(name, taken), name, alias != null ? alias.text("value") : name, translated.kind(), expression));
        }
        StringBuilder sql = new StringBuilder("SELECT ").append(body.node("select").flag("distinct") ? "DISTINCT " : "")
                .append(items.stream().map(item -> item.sql() + " AS " + Names.quoted(item.unique())).collect(Collectors.joining(", ")));
        if (!from.sql().isEmpty()) {
            sql.append(" FROM ").append(from.sql());
        } else if (body.node("where") != null || body.node("groupBy") != null || body.node("having") != null) {
            sql.append(" FROM (VALUES (0))"); // Flink has these after FROM only
        }
        if (body.node("where") != null) {
            sql.append(" WHERE ").append(expressions.condition(body.node("where")));
        }
        sql.append(groups(body.node("groupBy"), items.stream().map(Item::selected).toList(), expressions));
        if (body.node("having") != null) {
            sql.append(" HAVING ").append(expressions.condition(body.node("having")));
        }
        sql.append(order(order, items, from));
        List<Relation.Column> columns = items.stream().map(item -> new Relation.Column("", item.name(), item.kind())).toList();
        return new Translated(sql.toString(), columns, items.stream().map(Item::heading).toList());
    }

    /** Returns a name that no column has yet. Trino allows two columns of one name; Flink does not. */
    private static String unique(String name, Set<String> taken) {
        String free = name;
        for (int number = taken.size(); !taken.add(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }

    private static void all(SyntaxNode item, Relation from, List<Item> items, Set<String> taken) throws Untranslatable {
        if (item.node("target") != null && !item.node("target").is("Identifier") || !item.nodes("aliases").isEmpty()) {
            throw new Untranslatable("Costflow translates * and alias.* only.", item);
        }
        String owner = item.node("target") == null ? null : Names.identifier(item.node("target"));
        if (from.columns().stream().noneMatch(column -> owner == null || column.owner().equals(owner))) {
            throw owner == null
                    ? new Untranslatable(ErrorCode.COLUMN_NOT_FOUND, "There is no table that * stands for.", item)
                    : new Untranslatable(ErrorCode.TABLE_NOT_FOUND, "There is no table or alias " + owner + " in FROM.", item);
        }
        for (Relation.Column column : from.columns()) {
            if (owner != null && !column.owner().equals(owner)) {
                continue;
            }
            if (column.kind() == Kind.OTHER) {
                throw new Untranslatable("Costflow does not answer values of the type of " + column.name() + "; name the other columns.", item);
            }
            String sql = Names.quoted(column.owner()) + "." + Names.quoted(column.name());
            items.add(new Item(sql, unique(column.name(), taken), column.name(), column.name(), column.kind(), item));
        }
    }

    private static String groups(SyntaxNode groupBy, List<SyntaxNode> selected, ExpressionTranslator expressions) throws Untranslatable {
        if (groupBy == null) {
            return "";
        }
        List<String> groups = new ArrayList<>();
        for (SyntaxNode element : groupBy.nodes("groupingElements")) {
            if (!element.is("SimpleGroupBy") || groupBy.flag("isDistinct")) {
                throw new Untranslatable("Costflow does not translate sets of groups.", element);
            }
            for (SyntaxNode column : element.nodes("columns")) {
                SyntaxNode meant = column;
                if (column.is("LongLiteral")) {
                    meant = selected.get(position("GROUP BY", column, selected.size()) - 1);
                    if (meant.is("AllColumns")) {
                        throw new Untranslatable("Costflow does not translate GROUP BY of a column that * stands for.", column);
                    }
                }
                groups.add(expressions.translate(meant).sql());
            }
        }
        return groups.isEmpty() ? "" : " GROUP BY " + String.join(", ", groups);
    }

    /** The number of a column of the answer. */
    private static int position(String clause, SyntaxNode literal, int columns) throws Untranslatable {
        String text = literal.text("value");
        // longer numbers than an answer has columns need not be numbers of Java
        int number = text.length() > 6 ? 0 : Integer.parseInt(text);
        if (number < 1 || number > columns) {
            throw new Untranslatable(ErrorCode.INVALID_COLUMN_REFERENCE, clause + " position " + text + " is not in the select list.", literal);
        }
        return number;
    }

    /** Order says the columns of the answer first, then those of the relation. */
    private static String order(SyntaxNode orderBy, List<Item> answer, Relation from) throws Untranslatable {
        if (orderBy == null) {
            return "";
        }
        Map<String, List<Item>> named = answer.stream().collect(Collectors.groupingBy(Item::name));
        Map<String, Set<String>> meant = new HashMap<>();
        named.forEach((name, items) -> meant.put(name, items.stream().map(Item::sql).collect(Collectors.toSet())));
        ExpressionTranslator expressions = new ExpressionTranslator(from.columns(), meant);
        List<String> keys = new ArrayList<>();
        for (SyntaxNode item : orderBy.nodes("sortItems")) {
            SyntaxNode key = item.node("sortKey");
            List<Item> ofAnswer = key.is("Identifier") ? named.getOrDefault(Names.identifier(key), List.of()) : List.of();
            if (ofAnswer.size() > 1 && meant.get(Names.identifier(key)).size() > 1) {
                throw new Untranslatable(ErrorCode.AMBIGUOUS_NAME, "Column '" + Names.identifier(key) + "' is ambiguous.", key);
            }
            String sql = key.is("LongLiteral") ? Integer.toString(position("ORDER BY", key, answer.size())) : ofAnswer.isEmpty() ? expressions.translate(key).sql() : Names.quoted(ofAnswer.get(0).unique());
            String direction = "DESCENDING".equals(item.text("ordering")) ? " DESC" : " ASC";
            keys.add(sql + direction + ("FIRST".equals(item.text("nullOrdering")) ? " NULLS FIRST" : " NULLS LAST"));
        }
        return " ORDER BY " + String.join(", ", keys);
    }

    private static String limit(SyntaxNode limit, SyntaxNode offset) throws Untranslatable {
        String sql = "";
        if (limit != null) {
            SyntaxNode count = limit.node("rowCount");
            if (!limit.is("Limit") || !count.is("LongLiteral")) {
                throw new Untranslatable("Costflow translates LIMIT with a number only.", limit);
            }
            sql = " LIMIT " + count.text("value");
        }
        if (offset != null) {
            SyntaxNode count = offset.node("rowCount");
            if (!count.is("LongLiteral")) {
                throw new Untranslatable("Costflow translates OFFSET with a number only.", offset);
            }
            sql += " OFFSET " + count.text("value");
        }
        return sql;
    }

    private Relation relation(SyntaxNode node) throws Untranslatable {
        return switch (node.kind()) {
            case "Table" -> table(node, null);
            case "AliasedRelation" -> aliased(node);
            case "Join" -> join(node);
            default -> throw new Untranslatable("Costflow does not translate " + node.kind() + " in FROM.", node);
        };
    }

    private Relation aliased(SyntaxNode node) throws Untranslatable {
        String alias = Names.identifier(node.node("alias"));
        SyntaxNode inner = node.node("relation");
        if (!node.nodes("columnNames").isEmpty()) {
            throw new Untranslatable("Costflow does not translate names of columns after an alias.", node);
        }
        if (inner.is("Table")) {
            return table(inner, alias);
        }
        if (!inner.is("TableSubquery")) {
            throw new Untranslatable("Costflow does not translate " + inner.kind() + " in FROM.", inner);
        }
        Translated query = query(inner.node("query"));
        return new Relation("(" + query.sql() + ") AS " + Names.quoted(alias), owned(query.columns(), alias, node));
    }

    private Relation table(SyntaxNode node, String alias) throws Untranslatable {
        List<String> parts = node.nodes("name").stream().map(Names::identifier).toList();
        String table = parts.get(parts.size() - 1);
        String owner = alias == null ? table : alias;
        if (node.node("queryPeriod") != null) {
            throw new Untranslatable("Costflow keeps no versions of tables.", node);
        }
        if (parts.size() == 1 && named.containsKey(table)) {
            return new Relation(Names.quoted(table) + " AS " + Names.quoted(owner), owned(named.get(table), owner, node));
        }
        String ofCatalog = parts.size() > 2 ? parts.get(0) : catalog;
        String ofSchema = parts.size() > 1 ? parts.get(parts.size() - 2) : schema;
        if (!ofCatalog.equals(TableName.LAKE) && !ofCatalog.equals(TableName.DATABASE)) {
            throw new Untranslatable(ErrorCode.CATALOG_NOT_FOUND, "Catalog '" + ofCatalog + "' does not exist.", node);
        }
        Optional<Map<String, Kind>> known = tables.of(ofCatalog, ofSchema, table);
        if (known.isEmpty()) {
            throw new Untranslatable(
                    ErrorCode.TABLE_NOT_FOUND, "Table '" + ofCatalog + "." + ofSchema + "." + table + "' does not exist, or is none that Costflow reads.", node);
        }
        List<Relation.Column> columns = new ArrayList<>();
        new LinkedHashMap<>(known.get()).forEach((name, kind) -> columns.add(new Relation.Column(owner, name, kind)));
        return new Relation(
                Names.quoted(CATALOG) + "." + Names.quoted(ofSchema) + "." + Names.quoted(table) + " AS " + Names.quoted(owner), columns);
    }

    private Relation join(SyntaxNode node) throws Untranslatable {
        Relation left = relation(node.node("left"));
        Relation right = relation(node.node("right"));
        List<Relation.Column> columns = new ArrayList<>(left.columns());
        columns.addAll(right.columns());
        String type = node.text("type");
        // without parentheses, joins are read from left to right
        String joined = node.node("right").is("Join") ? "(" + right.sql() + ")" : right.sql();
        if (type.equals("CROSS") || type.equals("IMPLICIT")) {
            return new Relation(left.sql() + " CROSS JOIN " + joined, columns);
        }
        SyntaxNode criteria = node.node("criteria");
        if (criteria == null || !criteria.is("JoinOn")) {
            throw new Untranslatable("Costflow translates joins with ON only.", node);
        }
        String on = new ExpressionTranslator(columns).condition(criteria.node("expression"));
        return new Relation(left.sql() + " " + type + " JOIN " + joined + " ON " + on, columns);
    }
}
