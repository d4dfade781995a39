package io.costflow.job;

import io.costflow.scenario.RowComparison;
import io.costflow.scenario.RowDifferences;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.TableRows;
import io.costflow.settings.DayRange;
import io.costflow.settings.InventorySettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.testbed.KokuDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;

/** Takes koku's tables of what there is away from a scenario, and compares what a run puts there with what the incumbent had. */
final class KokuInventory {

    private static final List<String> TABLES = List.of("reporting_ocp_nodes", "reporting_ocp_pvcs", "reporting_ocp_projects", "reporting_ocp_clusters");
    private static final String TOPOLOGY = "reporting_gcp_topology";

    /** The incumbent's inventory of these is of one day more than their window. */
    private static final Set<String> OF_ONE_DAY_MORE = Set.of("fz-az-03", "fz-az-05", "fz-gcp-03");

    private KokuInventory() {}

    /** Whether a scenario says what the incumbent knew of its sources. */
    static boolean isKnownOf(Scenario scenario) {
        return Files.exists(scenario.folder().resolve("reference").resolve("public.api_provider.csv"));
    }

    /** Empties the tables, and unlinks all clusters. */
    static void clear(KokuDatabase database, String tenant) throws Exception {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("delete from " + tenant + "." + table);
            }
            statement.execute("update public.api_provider set infrastructure_id = null");
            statement.execute("delete from public.api_providerinfrastructuremap");
        }
    }

    /** The sources as a configuration lists them that says nothing of clouds. */
    static List<SourceSettings> unlinked(Scenario scenario) {
        return scenario.sources().stream().map(source -> source.withInfrastructure(null)).toList();
    }

    /** The days that the incumbent's objects of clusters are of. */
    static DayRange window(Scenario scenario) {
        DayRange window = scenario.window();
        return OF_ONE_DAY_MORE.contains(scenario.name()) ? new DayRange(window.from(), window.to().plusDays(1)) : window;
    }

    static Settings keptByCostflow(Settings settings) {
        return TestSettings.keeping(new InventorySettings(InventorySettings.Writer.COSTFLOW, false), settings);
    }

    /** Requires the incumbent's objects of clusters. */
    static void requireExpectedObjects(Scenario scenario, KokuDatabase database) throws Exception {
        SoftAssertions softly = new SoftAssertions();
        try (Connection connection = database.connect()) {
            for (String table : TABLES) {
                compare(softly, scenario, connection, table, table.equals("reporting_ocp_clusters") ? "uuid" : "cluster_id");
            }
        }
        softly.assertAll();
    }

    /** Requires the incumbent's links and topology. */
    static void requireExpectedLinks(Scenario scenario, KokuDatabase database) throws Exception {
        SoftAssertions softly = new SoftAssertions();
        try (Connection connection = database.connect()) {
            compare(softly, scenario, connection, "public.api_providerinfrastructuremap", "id");
            softly.assertThat(links(connection)).as("links of " + scenario).isEqualTo(links(scenario));
            if (Files.exists(scenario.folder().resolve("expected").resolve(TOPOLOGY + ".csv"))) {
                RowDifferences differences =
                        RowComparison.compare(scenario.expected(TOPOLOGY), ScenarioDatabase.export(connection, scenario.tenant(), TOPOLOGY), "uuid");
                softly.assertThat(differences.isEmpty()).as(scenario + " " + TOPOLOGY + ": " + differences).isTrue();
            }
        }
        softly.assertAll();
    }

    private static void compare(SoftAssertions softly, Scenario scenario, Connection connection, String table, String generated) throws Exception {
        Path file = scenario.folder().resolve("reference").resolve(table + ".csv");
        TableRows actual = ScenarioDatabase.export(connection, scenario.tenant(), table);
        TableRows expected = Files.exists(file) ? TableRows.parse(Files.readString(file)) : new TableRows(actual.columns(), List.of());
        RowDifferences differences = RowComparison.compare(expected, actual, generated);
        softly.assertThat(differences.isEmpty()).as(scenario + " " + table + ": " + differences).isTrue();
    }

    private static Map<String, String> links(Connection connection) throws Exception {
        return links(
                ScenarioDatabase.export(connection, "public", "public.api_provider"),
                ScenarioDatabase.export(connection, "public", "public.api_providerinfrastructuremap"));
    }

    private static Map<String, String> links(Scenario scenario) throws Exception {
        Path reference = scenario.folder().resolve("reference");
        Path map = reference.resolve("public.api_providerinfrastructuremap.csv");
        return links(
                TableRows.parse(Files.readString(reference.resolve("public.api_provider.csv"))),
                Files.exists(map) ? TableRows.parse(Files.readString(map)) : new TableRows(List.of("id", "infrastructure_provider_id"), List.of()));
    }

    private static Map<String, String> links(TableRows providers, TableRows maps) {
        List<String> uuids = providers.column("uuid");
        List<String> links = providers.column("infrastructure_id");
        List<String> clouds = new ArrayList<>(maps.column("infrastructure_provider_id"));
        List<String> ids = maps.column("id");
        Map<String, String> byCluster = new TreeMap<>();
        for (int row = 0; row < uuids.size(); row++) {
            if (links.get(row) != null) {
                byCluster.put(uuids.get(row), clouds.get(ids.indexOf(links.get(row))));
            }
        }
        return byCluster;
    }
}
