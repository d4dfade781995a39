package io.costflow.publish;

import io.costflow.day.OutputPeriod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A table of the tenant's schema that days are published to. The names of the columns and the lines for COPY follow from one list.
 *
 * @param name the table
 * @param key the column that identifies a row together with {@code usage_start}: {@code uuid} or {@code id}
 * @param owned an SQL condition on the columns of the table, without alias, that says which rows of a source and day are ours, or null for all of them; other
 *     rows are never read or written
 * @param columns the columns that are written, the key and {@code usage_start} among them, in the order of the staged text
 * @param own whether it is Costflow's own, which is created when it is published to for the first time; else it is koku's
 * @param <R> what a row is made from
 */
public record Table<R>(String name, String key, String owned, List<Column<R>> columns, boolean own) {

    /** The column that names the source a row belongs to, the same in every table. */
    public static final String SOURCE_COLUMN = "source_uuid";

    /** The column that names the day a row belongs to, the same in every table. */
    public static final String DAY_COLUMN = "usage_start";

    /** A table of koku's. */
    public Table(String name, String key, String owned, List<Column<R>> columns) {
        this(name, key, owned, columns, false);
    }

    /** A table of Costflow's own, all of whose rows are ours. */
    public static <R> Table<R> ofOurs(String name, List<Column<R>> columns) {
        return new Table<>(name, "id", null, columns, true);
    }

    /** @throws IllegalArgumentException if two columns have one name, or none has that of the key */
    public Table {
        columns = List.copyOf(columns);
        Set<String> names = new HashSet<>();
        for (Column<R> column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("The table " + name + " has two columns " + column.name() + ".");
            }
        }
        if (!names.contains(key)) {
            throw new IllegalArgumentException("The table " + name + " has no column " + key + ", its key.");
        }
    }

    /** The names of the columns, in their order. */
    public List<String> columnNames() {
        List<String> names = new ArrayList<>(columns.size());
        columns.forEach(column -> names.add(column.name()));
        return names;
    }

    /** An SQL condition on the columns of the table, without alias: whether a row of a source and day is ours. */
    public String isOwned() {
        return owned == null ? "true" : "(" + owned + ")";
    }

    /**
     * An SQL condition: whether a row is one of ours of a period.
     *
     * @param alias what stands before the columns of source and day, such as {@code old.}; the condition of ownership has no alias
     */
    public String isOurs(OutputPeriod period, String alias) {
        return isOf(period, alias) + " and " + isOwned();
    }

    /** An SQL condition: whether a row is one of a period, ours or not. */
    String isOf(OutputPeriod period, String alias) {
        return alias + SOURCE_COLUMN + " = uuid '" + UUID.fromString(period.source()) + "' and " + alias + DAY_COLUMN + " between date '" + period.from()
                + "' and date '" + period.to() + "'";
    }

    /** Appends a row as one line. */
    public void write(R row, CopyText text) {
        for (int column = 0; column < columns.size(); column++) {
            columns.get(column).write(row, text);
        }
        text.endRow();
    }
}
