package io.costflow.sql.shell;

import io.costflow.sql.catalog.CostflowCatalog;
import io.costflow.sql.function.Functions;
import io.costflow.sql.session.SqlSession;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.table.api.Schema.UnresolvedColumn;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes names of tables, of the columns of the tables that the line names, of functions and databases, and the words of SQL. */
final class NameCompleter implements Completer {

    private static final List<String> WORDS = List.of(
            "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "JOIN", "LEFT JOIN", "ON", "AND", "OR", "NOT", "IN", "BETWEEN", "LIKE", "IS NULL",
            "IS NOT NULL", "AS", "DISTINCT", "COUNT", "SUM", "AVG", "MIN", "MAX", "CASE", "WHEN", "THEN", "ELSE", "END", "CAST", "DATE", "TIMESTAMP", "INTERVAL",
            "UNION ALL", "WITH", "EXPLAIN", "SHOW TABLES", "DESCRIBE", "USE", "CREATE TEMPORARY VIEW", "SET", "DESC");

    private final SqlSession session;
    private final CostflowCatalog catalog;

    NameCompleter(SqlSession session) {
        this.session = session;
        this.catalog = session.catalog();
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String database = session.currentDatabase();
        try {
            List<String> tables = catalog.listTables(database);
            add(candidates, tables, "tables");
            for (String table : tables) {
                if (line.words().contains(table)) {
                    add(candidates, catalog.getTable(new ObjectPath(database, table)).getUnresolvedSchema().getColumns().stream()
                            .map(UnresolvedColumn::getName).toList(), "columns");
                }
            }
        } catch (DatabaseNotExistException | TableNotExistException | CatalogException e) {
            // what cannot be looked up now is not offered
        }
        add(candidates, Functions.names(), "functions");
        add(candidates, catalog.listDatabases(), "databases");
        add(candidates, WORDS, "words");
    }

    private static void add(List<Candidate> candidates, Collection<String> names, String group) {
        new TreeSet<>(names).forEach(name -> candidates.add(new Candidate(name, name, group, null, null, null, false)));
    }
}
