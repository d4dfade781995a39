package io.costflow.sql.shell;

import io.costflow.sql.catalog.CostflowCatalog;
import io.costflow.sql.function.Functions;
import io.costflow.sql.lake.LakeTable;
import io.costflow.sql.session.SqlFailure;
import io.costflow.sql.session.SqlSession;
import java.util.List;
import org.apache.flink.table.api.Schema.UnresolvedPhysicalColumn;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;

/** What there is, as lines to read. */
final class CatalogListing {

    private final SqlSession session;
    private final CostflowCatalog catalog;

    CatalogListing(SqlSession session) {
        this.session = session;
        this.catalog = session.catalog();
    }

    List<String> databases() {
        return catalog.listDatabases();
    }

    List<String> functions() {
        return Functions.descriptions();
    }

    /** The tables of the current database, and what each is. */
    List<String> tables() throws SqlFailure {
        try {
            List<String> names = catalog.listTables(session.currentDatabase());
            int width = names.stream().mapToInt(String::length).max().orElse(1);
            return names.stream()
                    .map(name -> String.format("%-" + width + "s  %s", name, LakeTable.of(name).isPresent() ? "line items of the lake" : "in the database"))
                    .toList();
        } catch (DatabaseNotExistException | CatalogException e) {
            throw SqlFailure.of(e);
        }
    }

    /** The columns of a table, whose name may have its database before it. */
    List<String> columns(String name) throws SqlFailure {
        String plain = name.replace("`", "");
        int point = plain.indexOf('.');
        ObjectPath path = point < 0
                ? new ObjectPath(session.currentDatabase(), plain)
                : new ObjectPath(plain.substring(0, point), plain.substring(point + 1));
        try {
            CatalogBaseTable table = catalog.getTable(path);
            List<UnresolvedPhysicalColumn> columns =
                    table.getUnresolvedSchema().getColumns().stream().map(column -> (UnresolvedPhysicalColumn) column).toList();
            int width = columns.stream().mapToInt(column -> column.getName().length()).max().orElse(1);
            return columns.stream()
                    .map(column -> String.format("%-" + width + "s  %s", column.getName(), column.getDataType()))
                    .toList();
        } catch (TableNotExistException e) {
            throw new SqlFailure("There is no table " + path.getFullName() + "; \\d lists those that there are.", e);
        } catch (CatalogException e) {
            throw SqlFailure.of(e);
        }
    }
}
