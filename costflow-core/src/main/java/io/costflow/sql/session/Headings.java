package io.costflow.sql.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import org.apache.flink.sql.parser.validate.FlinkSqlConformance;
import org.apache.flink.table.catalog.Column;

/** Names the columns of a result that have no name in the statement by the text of their expressions: the planner calls them {@code EXPR$1}. */
final class Headings {

    private static final Pattern NAMELESS = Pattern.compile("EXPR\\$(\\d+)");
    private static final SqlParser.Config PARSER =
            SqlParser.config().withParserFactory(FlinkSqlParserImpl.FACTORY).withConformance(FlinkSqlConformance.DEFAULT).withQuoting(Quoting.BACK_TICK);

    private Headings() {}

    /**
     * Names columns.
     *
     * @param statement the text of the query
     * @param columns its columns as the planner names them
     */
    static List<Column> of(String statement, List<Column> columns) {
        if (columns.stream().noneMatch(column -> NAMELESS.matcher(column.getName()).matches())) {
            return columns;
        }
        List<String> expressions = expressions(statement);
        List<Column> named = new ArrayList<>();
        for (Column column : columns) {
            Matcher nameless = NAMELESS.matcher(column.getName());
            int at = nameless.matches() ? Integer.parseInt(nameless.group(1)) : expressions.size();
            named.add(at < expressions.size() ? Column.physical(expressions.get(at), column.getDataType()) : column);
        }
        return named;
    }

    /** The texts of the items after SELECT; none if they cannot be matched with the columns one by one. */
    private static List<String> expressions(String statement) {
        try {
            return select(SqlParser.create(statement, PARSER).parseStmt()).map(SqlSelect::getSelectList)
                    .filter(list -> list.getList().stream().noneMatch(item -> item instanceof SqlIdentifier name && name.isStar()))
                    .map(list -> texts(statement, list)).orElse(List.of());
        } catch (SqlParseException e) {
            return List.of();
        }
    }

    /** The query whose items name the columns: of a union, the first one. */
    private static Optional<SqlSelect> select(SqlNode node) {
        if (node instanceof SqlOrderBy ordered) {
            return select(ordered.query);
        }
        if (node instanceof SqlWith with) {
            return select(with.body);
        }
        if (node.getKind() == SqlKind.UNION || node.getKind() == SqlKind.INTERSECT || node.getKind() == SqlKind.EXCEPT) {
            return select(((SqlCall) node).operand(0));
        }
        return node instanceof SqlSelect select ? Optional.of(select) : Optional.empty();
    }

    private static List<String> texts(String statement, SqlNodeList list) {
        return list.getList().stream().map(item -> {
            SqlParserPos at = item.getParserPosition();
            return statement.substring(offset(statement, at.getLineNum(), at.getColumnNum()), offset(statement, at.getEndLineNum(), at.getEndColumnNum()) + 1)
                    .replaceAll("\\s+", " ");
        }).toList();
    }

    private static int offset(String text, int line, int column) {
        int begin = 0;
        for (int i = 1; i < line; i++) {
            begin = text.indexOf('\n', begin) + 1;
        }
        return begin + column - 1;
    }
}
