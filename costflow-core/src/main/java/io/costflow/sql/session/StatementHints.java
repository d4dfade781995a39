package io.costflow.sql.session;

import io.costflow.sql.catalog.CostflowCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.table.api.Schema.UnresolvedColumn;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;

/** Finds what the author of a wrong statement probably meant: PostgreSQL's way of writing it, a slip in a name, or a table of another schema. */
final class StatementHints {

    /** A way of writing that PostgreSQL has and Flink has not. */
    private record Habit(Pattern pattern, String hint) {
        Habit(String pattern, String hint) {
            this(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), hint);
        }
    }

    private static final List<Habit> HABITS = List.of(
            new Habit("->>?", "PostgreSQL's ->> is written label_value(labels, 'key') for labels, and JSON_VALUE(text, '$.key') for other JSON."),
            new Habit("::", "PostgreSQL's x::type is written CAST(x AS type), with STRING for text."),
            new Habit("\\bilike\\b", "PostgreSQL's x ILIKE 'A%' is written LOWER(x) LIKE 'a%'."),
            new Habit("\"", "Text stands in single quotes, a name that is a word of SQL in backticks; double quotes are for neither."),
            new Habit("\\binterval\\s+''", "PostgreSQL's INTERVAL '7 days' is written INTERVAL '7' DAY."),
            new Habit("\\bdate_trunc\\b", "PostgreSQL's date_trunc('month', x) is written FLOOR(x TO MONTH)."),
            new Habit("\\bstring_agg\\b", "PostgreSQL's string_agg(x, ',') is written LISTAGG(x, ',')."),
            new Habit("!?~\\*?", "PostgreSQL's x ~ 'pattern' is written REGEXP(x, 'pattern')."),
            new Habit("\\bdistinct\\s+on\\b", "PostgreSQL's DISTINCT ON is written with ROW_NUMBER() OVER (PARTITION BY ... ORDER BY ...) = 1."));

    /** What stands in quotes or is a comment; only the single quotes of a text stay. */
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern NO_COLUMN = Pattern.compile("(?:Column|Unknown field|Unknown identifier) '([^']+)'");
    private static final Pattern NO_TABLE = Pattern.compile("Object '([^']+)' not found");
    private static final Pattern WORD = Pattern.compile("\\w+");

    private final CostflowCatalog catalog;
    private final String database;

    /** @param database the database in which names are looked up */
    StatementHints(CostflowCatalog catalog, String database) {
        this.catalog = catalog;
        this.database = database;
    }

    /**
     * Returns a sentence that helps, if there is one.
     *
     * @param statement the text that failed
     * @param message why it failed
     */
    Optional<String> hint(String statement, String message) {
        String bare = TEXT.matcher(statement).replaceAll(match -> match.group().startsWith("'") ? "''" : " ");
        Optional<String> habit = HABITS.stream().filter(known -> known.pattern().matcher(bare).find()).map(Habit::hint).findFirst();
        return habit.isPresent() ? habit : ofName(bare, message);
    }

    private Optional<String> ofName(String statement, String message) {
        try {
            Matcher column = NO_COLUMN.matcher(message);
            if (column.find()) {
                return nearest(column.group(1), columns(statement)).map(near -> "Did you mean " + near + "?");
            }
            Matcher table = NO_TABLE.matcher(message);
            return table.find() ? ofTable(table.group(1)) : Optional.empty();
        } catch (DatabaseNotExistException | TableNotExistException | CatalogException e) {
            // what cannot be looked up now is no help
            return Optional.empty();
        }
    }

    private Optional<String> ofTable(String name) throws DatabaseNotExistException {
        for (String other : catalog.listDatabases()) {
            if (!other.equals(database) && catalog.listTables(other).contains(name)) {
                return Optional.of("There is one in " + other + ": write " + other + "." + name + ", or USE " + other + ".");
            }
        }
        return nearest(name, catalog.listTables(database)).map(near -> "Did you mean " + near + "?");
    }

    /** The columns of the tables that the statement names. */
    private List<String> columns(String statement) throws DatabaseNotExistException, TableNotExistException {
        List<String> words = WORD.matcher(statement).results().map(match -> match.group()).toList();
        List<String> columns = new ArrayList<>();
        for (String owner : catalog.listDatabases()) {
            if (owner.equals(database) || words.contains(owner)) {
                for (String table : catalog.listTables(owner)) {
                    if (words.contains(table)) {
                        catalog.getTable(new ObjectPath(owner, table)).getUnresolvedSchema().getColumns().stream().map(UnresolvedColumn::getName).forEach(columns::add);
                    }
                }
            }
        }
        return columns;
    }

    /** The name that differs in the fewest letters, or the shortest that contains all of them; none if all are far. */
    private static Optional<String> nearest(String name, Collection<String> names) {
        LevenshteinDistance distance = new LevenshteinDistance();
        int tolerance = Math.max(2, name.length() / 3);
        Optional<String> near = names.stream().filter(known -> distance.apply(name, known) <= tolerance).min(Comparator.comparing(known -> distance.apply(name, known)));
        return near.isPresent() ? near : names.stream().filter(known -> known.contains(name) || name.contains(known)).min(Comparator.comparing(String::length));
    }
}
