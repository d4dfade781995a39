package io.costflow.sql.shell;

import io.costflow.sql.catalog.CostflowCatalog;
import io.costflow.sql.function.Functions;
import io.costflow.sql.session.SqlSession;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** What stands before the last point: a database, or a table's name or alias. */
    private static final Pattern OWNER = Pattern.compile("(\\w+)\\.$");

    private final SqlSession session;
    private final CostflowCatalog catalog;

    NameCompleter(SqlSession session) {
        this.session = session;
        this.catalog = session.catalog();
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String before = line.line().substring(0, line.cursor() - line.wordCursor());
        try {
            if (!before.endsWith(".")) {
                add(candidates, catalog.listTables(session.currentDatabase()), "tables");
                add(candidates, columns(line), "columns");
            } else {
                Matcher owner = OWNER.matcher(before);
                boolean ofDatabase = owner.find() && catalog.databaseExists(owner.group(1));
                add(candidates, ofDatabase ? catalog.listTables(owner.group(1)) : columns(line), ofDatabase ? "tables" : "columns");
            }
        } catch (DatabaseNotExistException | TableNotExistException | CatalogException e) {
            // what cannot be looked up now is not offered
        }
        if (!before.endsWith(".")) {
            add(candidates, Functions.names(), "functions");
            add(candidates, catalog.listDatabases(), "databases");
            add(candidates, WORDS, "words");
        }
    }

    /** The columns of the tables that the line names, in the current database and in those that it names. */
    private Set<String> columns(ParsedLine line) throws DatabaseNotExistException, TableNotExistException {
        Set<String> columns = new TreeSet<>();
        for (String database : catalog.listDatabases()) {
            if (database.equals(session.currentDatabase()) || line.words().contains(database)) {
                for (String table : catalog.listTables(database)) {
                    if (line.words().contains(table)) {
                        catalog.getTable(new ObjectPath(database, table)).getUnresolvedSchema().getColumns().forEach(column -> columns.add(column.getName()));
                    }
                }
            }
        }
        return columns;
    }

    /** What goes on after a name is set apart by a blank; after a database comes a point, after a function its arguments. */
    private static void add(List<Candidate> candidates, Collection<String> names, String group) {
        boolean whole = !group.equals("databases") && !group.equals("functions");
        new TreeSet<>(names).forEach(name -> candidates.add(new Candidate(name, name, group, null, null, null, whole)));
    }
}
