package io.costflow.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/**
 * A database with koku's tables, as koku itself creates them except for the month partitions: all rows go to the default partition.
 *
 * @param url its JDBC URL
 * @param user the role that Costflow connects as, which has the rights of docs/database-role.sql and no others
 * @param password the role's password
 */
public record KokuDatabase(String url, String user, String password) {
    private static final List<String> SCRIPTS = List.of("/testbed/koku-schema.sql", "/testbed/koku-cost-model.sql");

    /** docs/database-role.sql, written for psql. */
    private static final String ROLE_SCRIPT = "/testbed/database-role.sql";

    /** The database's name. */
    String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** A new connection of the role that owns koku's tables, which the caller closes. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, EmbeddedDatabase.OWNER, EmbeddedDatabase.OWNER_PASSWORD);
    }

    /** A new connection of the role that Costflow connects as, which the caller closes. */
    public Connection connectAsCostflow() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /**
     * Creates a tenant's schema with its tables, and the shared tables when they are not there yet.
     *
     * @param tenant the schema's name, such as {@code org1234567}: lower-case letters, digits and underscores
     */
    public void createTenant(String tenant) throws SQLException {
        if (!tenant.matches("[a-z_][a-z0-9_]*")) {
            throw new IllegalArgumentException("The tenant '" + tenant + "' is not a schema name: use lower-case letters, digits and underscores.");
        }
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            for (String script : SCRIPTS) {
                statement.execute(text(script).replace(EmbeddedDatabase.TENANT, tenant));
            }
        }
        runScript(roleScript(tenant));
    }

    /** The script that gives the role its rights, with names in place of psql's variables. */
    private String roleScript(String tenant) {
        return text(ROLE_SCRIPT)
                .replace(":\"role\"", quoted(user)).replace(":\"tenant\"", quoted(tenant)).replace(":'tenant'", "'" + tenant + "'").replace(":\"DBNAME\"", quoted(name()));
    }

    /** Names the scripts by their contents: databases of different names have different tables. */
    static String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String script : SCRIPTS) {
                digest.update(text(script).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(text(ROLE_SCRIPT).getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    /** Runs a script of any statements as the role that owns koku's tables. */
    public void runScript(String script) throws SQLException {
        // as psql does it: the driver's own way of taking scripts apart does not know functions whose bodies are statements
        String simple = url + (url.contains("?") ? "&" : "?") + "preferQueryMode=simple";
        try (Connection connection = DriverManager.getConnection(simple, EmbeddedDatabase.OWNER, EmbeddedDatabase.OWNER_PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    /** The command that opens the database in PostgreSQL's terminal. */
    public String psqlCommand() {
        return "psql " + url.substring("jdbc:".length()).replace("://", "://" + EmbeddedDatabase.OWNER + ":" + EmbeddedDatabase.OWNER_PASSWORD + "@");
    }

    private static String text(String name) {
        try (InputStream script = KokuDatabase.class.getResourceAsStream(name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
