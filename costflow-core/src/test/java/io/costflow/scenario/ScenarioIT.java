package io.costflow.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.settings.SourceSettings;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScenarioIT {
    @Test
    void theProjectBringsTenScenariosWithFiles() throws Exception {
        assertThat(Scenarios.inResources()).hasSize(10);
        for (Scenario scenario : Scenarios.inResources().toList()) {
            try (Stream<Path> files = Files.walk(scenario.lake())) {
                assertThat(files.filter(file -> file.toString().endsWith(".parquet"))).as(scenario.name()).isNotEmpty();
            }
            assertThat(scenario.expectedTables()).as(scenario.name()).contains("reporting_ocpusagelineitem_daily_summary");
        }
    }

    @Test
    void theWindowAndTheSourcesAreRead() {
        Scenario scenario = Scenarios.named("aws-18-multi-cluster-shared-disk-T");

        assertThat(scenario.window().from()).isEqualTo(LocalDate.of(2025, 10, 1));
        assertThat(scenario.window().to()).isEqualTo(LocalDate.of(2025, 10, 2));
        assertThat(scenario.clusters()).extracting(SourceSettings::clusterId).containsExactly("cluster-alpha", "cluster-bravo");
        assertThat(scenario.sources().get(2).markup()).isEqualByComparingTo("0.1");
    }

    @Test
    void everyScenariosReferenceRowsAreLoadedAsTheyAre() throws Exception {
        for (Scenario scenario : Scenarios.inResources().toList()) {
            KokuDatabase database = SharedServers.database().createDatabase();
            ScenarioDatabase.load(scenario, database);
            for (Path file : scenario.references()) {
                String table = file.getFileName().toString().replace(".csv", "");
                RowDifferences differences = RowComparison.compare(
                        TableRows.parse(Files.readString(file)), ScenarioDatabase.export(database, scenario.tenant(), table));
                assertThat(differences.isEmpty()).as(scenario.name() + " " + table + ": " + differences).isTrue();
            }
        }
    }

    @Test
    void everyExpectedTableIsLikeItself() throws Exception {
        for (Scenario scenario : Scenarios.inResources().toList()) {
            for (String table : scenario.expectedTables()) {
                RowDifferences differences = RowComparison.compare(scenario.expected(table), scenario.expected(table));
                assertThat(differences.isEmpty()).as(scenario.name() + " " + table + ": " + differences).isTrue();
            }
        }
    }
}
