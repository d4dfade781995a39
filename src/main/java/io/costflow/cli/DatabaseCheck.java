package io.costflow.cli;

import io.costflow.correlation.aws.AwsBilling;
import io.costflow.publish.PublishedTable;
import io.costflow.reference.SourceDirectory;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.postgresql.util.PSQLState;

/** Whether the database can be reached and has the tables that are read and written. */
final class DatabaseCheck {

    private static final String SUMMARY = "reporting_ocpusagelineitem_daily_summary";
    private static final String TENANT_PROVIDERS = "reporting_tenant_api_provider";

    private static final List<String> TENANT_TABLES =
            List.of("reporting_enabledtagkeys", "reporting_ocp_cost_category_namespace", "reporting_ocp_nodes", "reporting_ocpusagereportperiod", SUMMARY);

    /** Written when the tenant has an AWS source, besides the bills, which are read. */
    private static final List<String> AWS_SUMMARIES = new AwsBilling().tables().stream().map(PublishedTable::name).toList();

    private static final List<String> AWS_TABLES = Stream.concat(Stream.of("reporting_awscostentrybill"), AWS_SUMMARIES.stream()).toList();

    /** The tables that are written, not only read. */
    private static final List<String> WRITTEN = Stream.concat(Stream.of(SUMMARY), AWS_SUMMARIES.stream()).toList();

    /** Read besides when the sources are discovered. */
    private static final List<String> SHARED_TABLES = List.of("api_provider", "api_providerauthentication", "api_providerinfrastructuremap");

    private final Settings settings;
    private final List<String> problems = new ArrayList<>();

    DatabaseCheck(Settings settings) {
        this.settings = settings;
    }

    List<String> check() {
        DatabaseSettings database = settings.database();
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        if (database.password() != null) {
            properties.setProperty("password", database.password());
        }
        // a silent server is asked twice, with encryption and without; both must fit into the time that the preflight has
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("sslResponseTimeout", "3000");
        properties.setProperty("socketTimeout", "5");
        properties.setProperty("ApplicationName", "costflow preflight");
        try (Connection connection = DriverManager.getConnection(database.url(), properties)) {
            connection.setReadOnly(true);
            checkTables(connection);
        } catch (SQLException e) {
            problems.add(sentence(database, e));
        }
        return problems;
    }

    private void checkTables(Connection connection) throws SQLException {
        Collection<String> tenants = new TreeSet<>(settings.sources().stream().map(SourceSettings::tenant).toList());
        if (settings.discoversSources()) {
            checkSchema(connection, "public", SHARED_TABLES);
            tenants = schemasWithProviders(connection);
            if (tenants.isEmpty()) {
                problems.add("The database has no schema with the table " + TENANT_PROVIDERS
                        + ", so there are no sources to discover; check database.url, or list the sources in the configuration.");
            }
        }
        for (String tenant : tenants) {
            checkSchema(connection, tenant, TENANT_TABLES);
        }
        // sources can be discovered only where their tables are
        if (problems.isEmpty() || !settings.discoversSources()) {
            for (String tenant : tenantsWithAwsSources(connection)) {
                if (schemaExists(connection, tenant)) {
                    checkSchema(connection, tenant, AWS_TABLES);
                }
            }
        }
    }

    private Collection<String> tenantsWithAwsSources(Connection connection) throws SQLException {
        return new TreeSet<>(SourceDirectory.sources(settings, connection).stream()
                .filter(source -> source.type() == SourceSettings.Type.AWS)
                .map(SourceSettings::tenant)
                .toList());
    }

    private void checkSchema(Connection connection, String schema, List<String> tables) throws SQLException {
        if (!schemaExists(connection, schema)) {
            problems.add("The database has no schema '" + schema + "'; check the tenant of the source, or database.url.");
            return;
        }
        String query = "select t.name, c.oid is not null, has_table_privilege(c.oid, 'select') and (t.name <> all (?)"
                + " or has_table_privilege(c.oid, 'insert') and has_table_privilege(c.oid, 'update') and has_table_privilege(c.oid, 'delete'))"
                + " from unnest(?::text[]) with ordinality t(name, position)"
                + " left join (pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = ?) on c.relname = t.name and c.relkind in ('r',"
                        + " 'p', 'v', 'f')"
                + " order by t.position";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            Array names = connection.createArrayOf("text", tables.toArray());
            statement.setArray(1, connection.createArrayOf("text", WRITTEN.toArray()));
            statement.setArray(2, names);
            statement.setString(3, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String table = schema + "." + rows.getString(1);
                    if (!rows.getBoolean(2)) {
                        problems.add("The table " + table + " does not exist; run koku's migrations, or check the tenant and database.url.");
                    } else if (!rows.getBoolean(3)) {
                        problems.add("The user '" + settings.database().user() + "' lacks rights on the table " + table
                                + "; grant them, or change database.user.");
                    }
                }
            }
        }
    }

    private static boolean schemaExists(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1 from pg_namespace where nspname = ?")) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static Collection<String> schemasWithProviders(Connection connection) throws SQLException {
        String query = "select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname = ? and c.relkind in ('r', 'p',"
                + " 'v') order by 1";
        Collection<String> schemas = new TreeSet<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, TENANT_PROVIDERS);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    schemas.add(rows.getString(1));
                }
            }
        }
        return schemas;
    }

    private static String sentence(DatabaseSettings database, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (failure.getCause() instanceof UnknownHostException) {
            return "The host of database.url (" + database.url() + ") is not known; check its name.";
        }
        if (failure.getCause() instanceof ConnectException && state.equals(PSQLState.CONNECTION_UNABLE_TO_CONNECT.getState())) {
            return "Nothing listens at database.url (" + database.url() + "); check host and port, or start the database.";
        }
        if (failure.getCause() instanceof SocketTimeoutException) {
            return "The server of database.url (" + database.url() + ") does not answer; check host and port, and the network.";
        }
        return switch (state) {
            case "28P01" -> "The database refuses the password of user '" + database.user() + "'; check database.user and database.password.";
            case "28000" -> "The database lets user '" + database.user() + "' not in from here; check database.user, and the server's pg_hba.conf.";
            case "3D000" -> "The database of database.url (" + database.url() + ") does not exist; check its name.";
            case "42501" -> "The user '" + database.user() + "' lacks rights: " + failure.getMessage();
            case "08004" -> "The database asks for a password, or refuses the connection; check database.password. It says: " + failure.getMessage();
            default -> "The database at database.url (" + database.url() + ") cannot be used: " + failure.getMessage();
        };
    }
}
