package io.costflow.costmodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.costflow.costmodel.CostStatement.MachineBasis;
import io.costflow.costmodel.CostStatement.Rate;
import io.costflow.scenario.ComputedScenario;
import io.costflow.scenario.RowComparison;
import io.costflow.scenario.RowDifferences;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.ScenarioDatabase;
import io.costflow.scenario.Scenarios;
import io.costflow.scenario.TableRows;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What statements of cost models add, in both forms, and the list of virtual machines, are as the incumbent's, with the parameters that it ran with. */
class CostModelStatementsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SUMMARY = "reporting_ocpusagelineitem_daily_summary";
    private static final String ADDED = "added";
    private static final Scope.ByRate BY_RATE =
            new Scope.ByRate("00000000-0000-0000-0000-00000000000c", "00000000-0000-0000-0000-00000000000d", "rate", "metric");

    /** As koku declares it, as far as statements write it. */
    private static final String RATES_TO_USAGE = """
            create table org1234567.rates_to_usage (uuid uuid, rate_id uuid, cost_model_id uuid, report_period_id integer, source_uuid uuid, usage_start date not null,
                usage_end date not null, node varchar(253), namespace varchar(253), cluster_id text not null, cluster_alias text, data_source varchar(63),
                persistentvolumeclaim varchar(253), pod_labels jsonb, volume_labels jsonb, all_labels jsonb, label_hash varchar(64), custom_name varchar(50),
                metric_type varchar(20), cost_model_rate_type text, monthly_cost_type text, calculated_cost numeric(33, 15), distributed_cost numeric(33, 15),
                cost_category_id integer)""";

    static Stream<Scenario> scenarios() {
        return Scenarios.all().filter(scenario -> Files.exists(parameters(scenario)));
    }

    private static Path parameters(Scenario scenario) {
        return scenario.folder().resolve("later").resolve("params.json");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void statementsAddTheIncumbentsRows(Scenario scenario) throws Exception {
        KokuDatabase database = SharedServers.database().createDatabase();
        ComputedScenario.load(scenario, database);
        SoftAssertions softly = new SoftAssertions();
        try (Connection connection = database.connect(); Statement sql = connection.createStatement()) {
            String tenant = scenario.tenant();
            sql.execute(RATES_TO_USAGE);
            sql.execute("create table " + tenant + "." + ADDED + " (like " + tenant + "." + SUMMARY + ")");
            CostModelStatements statements = new CostModelStatements(connection, tenant);
            CostRowWriter writer = new CostRowWriter(connection, tenant);
            for (JsonNode run : JSON.readTree(parameters(scenario).toFile()).path("cost_model_runs")) {
                JsonNode parameters = run.get("params");
                CostStatement statement = statement(run.get("file").asText(), parameters);
                Scope scope = scope(parameters, null);
                List<CostRow> rows = statements.rows(statement, scope);
                writer.insert(ADDED, scope, rows);
                TableRows expected = TableRows.parse(Files.readString(scenario.folder().resolve("later").resolve(run.get("csv").asText())));
                RowDifferences differences = RowComparison.compare(expected, ScenarioDatabase.export(database, tenant, ADDED), "uuid");
                softly.assertThat(differences.isEmpty()).as(scenario + " " + run.get("csv").asText() + ": " + differences).isTrue();

                requireSameByRate(softly, statements, writer, statement, parameters, rows);
                sql.execute("insert into " + tenant + "." + SUMMARY + " select * from " + tenant + "." + ADDED);
                sql.execute("truncate " + tenant + "." + ADDED);
            }
            requireNothingLostByRate(softly, sql);
        }
        softly.assertAll();
    }

    /** Rows by rates have the same costs, but for what the specification says of them. */
    private static void requireSameByRate(
            SoftAssertions softly, CostModelStatements statements, CostRowWriter writer, CostStatement statement, JsonNode parameters, List<CostRow> plain) throws Exception {
        Scope scope = scope(parameters, BY_RATE);
        List<CostRow> rows = statements.rows(statement, scope);
        writer.insert("rates_to_usage", scope, rows);
        if (statement instanceof CostStatement.GpuDistribution distribution) {
            writer.insert("rates_to_usage", scope, statements.rows(new CostStatement.GpuDistributionTakenOff(distribution.rateType()), scope));
        } else {
            softly.assertThat(rows).as("by rates, " + statement).extracting(CostRow::cost).containsExactlyElementsOf(plain.stream().map(CostRow::cost).toList());
        }
    }

    private static void requireNothingLostByRate(SoftAssertions softly, Statement sql) throws Exception {
        try (ResultSet sums = sql.executeQuery("select coalesce(sum(distributed_cost), 0), count(*) filter (where distributed_cost < 0),"
                + " coalesce(sum(distributed_cost) filter (where distributed_cost > 0), 0),"
                + " coalesce(sum(calculated_cost) filter (where namespace = 'GPU unallocated'), 0) from org1234567.rates_to_usage")) {
            sums.next();
            softly.assertThat(sums.getBigDecimal(1)).as("what is distributed is taken off").isZero();
            if (sums.getInt(2) > 0) {
                softly.assertThat(sums.getDouble(3)).as("the cost of all models is distributed").isCloseTo(sums.getDouble(4), Percentage.withPercentage(1e-9));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theListOfVirtualMachinesIsTheIncumbents(Scenario scenario) throws Exception {
        JsonNode cluster = JSON.readTree(parameters(scenario).toFile()).at("/clusters/0");
        if (!cluster.has("vm_tmp_rows")) {
            return;
        }
        KokuDatabase database = SharedServers.database().createDatabase();
        ComputedScenario.load(scenario, database);
        try (Connection connection = database.connect()) {
            CostModelStatements statements = new CostModelStatements(connection, scenario.tenant());
            Scope scope = new Scope(
                    cluster.get("source").asText(), LocalDate.parse(cluster.get("summary_start").asText()), LocalDate.parse(cluster.get("summary_end").asText()),
                    cluster.get("report_period_id").asInt(), null, null);
            List<MachineClaim> machines = cluster.get("vm_tmp_sql").asText().contains("with_vm_report")
                    ? statements.machinesByReport(scope) : statements.machinesByPods(scope);
            List<MachineClaim> expected = new ArrayList<>();
            cluster.get("vm_tmp_rows").forEach(row -> expected.add(new MachineClaim(
                    row.get(0).textValue(), row.get(1).textValue(), row.get(2).textValue(), row.get(3).doubleValue(), row.get(4).doubleValue())));
            assertThat(machines).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static Scope scope(JsonNode parameters, Scope.ByRate byRate) {
        return new Scope(
                parameters.get("source_uuid").asText(), LocalDate.parse(parameters.get("start_date").asText()), LocalDate.parse(parameters.get("end_date").asText()),
                parameters.get("report_period_id").asInt(), parameters.path("rate_type").textValue(), byRate);
    }

    private static CostStatement statement(String file, JsonNode parameters) {
        int days = parameters.path("amortized_denominator").asInt();
        String clusterId = parameters.path("cluster_id").textValue();
        String clusterAlias = parameters.path("cluster_alias").textValue();
        return switch (file) {
            case "hourly_cost_virtual_machine.sql", "hourly_cost_vm_tag_based.sql" -> machines(MachineBasis.HOURS, parameters);
            case "hourly_vm_core.sql", "hourly_vm_core_tag_based.sql" -> machines(MachineBasis.CORE_HOURS, parameters);
            case "monthly_vm_core.sql", "monthly_vm_core_tag_based.sql" -> machines(MachineBasis.CORE_MONTH, parameters);
            case "monthly_project_tag_based.sql" -> new CostStatement.Projects((Rate.ByTag) rate(parameters), days, clusterId, clusterAlias);
            case "monthly_cost_gpu.sql" -> new CostStatement.Gpus(parameters.get("tag_key").asText(), rate(parameters), days, clusterId, clusterAlias);
            case "distribute_cost/distribute_unallocated_gpu_cost.sql" -> new CostStatement.GpuDistribution(parameters.get("cost_model_rate_type").asText());
            default -> throw new IllegalArgumentException("There is no statement " + file + ".");
        };
    }

    private static CostStatement.Machines machines(MachineBasis basis, JsonNode parameters) {
        return new CostStatement.Machines(
                basis, rate(parameters), parameters.path("use_fractional_hours").asBoolean(true), parameters.path("amortized_denominator").asInt(),
                parameters.path("cost_type").textValue());
    }

    private static Rate rate(JsonNode parameters) {
        for (String flat : List.of("hourly_rate", "rate")) {
            if (parameters.has(flat)) {
                return new Rate.Flat(new BigDecimal(parameters.get(flat).asText()));
            }
        }
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        parameters.path("value_rates").fields().forEachRemaining(rate -> values.put(rate.getKey(), new BigDecimal(rate.getValue().asText())));
        BigDecimal otherwise = parameters.hasNonNull("default_rate") ? new BigDecimal(parameters.get("default_rate").asText()) : null;
        return new Rate.ByTag(parameters.get("tag_key").asText(), values, otherwise);
    }
}
