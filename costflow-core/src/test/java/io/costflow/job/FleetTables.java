package io.costflow.job;

import static io.costflow.job.FleetSource.ALPHA;
import static io.costflow.job.FleetSource.AWS;
import static io.costflow.job.FleetSource.BRAVO;
import static io.costflow.job.FleetSource.CHARLIE;

import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.KeptConnections;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;

/** What koku's tables say of the sources, and changes of it. */
final class FleetTables {

    private static final String NOBODY = "00000000-0000-0000-0000-0000000000ff";
    private static final int ON_AWS = 1;

    private final KokuDatabase database;
    private final LocalDate month;

    private FleetTables(KokuDatabase database, LocalDate month) {
        this.database = database;
        this.month = month;
    }

    /**
     * Writes what the tables say at first: two clusters on the account and one that is not.
     *
     * @param month the first day of the month that all days are in
     */
    static FleetTables insert(KokuDatabase database, LocalDate month) throws SQLException {
        FleetTables tables = new FleetTables(database, month);
        tables.execute("insert into public.api_providerinfrastructuremap (id, infrastructure_type, infrastructure_provider_id) values ("
                + ON_AWS + ", 'AWS', '" + AWS.uuid() + "')");
        tables.addSource(AWS);
        for (FleetSource cluster : List.of(ALPHA, BRAVO, CHARLIE)) {
            tables.addSource(cluster);
        }
        tables.runOnAccount(ALPHA);
        tables.runOnAccount(BRAVO);
        tables.addBill();
        tables.execute("insert into %s.cost_model (uuid, source_type, markup, distribution_info) values ('" + NOBODY + "', 'AWS', '{}', '{}')");
        tables.execute("insert into %s.cost_model_map (provider_uuid, cost_model_id) values ('" + AWS.uuid() + "', '" + NOBODY + "')");
        tables.setMarkup(10);
        tables.enableKey("OCP", "app", true);
        tables.enableKey("AWS", "app", true);
        return tables;
    }

    /** Registers a cluster or the account, so that it is discovered. */
    void addSource(FleetSource source) throws SQLException {
        String type = source == AWS ? "AWS" : "OCP";
        execute("insert into public.api_providerauthentication (id, credentials) values (%d, '{\"cluster_id\": \"%s\"}')"
                .formatted(source.ordinal(), source.shortName()));
        execute("insert into public.api_provider (uuid, name, type, authentication_id) values ('%s', '%s', '%s', %d)"
                .formatted(source.uuid(), source.name(), type, source.ordinal()));
        if (source != AWS) {
            execute(("insert into %%s.reporting_ocpusagereportperiod (cluster_id, report_period_start, report_period_end, provider_id)"
                    + " values ('%s', '%s 00:00Z', '%s 00:00Z', '%s')").formatted(source.shortName(), month, month.plusMonths(1), source.uuid()));
        }
        execute("insert into %%s.reporting_tenant_api_provider (name, type, provider_id) values ('%s', '%s', '%s')"
                .formatted(source.name(), type, source.uuid()));
    }

    /** Pauses a source, which is then as good as removed, or lets it go on. */
    void pause(FleetSource source, boolean paused) throws SQLException {
        execute("update public.api_provider set paused = " + paused + " where uuid = '" + source.uuid() + "'");
    }

    /** koku has found out that a cluster runs on the account. */
    void runOnAccount(FleetSource cluster) throws SQLException {
        execute("update public.api_provider set infrastructure_id = " + ON_AWS + " where uuid = '" + cluster.uuid() + "'");
    }

    /** koku has found out that a cluster runs on no account any more. */
    void leaveAccount(FleetSource cluster) throws SQLException {
        execute("update public.api_provider set infrastructure_id = null where uuid = '" + cluster.uuid() + "'");
    }

    /** The month's bill of the account: another one than before, if there was one. */
    void addBill() throws SQLException {
        execute("delete from %s.reporting_awscostentrybill");
        execute(("insert into %%s.reporting_awscostentrybill (billing_resource, billing_period_start, billing_period_end, provider_id)"
                + " values ('aws', '%s 00:00Z', '%s 00:00Z', '%s')").formatted(month, month.plusMonths(1), AWS.uuid()));
    }

    /** @param provider {@code OCP} or {@code AWS} */
    void enableKey(String provider, String key, boolean enabled) throws SQLException {
        execute(("insert into %%s.reporting_enabledtagkeys (key, enabled, provider_type) values ('%s', %s, '%s')"
                + " on conflict (key, provider_type) do update set enabled = excluded.enabled").formatted(key, enabled, provider));
    }

    void setMarkup(int percent) throws SQLException {
        execute("update %%s.cost_model set markup = '{\"value\": %d, \"unit\": \"percent\"}'".formatted(percent));
    }

    /** Puts namespaces into a cost category, or takes them out of all. */
    void setCategory(String namespaces, Integer category) throws SQLException {
        execute("delete from %%s.reporting_ocp_cost_category_namespace where namespace = '%s'".formatted(namespaces));
        if (category != null) {
            execute("insert into %%s.reporting_ocp_cost_category_namespace (namespace, system_default, cost_category_id) values ('%s', false, %d)"
                    .formatted(namespaces, category));
        }
    }

    /** What a cluster's first node is said to be. */
    void setRole(FleetSource cluster, String role) throws SQLException {
        execute("delete from %%s.reporting_ocp_nodes where node = '%s'".formatted(cluster.node(1)));
        execute("insert into %%s.reporting_ocp_nodes (node, resource_id, cluster_id, node_role) values ('%s', '%s', '%s', '%s')"
                .formatted(cluster.node(1), cluster.machine(1), NOBODY, role));
    }

    private void execute(String sql) throws SQLException {
        KeptConnections.ask(database, connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql.replace("%s", FleetSource.TENANT));
            }
        });
    }
}
