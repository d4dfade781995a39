package io.costflow.publish;

import java.io.Serializable;
import java.util.List;

/**
 * A table of the tenant's schema that days are published to.
 *
 * @param name the table
 * @param key the column that identifies a row together with {@code usage_start}: {@code uuid} or {@code id}
 * @param columns the columns that are written, the key and {@code usage_start} among them, in the order of the staged text
 * @param owned an SQL condition on the columns of the table, without alias, that says which rows of a source and day are ours, or null for all of them; other
 *     rows are never read or written
 */
public record PublishedTable(String name, String key, List<String> columns, String owned) implements Serializable {

    /** The column that names the source a row belongs to, the same in every table. */
    public static final String SOURCE_COLUMN = "source_uuid";

    /** The column that names the day a row belongs to, the same in every table. */
    public static final String DAY_COLUMN = "usage_start";
}
