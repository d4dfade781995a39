package io.costflow.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.settings.DayRange;
import io.costflow.settings.SourceSettings;
import io.costflow.testbed.EmbeddedObjectStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One case: Parquet files, the rows of koku's tables to start from, and the rows that the incumbent made of them.
 *
 * @param folder where it lies
 * @param window the days to run
 * @param sources the sources to run
 */
public record Scenario(Path folder, DayRange window, List<SourceSettings> sources) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String ROOT = "data/parquet";
    private static final String EXPECTED = "expected";

    /** Where, next to the folder of the scenarios, further rows that the incumbent made of their files are. */
    private static final Path FURTHER_EXPECTED = Path.of("scenarios-clouds", "aws-daily-summaries");

    private static final String GPUS = "reporting_ocp_gpu_summary_p";

    /** What the incumbent makes, and no output of ours does: the places of GCP. */
    private static final Pattern NOT_OURS = Pattern.compile("reporting_gcp_topology");

    /** Reads the scenario of a folder that has a {@code scenario.yaml}. */
    public static Scenario read(Path folder) throws IOException {
        JsonNode yaml = YAML.readTree(folder.resolve("scenario.yaml").toFile());
        JsonNode window = yaml.required("window");
        List<SourceSettings> sources = new ArrayList<>();
        yaml.required("sources").forEach(source -> sources.add(source(source)));
        return new Scenario(
                folder, new DayRange(LocalDate.parse(window.required("from").asText()), LocalDate.parse(window.required("to").asText())), sources);
    }

    public String name() {
        return folder.getFileName().toString();
    }

    /** The tenant's schema: a scenario has one. */
    public String tenant() {
        return sources.get(0).tenant();
    }

    /** The sources that are OpenShift clusters. */
    public List<SourceSettings> clusters() {
        return sources.stream().filter(source -> source.type().equals(OpenShift.TYPE)).toList();
    }

    /** The folder that is the lake's root, {@code input/data/parquet}. */
    public Path lake() {
        return folder.resolve("input").resolve(ROOT);
    }

    /** The lake's root as a setting, on the local disk. */
    public String lakeRoot() {
        return "file://" + lake().toAbsolutePath();
    }

    /** Stores the files in a bucket and returns the lake's root there as a setting. */
    public String upload(EmbeddedObjectStore store, String bucket) throws IOException {
        store.uploadAll(lake(), bucket, ROOT);
        return "s3://" + bucket + "/" + ROOT;
    }

    /** The files with rows to start from, one per table, named {@code TABLE.csv} or {@code public.TABLE.csv}. */
    public List<Path> references() throws IOException {
        return files(folder.resolve("reference"));
    }

    /** The tables whose rows the scenario knows in its own folder. */
    public List<String> expectedTables() throws IOException {
        return tables(folder.resolve(EXPECTED));
    }

    /** Those and the tables of outputs that are not published by default. */
    public List<String> expectedTablesOfAllOutputs() throws IOException {
        List<String> tables = new ArrayList<>(expectedTables());
        if (Files.exists(furtherExpected())) {
            tables.addAll(tables(furtherExpected()));
        }
        return tables;
    }

    private static List<String> tables(Path folder) throws IOException {
        return files(folder).stream()
                .map(file -> file.getFileName().toString().replace(".csv", ""))
                .filter(table -> !NOT_OURS.matcher(table).matches())
                .toList();
    }

    /** All rows that a table has after the run; of those of GPUs, the ones that koku wrote for a cost model are left out. */
    public TableRows expected(String table) throws IOException {
        TableRows rows = TableRows.parse(Files.readString(expectedFile(table)));
        return table.equals(GPUS) ? rows.without("cost_model_rate_type") : rows;
    }

    /** Whether the cost model that the incumbent ran with has a rate of GPUs; it is not among the rows to start from. */
    boolean hasGpuRate() throws IOException {
        Path parameters = folder.resolve("later").resolve("params.json");
        return Files.exists(parameters) && YAML.readTree(parameters.toFile()).at("/opts/cost_model").has("gpu_month");
    }

    /** Where they are. */
    Path expectedFile(String table) {
        Path own = folder.resolve(EXPECTED).resolve(table + ".csv");
        return Files.exists(own) ? own : furtherExpected().resolve(table + ".csv");
    }

    private Path furtherExpected() {
        return folder.getParent().resolveSibling(FURTHER_EXPECTED).resolve(name());
    }

    @Override
    public String toString() {
        return name();
    }

    private static SourceSettings source(JsonNode source) {
        String markup = text(source, "markup");
        return new SourceSettings(
                source.required("tenant").asText(),
                source.required("type").asText(),
                source.required("uuid").asText(),
                text(source, "cluster-id"),
                text(source, "cluster-alias"),
                text(source, "infrastructure"),
                text(source, "distribution"),
                markup == null ? null : new BigDecimal(markup),
                source.hasNonNull("unattributed-storage") ? source.get("unattributed-storage").asBoolean() : null,
                null);
    }

    private static String text(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.get(key).asText() : null;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
        }
    }
}
