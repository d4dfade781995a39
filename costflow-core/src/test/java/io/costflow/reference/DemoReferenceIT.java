package io.costflow.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import io.costflow.provider.aws.Aws;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.TableRows;
import io.costflow.settings.DayRange;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.testbed.AwsAccount;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testbed.Scale;
import io.costflow.testing.SharedServers;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoReferenceIT {
    private static final String TENANT = EmbeddedDatabase.TENANT;

    @Test
    void kokusTablesKnowTheClusters() throws Exception {
        DemoData data = new DemoData(7, LocalDate.of(2025, 10, 30), Scale.onAws(3));
        KokuDatabase database = SharedServers.database().createDatabase();

        data.insert(database, TENANT);

        TableRows providers = ScenarioDatabase.export(database, TENANT, "public.api_provider");
        assertThat(providers.column("name")).containsExactly("demo-production", "Frankfurt", "Dublin");
        assertThat(providers.column("active")).containsOnly("t");
        assertThat(ScenarioDatabase.export(database, TENANT, "reporting_tenant_api_provider").column("provider_id")).isEqualTo(providers.column("uuid"));
        assertThat(ScenarioDatabase.export(database, TENANT, "public.api_providerauthentication").column("credentials").get(1))
                .isEqualTo("{\"cluster_id\": \"" + sources(data).get(0).clusterId() + "\"}");
        TableRows periods = ScenarioDatabase.export(database, TENANT, "reporting_ocpusagereportperiod");
        assertThat(periods.column("report_period_start"))
                .containsExactly("2025-10-01 00:00:00+00", "2025-11-01 00:00:00+00", "2025-10-01 00:00:00+00", "2025-11-01 00:00:00+00");
        assertThat(periods.column("report_period_end").get(1)).isEqualTo("2025-12-01 00:00:00+00");
        assertThat(ScenarioDatabase.export(database, TENANT, "reporting_ocp_nodes").column("node_role"))
                .hasSize(10)
                .containsOnly("master", "infra", "worker");
    }

    @Test
    void theAccountIsFoundAsTheInfrastructureOfTheClusters() throws Exception {
        DemoData data = new DemoData(7, LocalDate.of(2025, 10, 30), Scale.onAws(3));
        KokuDatabase database = SharedServers.database().createDatabase();
        data.insert(database, TENANT);
        String account = data.awsAccount().orElseThrow().source();
        Settings settings = new Settings(null, null, new DayRange(data.from(), data.to()), List.of(), null);
        try (Connection connection = database.connect()) {

            assertThat(Providers.directory().sources(settings, connection)).isEqualTo(sources(data));

            ReferenceSnapshot reference = ReferenceReader.read(connection, TENANT, 1, Providers.all().stream().map(Provider::reference).toList());
            assertThat(reference.enabledKeys(Aws.TYPE)).containsExactly("cost_center", "team");
            assertThat(reference.bill(account, data.from())).isPresent();
            assertThat(reference.bill(account, data.to())).isPresent();
            assertThat(Aws.PROVIDER.reference().others().stream()
                    .filter(table -> table.name().equals("reporting_awsaccountalias")).flatMap(table -> reference.rows(table).stream()).toList()).singleElement()
                    .satisfies(alias -> assertThat(alias.values().get(0)).isEqualTo("427500000042"));
            assertThat(reference.costModel(account).orElseThrow().markup()).isEqualByComparingTo("0.1");
            assertThat(reference.costModel(data.clusters().get(0).source())).isEmpty();
            assertThat(reference.costModel(data.clusters().get(1).source()).orElseThrow().distribution()).isEqualTo("memory");
        }
    }

    @Test
    void clustersThatRunElsewhereHaveNoInfrastructure() throws Exception {
        DemoData data = new DemoData(7, LocalDate.of(2025, 10, 30), new Scale(List.of(4), 10, 0, 1));
        KokuDatabase database = SharedServers.database().createDatabase();

        data.insert(database, TENANT);

        assertThat(sources(data)).singleElement().satisfies(source -> assertThat(source.infrastructure()).isNull());
        assertThat(ScenarioDatabase.export(database, TENANT, "public.api_provider").column("infrastructure_id")).containsOnlyNulls();
    }

    /** The sources of a run that the tables ought to give. */
    private static List<SourceSettings> sources(DemoData data) {
        String infrastructure = data.awsAccount().map(AwsAccount::source).orElse(null);
        List<SourceSettings> sources = new ArrayList<>();
        data.clusters().forEach(cluster -> sources.add(
                SourceSettings.cluster(TENANT, OpenShift.TYPE, cluster.source(), cluster.id(), cluster.alias(), infrastructure)));
        data.awsAccount().ifPresent(aws -> sources.add(SourceSettings.cloud(TENANT, Aws.TYPE, aws.source(), null)));
        return sources;
    }
}
