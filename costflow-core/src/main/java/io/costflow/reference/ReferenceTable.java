package io.costflow.reference;

import java.io.Serializable;

/**
 * A table that a provider takes reference data from. It is read where it exists.
 *
 * @param schema the schema that all tenants share; null if the table is in each tenant's own
 * @param name the table
 * @param columns the columns to read, as SQL separated by commas; every value is read as text
 * @param order the columns that the rows are sorted by, so that equal data is equal
 * @param condition which rows are read, as SQL
 * @param mayBeAbsent whether a tenant without it has no such data, rather than an incomplete database
 */
public record ReferenceTable(String schema, String name, String columns, String order, String condition, boolean mayBeAbsent) implements Serializable {

    /** A table that a provider's sources need. */
    public ReferenceTable(String schema, String name, String columns, String order, String condition) {
        this(schema, name, columns, order, condition, false);
    }

    /** A table of the tenant's schema. */
    public ReferenceTable(String name, String columns, String order, String condition) {
        this(null, name, columns, order, condition);
    }

    /** A table of the tenant's schema that koku has only since a later version. */
    public static ReferenceTable ofLaterVersions(String name, String columns, String order, String condition) {
        return new ReferenceTable(null, name, columns, order, condition, true);
    }

    /** The schema that it is in, for a tenant. */
    String schema(String tenant) {
        return schema == null ? tenant : schema;
    }
}
