package io.costflow.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.TableRows;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DemoReferenceIT {
    private static final String TENANT = EmbeddedDatabase.TENANT;

    @Test
    void kokusTablesKnowTheClusters() throws Exception {
        DemoData data = new DemoData(7, LocalDate.of(2025, 10, 30), Scale.demo(3));
        try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
            KokuDatabase database = server.createDatabase();

            data.insert(database, TENANT);

            TableRows providers = ScenarioDatabase.export(database, TENANT, "public.api_provider");
            assertThat(providers.column("name")).containsExactly("Frankfurt", "Dublin");
            assertThat(providers.column("active")).containsOnly("t");
            assertThat(ScenarioDatabase.export(database, TENANT, "reporting_tenant_api_provider").column("provider_id")).isEqualTo(providers.column("uuid"));
            assertThat(ScenarioDatabase.export(database, TENANT, "public.api_providerauthentication").column("credentials").get(0))
                    .isEqualTo("{\"cluster_id\": \"" + data.sources(TENANT).get(0).clusterId() + "\"}");
            TableRows periods = ScenarioDatabase.export(database, TENANT, "reporting_ocpusagereportperiod");
            assertThat(periods.column("report_period_start"))
                    .containsExactly("2025-10-01 00:00:00+00", "2025-11-01 00:00:00+00", "2025-10-01 00:00:00+00", "2025-11-01 00:00:00+00");
            assertThat(periods.column("report_period_end").get(1)).isEqualTo("2025-12-01 00:00:00+00");
            assertThat(ScenarioDatabase.export(database, TENANT, "reporting_ocp_nodes").column("node_role"))
                    .hasSize(10)
                    .containsOnly("master", "infra", "worker");
        }
    }
}
