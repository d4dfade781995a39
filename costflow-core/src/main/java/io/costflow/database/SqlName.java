package io.costflow.database;

import java.nio.charset.StandardCharsets;

/** Names of schemas, tables and columns as SQL text. Every name that reaches PostgreSQL inside a statement goes through here. */
public final class SqlName {

    /** PostgreSQL cuts longer names off without an error, and would then mean another object. */
    private static final int LONGEST_NAME_IN_BYTES = 63;

    private SqlName() {}

    /**
     * The name as a quoted identifier, so that no name can be read as anything else.
     *
     * @throws IllegalArgumentException if PostgreSQL cannot have an object of this name
     */
    public static String quoted(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0 || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_IN_BYTES) {
            throw new IllegalArgumentException("\"" + name.replace('\0', '\uFFFD') + "\" cannot be the name of a schema, table or column: "
                    + "PostgreSQL's names have 1 to " + LONGEST_NAME_IN_BYTES + " bytes and no U+0000. Correct the tenant's name in the configuration.");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as a literal of SQL, for statements that take no parameters. */
    public static String literal(String text) {
        String doubled = text.replace("'", "''");
        // a server may be set to read backslashes as escapes; after E each does
        return text.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }

    /** The quoted name of a table in a tenant's schema. */
    public static String quoted(String tenant, String table) {
        return quoted(tenant) + "." + quoted(table);
    }
}
