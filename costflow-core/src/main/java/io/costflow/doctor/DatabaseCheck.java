package io.costflow.doctor;

import io.costflow.database.PostgresConnections;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.provider.WantedOutputs;
import io.costflow.reference.DiscoveredTenants;
import io.costflow.reference.SourceDirectory;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether the database can be reached, and has the tables that are read and written, with the rights for it. */
public final class DatabaseCheck {

    /** How long each question may take when a run waits for the answers. */
    private static final int SECONDS = 6;

    private static final String TENANT_PROVIDERS = "reporting_tenant_api_provider";

    private final Settings settings;
    private final Connection connection;
    private final List<Finding> findings = new ArrayList<>();
    /** What is wrong, by tenant. */
    private final Map<String, List<Finding>> problematic = new TreeMap<>();
    private int served;

    private DatabaseCheck(Settings settings, Connection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    /**
     * Connects, as a run does, and looks at the tables. Where those of some tenants are as they should be, a run can serve these: then the problems of the others
     * are notes.
     */
    public static List<Finding> check(Settings settings) {
        return connected(settings, connection -> {
            DatabaseCheck check = new DatabaseCheck(settings, connection);
            check.checkTables();
            return check.findingsOfRun();
        });
    }

    /** Connects, as a run does, and asks for nothing. */
    public static List<Finding> checkConnection(Settings settings) {
        return connected(settings, connection -> List.of(Finding.ok("database.url (" + settings.database().url() + ") answers.")));
    }

    private interface Check {
        List<Finding> run(Connection connection) throws SQLException;
    }

    private static List<Finding> connected(Settings settings, Check check) {
        try (Connection connection = connect(settings, SECONDS)) {
            return check.run(connection);
        } catch (SQLException e) {
            return List.of(Finding.problem(DatabaseFailure.sentence(settings.database(), e), e));
        }
    }

    static Connection connect(Settings settings, int seconds) throws SQLException {
        Connection connection = PostgresConnections.open(settings.database(), seconds, "costflow check");
        connection.setReadOnly(true);
        return connection;
    }

    /** Looks at the tables and rights of all tenants. */
    static List<Finding> tables(Settings settings, Connection connection) throws SQLException {
        DatabaseCheck check = new DatabaseCheck(settings, connection);
        check.checkTables();
        return check.findings;
    }

    private void checkTables() throws SQLException {
        String role = settings.database().user();
        Collection<String> tenants = tenants(role);
        if (settings.discoversSources()) {
            findings.addAll(new TableCheck(connection, role, "public").check(RequiredTable.SHARED, true, Set.of()));
            if (tenants.isEmpty()) {
                findings.add(Finding.problem("The database has no schema with the table " + TENANT_PROVIDERS
                        + ", so there are no sources to discover; check database.url, or list the sources in the configuration."));
            }
        }
        for (String tenant : tenants) {
            List<Finding> ofTenant = checkTenant(role, tenant);
            if (ofTenant.stream().anyMatch(Finding::isProblem)) {
                problematic.put(tenant, ofTenant);
            }
            findings.addAll(ofTenant);
        }
        served = tenants.size() - problematic.size();
        if (findings.stream().noneMatch(Finding::isProblem)) {
            findings.add(Finding.ok("The tables of " + tenants.size() + (tenants.size() == 1 ? " tenant" : " tenants") + " are there, and '" + role
                    + "' has the rights on them."));
        }
    }

    /** A problem that all tenants share, or that leaves none to be served, is one of the run. */
    private List<Finding> findingsOfRun() {
        List<Finding> shared = new ArrayList<>(findings);
        problematic.values().forEach(shared::removeAll);
        if (served == 0 || shared.stream().anyMatch(Finding::isProblem)) {
            return findings;
        }
        problematic.forEach((tenant, found) -> found.stream().filter(Finding::isProblem)
                .forEach(problem -> shared.add(Finding.note("The days of tenant " + tenant + " that need it are left out: " + problem.sentence()))));
        return shared;
    }

    private List<Finding> checkTenant(String role, String tenant) throws SQLException {
        TableCheck tables = new TableCheck(connection, role, tenant);
        if (!tables.schemaExists()) {
            return List.of(Finding.problem("The database has no schema '" + tenant + "'; check the tenant of the source, or database.url."));
        }
        List<Finding> found = tables.check(RequiredTable.OF_TENANT, settings.discoversSources(), outputsOfClusters());
        if (!tables.mayUseSchema()) {
            return found; // the server answers nothing else about the schema
        }
        // sources can be discovered only where the tables that name them can be read
        boolean known = !settings.discoversSources() || findings.size() == ofOthers() && found.isEmpty();
        if (known) {
            Set<String> needs = outputs(tenant);
            found = tables.check(RequiredTable.OF_TENANT, settings.discoversSources(), needs);
            found.addAll(sharedTables(role, needs));
        }
        found.addAll(new OwnTablesCheck(connection, role, tenant).check());
        found.addAll(inventory(role, tenant, known ? outputs(tenant) : Set.of()));
        return found;
    }

    /** What is wrong with the tables that say what there is, if Costflow keeps them. What is said of another tenant too is said once. */
    private List<Finding> inventory(String role, String tenant, Set<String> needs) throws SQLException {
        List<Finding> found = new ArrayList<>();
        if (settings.run().inventory().isOurs()) {
            found.addAll(new TableCheck(connection, role, tenant).check(RequiredTable.INVENTORY, false, needs));
            found.addAll(new TableCheck(connection, role, "public").check(RequiredTable.LINKS, false, needs));
            found.addAll(new InventoryRightsCheck(connection, role).check());
        }
        if (settings.run().inventory().createsReportPeriods()) {
            found.addAll(new TableCheck(connection, role, tenant).check(RequiredTable.REPORT_PERIODS, false, needs));
        }
        found.removeAll(findings);
        return found;
    }

    /** What is wrong with tables that all tenants share, without those that only name the sources, and not said of another tenant. */
    private List<Finding> sharedTables(String role, Set<String> ofTenant) throws SQLException {
        Set<String> needs = new HashSet<>(ofTenant);
        if (settings.discoversSources()) {
            // a source of any kind may be added
            Providers.outputs().stream().filter(output -> settings.run().outputs().includes(output.id(), output.byDefault())).map(Output::id).forEach(needs::add);
        }
        List<RequiredTable> needed = RequiredTable.SHARED.stream().filter(table -> table.isNeeded(false, needs)).toList();
        return needed.isEmpty()
                ? List.of()
                : new TableCheck(connection, role, "public").check(needed, false, needs).stream().filter(finding -> !findings.contains(finding)).toList();
    }

    /** How many findings are about tenants that were checked before. */
    private long ofOthers() {
        return problematic.values().stream().mapToLong(List::size).sum();
    }

    /** The outputs of clusters, which a tenant whose sources are discovered may have at any time. */
    private Set<String> outputsOfClusters() {
        Set<String> needs = new HashSet<>();
        if (settings.discoversSources()) {
            Providers.all().stream()
                    .filter(provider -> !provider.type().cloud())
                    .flatMap(provider -> provider.outputs().stream())
                    .filter(output -> settings.run().outputs().includes(output.id(), output.byDefault()))
                    .map(Output::id)
                    .forEach(needs::add);
        }
        return needs;
    }

    /** The outputs that are published of a tenant's sources, and the kinds of its sources. */
    private Set<String> outputs(String tenant) throws SQLException {
        List<SourceSettings> sources = settings.discoversSources() ? Providers.directory().sources(connection, tenant, settings.defaults()) : settings.sources();
        WantedOutputs wanted = new WantedOutputs(settings.run());
        Set<String> needs = new HashSet<>(outputsOfClusters());
        for (SourceSettings source : sources) {
            if (source.tenant().equals(tenant)) {
                needs.add(source.type());
                Providers.of(source).outputs().stream().filter(output -> wanted.isPublished(source, output)).map(Output::id).forEach(needs::add);
            }
        }
        return needs;
    }

    /** The tenants to check. Where some are granted, the others are named and left out, since koku creates tenants without rights for the role. */
    private Collection<String> tenants(String role) throws SQLException {
        if (!settings.discoversSources()) {
            return new TreeSet<>(settings.sources().stream().map(SourceSettings::tenant).toList());
        }
        DiscoveredTenants tenants = SourceDirectory.tenants(connection, settings.tenants());
        if (tenants.readable().isEmpty()) {
            return tenants.ungranted();
        }
        if (!tenants.ungranted().isEmpty()) {
            findings.add(Finding.note(tenants.ungranted().size() + " of " + (tenants.readable().size() + tenants.ungranted().size()) + " tenants are left out ("
                    + String.join(", ", tenants.ungranted()) + "). " + DiscoveredTenants.reason(role)));
        }
        return tenants.readable();
    }
}
