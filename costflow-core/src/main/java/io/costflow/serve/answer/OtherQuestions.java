package io.costflow.serve.answer;

import io.costflow.serve.protocol.Answer;
import io.costflow.serve.protocol.ClientStatement;
import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.protocol.ResultColumn;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.serve.protocol.TrinoType;
import io.costflow.serve.query.FlinkQuery;
import io.costflow.serve.query.QueryTranslator;
import io.costflow.serve.query.Untranslatable;
import io.costflow.serve.statement.SessionStatements;
import io.costflow.serve.statement.SessionStatements.Asked;
import io.costflow.serve.statement.SyntaxException;
import io.costflow.serve.statement.SyntaxNode;
import io.costflow.serve.statement.TrinoParser;
import io.costflow.settings.Settings;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.types.Row;
import org.apache.flink.util.ExceptionUtils;

/** Answers reading statements that are not koku's, by Flink SQL. */
final class OtherQuestions implements AutoCloseable {

    /** An answer is collected before it is sent. */
    private static final int MOST_ROWS = 500_000;

    /** Where in its text Flink sees a mistake. */
    private static final Pattern PLACE = Pattern.compile("^At line \\d+, column \\d+: ");

    private final SessionStatements statements = new SessionStatements(TrinoParser.withPlaces());
    private final CatalogColumns columns;
    private final LakeQueries queries;

    OtherQuestions(Settings settings) {
        columns = new CatalogColumns(settings);
        queries = new LakeQueries(settings, settings.serve().queryTimeout(), "costflow-other-questions");
    }

    /** What answers a statement. */
    @FunctionalInterface
    interface Prepared {
        Answer answer() throws StatementFailure, InterruptedException;
    }

    /**
     * Prepares the answer of a statement, without running it.
     *
     * @throws Untranslatable if it cannot be answered here
     * @throws SyntaxException if it cannot be parsed
     */
    Prepared prepare(ClientStatement client, String catalog, String schema) throws Untranslatable, SyntaxException {
        SyntaxNode tree = ((Asked.Run) statements.unwrap(client.text(), client.prepared())).statement();
        if (tree.is("ShowColumns")) {
            return () -> described(tree, catalog, schema);
        }
        FlinkQuery query = QueryTranslator.translate(tree, columns, catalog, schema);
        return () -> answer(query);
    }

    private Answer answer(FlinkQuery query) throws StatementFailure, InterruptedException {
        LakeQueries.Result result = result(query);
        List<ResultColumn> headings = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
            headings.add(new ResultColumn(query.columns().get(i), type(type(result.columns().get(i)))));
        }
        List<List<Object>> rows = new ArrayList<>(result.rows().size());
        for (Row row : result.rows()) {
            List<Object> values = new ArrayList<>(row.getArity());
            for (int i = 0; i < row.getArity(); i++) {
                values.add(row.getField(i) instanceof LocalDateTime time ? text(time, type(result.columns().get(i))) : Rows.value(row.getField(i)));
            }
            rows.add(values);
        }
        return Answer.rows(headings, rows);
    }

    private LakeQueries.Result result(FlinkQuery query) throws StatementFailure, InterruptedException {
        try {
            return queries.result(query.sql(), MOST_ROWS);
        } catch (StatementFailure e) {
            if (ExceptionUtils.findThrowable(e, OtherQuestions::isRefusal).isEmpty()) {
                throw e;
            }
            // the place is one of the translation, which the client does not know
            throw new StatementFailure(ErrorCode.NOT_SUPPORTED, "Flink SQL refuses the translated statement: " + PLACE.matcher(e.getMessage()).replaceFirst(""), e);
        }
    }

    private static boolean isRefusal(Throwable problem) {
        return problem instanceof ValidationException || problem instanceof SqlParserException;
    }

    private static LogicalType type(Column column) {
        return column.getDataType().getLogicalType();
    }

    private static TrinoType type(LogicalType type) {
        return type instanceof TimestampType time ? TrinoType.timestamp(time.getPrecision()) : Rows.type(type);
    }

    private static String text(LocalDateTime time, LogicalType type) {
        int digits = ((TimestampType) type).getPrecision();
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss" + (digits == 0 ? "" : "." + "S".repeat(digits)), Locale.ROOT).format(time);
    }

    private Answer described(SyntaxNode show, String catalog, String schema) throws StatementFailure {
        List<String> name = show.nodes("table").stream().map(part -> part.text("value").toLowerCase(Locale.ROOT)).toList();
        int parts = name.size();
        String ofCatalog = parts > 2 ? name.get(0) : catalog;
        String ofSchema = parts > 1 ? name.get(parts - 2) : schema;
        Optional<Map<String, LogicalType>> types = columns.types(ofCatalog, ofSchema, name.get(parts - 1));
        if (types.isEmpty()) {
            throw new StatementFailure(
                    ErrorCode.TABLE_NOT_FOUND, "Table '" + ofCatalog + "." + ofSchema + "." + name.get(parts - 1) + "' does not exist", SyntaxNode.line(show),
                    SyntaxNode.column(show), null);
        }
        LikePattern like = LikePattern.of(show.text("likePattern"), show.text("escape"));
        List<List<Object>> rows = new ArrayList<>();
        types.get().forEach((column, type) -> {
            if (like.matches(column)) {
                rows.add(List.of(column, type(type).text(), "", ""));
            }
        });
        return Answer.rows(
                List.of(varchar("Column"), varchar("Type"), varchar("Extra"), varchar("Comment")), rows);
    }

    private static ResultColumn varchar(String name) {
        return new ResultColumn(name, TrinoType.VARCHAR);
    }

    @Override
    public void close() throws Exception {
        queries.close();
    }
}
