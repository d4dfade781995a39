package io.costflow.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.gcp.Gcp;
import io.costflow.provider.azure.Azure;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.reference.ReferenceSnapshot.MappedKey;
import io.costflow.reference.ReferenceSnapshot.NamespacePattern;
import io.costflow.reference.ReferenceSnapshot.NodeRole;
import io.costflow.reference.ReferenceSnapshot.Row;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceDefaults;
import io.costflow.settings.SourceSettings;
import io.costflow.settings.TenantSelection;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reference data and sources from koku's tables in a real PostgreSQL (specification, C.5 and C.6). */
class ReferenceReaderTest {

    private static final String TENANT = EmbeddedDatabase.TENANT;
    private static final String FIRST = "00000000-0000-0000-0000-000000000001";
    private static final String SECOND = "00000000-0000-0000-0000-000000000002";
    private static final String NOBODY = "00000000-0000-0000-0000-0000000000ff";

    private static final List<ProviderTables> TABLES = Providers.all().stream().map(Provider::reference).toList();
    private static final ReferenceTable ALIASES = TABLES.stream()
            .flatMap(provider -> provider.others().stream())
            .filter(table -> table.name().equals("reporting_awsaccountalias"))
            .findFirst()
            .orElseThrow();

    private final EmbeddedDatabase server = SharedServers.database();
    private KokuDatabase database;

    @BeforeEach
    void freshDatabase() throws Exception {
        database = server.createDatabase();
    }

    @Test
    void emptyTablesGiveAnEmptySnapshot() throws Exception {
        assertThat(read()).isEqualTo(SnapshotBuilder.of(TENANT).revision(7).build());
    }

    @Test
    void theSchemaThatTenantsAreClonedFromIsNoTenant() throws Exception {
        execute("create schema template0; create table template0.reporting_tenant_api_provider (like %s.reporting_tenant_api_provider)");
        try (Connection connection = database.connect()) {
            assertThat(SourceDirectory.tenants(connection, TenantSelection.ALL)).isEqualTo(new DiscoveredTenants(List.of(TENANT), List.of()));
        }
    }

    @Test
    void discoveredSourcesOfGcpHaveTheDefaultOfUnattributedStorage() throws Exception {
        execute(provider(FIRST, "One", "GCP-local", "true", "false"));
        execute(provider(SECOND, "Two", "Azure", "true", "false"));
        try (Connection connection = database.connect()) {
            assertThat(Providers.directory().sources(connection, TENANT, new SourceDefaults(false))).containsExactlyInAnyOrder(
                    SourceSettings.cloud(TENANT, Gcp.TYPE, FIRST, null).withUnattributedStorage(false), SourceSettings.cloud(TENANT, Azure.TYPE, SECOND, null));
        }
    }

    @Test
    void enabledKeysAreThoseOfTheProviderInCodePointOrder() throws Exception {
        execute("insert into %s.reporting_enabledtagkeys (key, enabled, provider_type) values ('b', true, 'OCP'), ('B', true, 'OCP'), ('_a', true, 'OCP'),"
                + " ('\uD83D\uDE00', true, 'OCP'), ('\uFFFD', true, 'OCP'), ('off', false, 'OCP'), ('cloud', true, 'AWS'), ('azure', true, 'Azure')");
        ReferenceSnapshot snapshot = read();
        assertThat(snapshot.enabledKeys(OpenShift.TYPE)).containsExactly("B", "_a", "b", "\uFFFD", "\uD83D\uDE00");
        assertThat(snapshot.enabledKeys(Aws.TYPE)).containsExactly("cloud");
    }

    @Test
    void patternsAreAllThereAlsoWhenTheyAreEqual() throws Exception {
        execute("insert into %s.reporting_ocp_cost_category_namespace (namespace, system_default, cost_category_id) overriding user value values"
                + " ('openshift-%%', true, 2), ('kube-%%', true, 2), ('kube-%%', false, 1), ('kube-%%', false, 1)");
        assertThat(read().namespacePatterns()).containsExactly(
                new NamespacePattern("kube-%", 1), new NamespacePattern("kube-%", 1), new NamespacePattern("kube-%", 2),
                new NamespacePattern("openshift-%", 2));
    }

    @Test
    void nodesKeepNullsApartFromEmptyTexts() throws Exception {
        execute("insert into %s.reporting_ocp_nodes (node, resource_id, node_role, cluster_id) values ('n2', 'i-2', 'worker', '" + NOBODY + "'),"
                + " ('n1', '', 'master', '" + NOBODY + "'), ('n1', null, null, '" + NOBODY + "'), ('n1', null, '', '" + NOBODY + "')");
        assertThat(read().nodeRoles()).containsExactly(
                new NodeRole("n1", "", "master"), new NodeRole("n1", null, ""), new NodeRole("n1", null, null), new NodeRole("n2", "i-2", "worker"));
    }

    @Test
    void reportPeriodsAreFoundBySourceAndMonthInUtc() throws Exception {
        execute(provider(FIRST, "One", "OCP", "true", "false"));
        execute("insert into %s.reporting_ocpusagereportperiod (id, cluster_id, report_period_start, report_period_end, provider_id) values"
                + " (12, 'c', '2025-10-01 00:00+00', '2025-11-01 00:00+00', '" + FIRST + "'),"
                + " (11, 'd', '2025-10-01 00:00+00', '2025-11-01 00:00+00', '" + FIRST + "'),"
                + " (13, 'c', '2025-10-31 22:00-02', '2025-12-01 00:00+00', '" + FIRST + "')");
        ReferenceSnapshot snapshot = read();
        assertThat(snapshot.reportPeriod(FIRST, LocalDate.parse("2025-10-31"))).as("the first of two").contains(11);
        assertThat(snapshot.reportPeriod(FIRST, LocalDate.parse("2025-11-01"))).contains(13);
        assertThat(snapshot.reportPeriod(FIRST, LocalDate.parse("2025-12-01"))).isEmpty();
        assertThat(snapshot.reportPeriod(SECOND, LocalDate.parse("2025-10-31"))).isEmpty();
    }

    @Test
    void billsAndAccountAliasesAreThereForClouds() throws Exception {
        execute("insert into %s.reporting_awscostentrybill (id, billing_resource, billing_period_start, billing_period_end, provider_id) values"
                + " (5, 'aws', '2025-10-01 00:00+00', '2025-11-01 00:00+00', '" + FIRST + "')");
        execute("insert into %s.reporting_awsaccountalias (id, account_id, account_alias) values (2, '222', 'two'), (1, '111', 'one')");
        ReferenceSnapshot snapshot = read();
        assertThat(snapshot.bill(FIRST, LocalDate.parse("2025-10-15"))).contains(5);
        assertThat(snapshot.bill(FIRST, LocalDate.parse("2025-09-30"))).isEmpty();
        assertThat(snapshot.rows(ALIASES)).containsExactly(new Row(List.of("111", "1")), new Row(List.of("222", "2")));
    }

    @Test
    void aTenantWithoutTablesOfCloudsHasNothingOfThem() throws Exception {
        execute("drop table %s.reporting_awscostentrybill cascade");
        execute("drop table %s.reporting_awsaccountalias cascade");
        assertThat(read().bills()).isEmpty();
        assertThat(read().rows(ALIASES)).isEmpty();
    }

    @Test
    void aKeyThatIsEnabledIsMappedToOneThatNeedNotBe() throws Exception {
        execute("insert into %s.reporting_enabledtagkeys (key, enabled, provider_type) values ('app', true, 'OCP'), ('App', true, 'OCP'), ('off', false, 'OCP'),"
                + " ('application', false, 'OCP'), ('app', true, 'AWS'), ('product', true, 'AWS')");
        execute("insert into %1$s.reporting_tagmapping (child_id, parent_id) select c.uuid, p.uuid from %1$s.reporting_enabledtagkeys c, %1$s.reporting_enabledtagkeys p"
                + " where c.provider_type = p.provider_type and (c.key, p.key) in (('app', 'application'), ('App', 'application'), ('off', 'application'), ('app', 'product'))");
        ReferenceSnapshot snapshot = read();
        assertThat(snapshot.mappedKeys(OpenShift.TYPE)).containsExactly(new MappedKey("OCP", "App", "application"), new MappedKey("OCP", "app", "application"));
        assertThat(snapshot.mappedKeys(Aws.TYPE)).containsExactly(new MappedKey("AWS", "app", "product"));

        execute("drop table %s.reporting_tagmapping");
        assertThat(read().mappedKeys(OpenShift.TYPE)).isEmpty();
    }

    @Test
    void tablesThatAProviderNamesAreReadWhereTheyExist() throws Exception {
        ReferenceTable prices = new ReferenceTable("prices", "sku, price, valid", "sku collate \"C\"", "sku is not null");
        List<ProviderTables> providers = List.of(new ProviderTables("Lunar", "lunar_bill", List.of(prices)));
        execute("insert into %s.reporting_enabledtagkeys (key, enabled, provider_type) values ('crater', true, 'Lunar'), ('app', true, 'OCP')");
        assertThat(read(providers)).satisfies(snapshot -> {
            assertThat(snapshot.enabledKeys()).containsExactly(new ReferenceSnapshot.EnabledKeys("Lunar", List.of("crater")));
            assertThat(snapshot.rows(prices)).isEmpty();
            assertThat(snapshot.bills()).isEmpty();
        });

        execute("create table %s.prices (sku text, price numeric, valid boolean)");
        execute("insert into %s.prices values ('b', 0.10, true), ('B', null, false), (null, 1, true)");
        execute("create table %s.lunar_bill (id int, billing_period_start timestamptz, provider_id uuid)");
        execute("insert into %s.lunar_bill values (7, '2025-10-01 00:00+00', '" + FIRST + "')");
        ReferenceSnapshot snapshot = read(providers);
        assertThat(snapshot.rows(prices)).as("as text, in order, on the condition").containsExactly(
                new Row(Arrays.asList("B", null, "f")), new Row(List.of("b", "0.10", "t")));
        assertThat(snapshot.bill(FIRST, LocalDate.parse("2025-10-15"))).contains(7);
        assertThat(snapshot.rows(ALIASES)).as("of a provider that is not there").isEmpty();
    }

    @Test
    void markupsOfCostModelsAreFractions() throws Exception {
        execute("create table if not exists %s.cost_model (uuid uuid primary key, markup jsonb, distribution_info jsonb)");
        execute("create table if not exists %s.cost_model_map (provider_uuid uuid, cost_model_id uuid)");
        execute("insert into %s.cost_model (uuid, markup, distribution_info) values ('" + NOBODY + "', '{\"value\": \"12.5\", \"unit\": \"percent\"}',"
                + " '{\"distribution_type\": \"memory\"}')");
        execute("insert into %s.cost_model_map (provider_uuid, cost_model_id) values ('" + FIRST + "', '" + NOBODY + "')");
        assertThat(read().costModel(FIRST)).hasValueSatisfying(model -> {
            assertThat(model.markup()).isEqualByComparingTo(new BigDecimal("0.125"));
            assertThat(model.distribution()).isEqualTo("memory");
        });
    }

    @Test
    void withoutConfiguredSourcesTheTenantsActiveProvidersAreTaken() throws Exception {
        execute(provider(FIRST, "My Cluster", "OCP", "true", "false"));
        execute(provider(SECOND, "My Account", "AWS-local", "true", "false"));
        execute(provider("00000000-0000-0000-0000-000000000003", "Inactive", "OCP", "false", "false"));
        execute(provider("00000000-0000-0000-0000-000000000004", "Paused", "OCP", "true", "true"));
        execute(provider("00000000-0000-0000-0000-000000000005", "Oracle", "OCI", "true", "false"));
        execute("update public.api_provider set authentication_id = 1 where uuid = '" + FIRST + "';"
                + "insert into public.api_providerauthentication (id, credentials) values (1, '{\"cluster_id\": \"my-cluster\"}')");
        execute("insert into public.api_providerinfrastructuremap (id, infrastructure_type, infrastructure_provider_id) values"
                + " (1, 'AWS-local', '" + SECOND + "');"
                + "update public.api_provider set infrastructure_id = 1 where uuid = '" + FIRST + "'");
        assertThat(sources(List.of())).containsExactly(
                SourceSettings.cluster(TENANT, OpenShift.TYPE, FIRST, "my-cluster", "My Cluster", SECOND),
                SourceSettings.cloud(TENANT, Aws.TYPE, SECOND, null));
    }

    @Test
    void clustersWithoutAnIdAndProvidersOfOtherTenantsAreLeftOut() throws Exception {
        database.createTenant("org7654321");
        execute(provider(FIRST, "Without id", "OCP", "true", "false"));
        execute("insert into public.api_provider (uuid, name, type) values ('" + SECOND + "', 'Of nobody', 'AWS')");
        assertThat(sources(List.of())).isEmpty();
    }

    @Test
    void clustersOnOtherCloudsRunOnNone() throws Exception {
        execute(provider(FIRST, "My Cluster", "OCP", "true", "false"));
        execute("insert into public.api_providerauthentication (id, credentials) values (1, '{\"cluster_id\": \"my-cluster\"}');"
                + "insert into public.api_providerinfrastructuremap (id, infrastructure_type, infrastructure_provider_id) values"
                + " (1, 'OCI', '" + SECOND + "');"
                + "update public.api_provider set infrastructure_id = 1, authentication_id = 1 where uuid = '" + FIRST + "'");
        assertThat(sources(List.of())).singleElement().satisfies(source -> assertThat(source.infrastructure()).isNull());
    }

    @Test
    void configuredSourcesAreTakenAsTheyAre() throws Exception {
        SourceSettings configured = SourceSettings.cluster(TENANT, OpenShift.TYPE, NOBODY, "c", "C", null);
        assertThat(sources(List.of(configured))).containsExactly(configured);
    }

    private ReferenceSnapshot read() throws Exception {
        return read(TABLES);
    }

    private ReferenceSnapshot read(List<ProviderTables> providers) throws Exception {
        try (Connection connection = database.connect()) {
            return ReferenceReader.read(connection, TENANT, 7, providers);
        }
    }

    private List<SourceSettings> sources(List<SourceSettings> configured) throws Exception {
        Settings settings = new Settings(
                null, new DatabaseSettings(database.url(), database.user(), database.password(), Duration.ZERO),
                new DayRange(LocalDate.MIN, LocalDate.MAX), configured, RunSettings.bounded(1, false, Duration.ZERO));
        try (Connection connection = database.connect()) {
            return Providers.directory().sources(settings, connection);
        }
    }

    /** A provider that the tenant refers to. */
    private static String provider(String uuid, String name, String type, String active, String paused) {
        return "insert into public.api_provider (uuid, name, type, active, paused) values ('" + uuid + "', '" + name + "', '" + type + "', " + active + ", "
                + paused + "); insert into %s.reporting_tenant_api_provider (name, type, provider_id) values ('" + name + "', '" + type + "', '" + uuid + "')";
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(TENANT));
        }
    }
}
