package io.costflow.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.GroupTable;
import io.costflow.lineitem.LineItemReader.CombinedFile;
import io.costflow.lineitem.LineItemReader;
import io.costflow.provider.Layouts;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishInput;
import io.costflow.scenario.RowComparison;
import io.costflow.scenario.Scenario;
import io.costflow.scenario.Scenarios;
import io.costflow.scenario.TableRows;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The incumbent's rows of AWS's own summary, without Flink and without a database. */
class AwsDailySummaryScenariosTest {

    private static final Layouts LAYOUTS = Layouts.ofAll();
    private static final String TABLE = AwsDailySummary.TABLE.name();

    /** An AWS source of a scenario, and the rows of its summary. */
    record Case(Scenario scenario, Path expected) {

        @Override
        public String toString() {
            return scenario.name();
        }
    }

    static Stream<Case> cases() throws Exception {
        Path resources = Path.of(AwsDailySummaryScenariosTest.class.getResource("/scenarios-clouds").toURI());
        Stream<Case> cases = cases(resources, resources.resolveSibling("scenarios"));
        String shared = System.getProperty(Scenarios.SHARED, "");
        if (!shared.isEmpty()) {
            cases = Stream.concat(cases, cases(Path.of(shared).resolveSibling("scenarios-clouds"), Path.of(shared)));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRowsAreTheIncumbents(Case scenario) throws Exception {
        TableRows expected = TableRows.parse(Files.readString(scenario.expected()));
        TableRows actual = rows(scenario.scenario());

        assertThat(RowComparison.compare(expected, actual)).matches(differences -> differences.isEmpty(), "no differences");
    }

    private static TableRows rows(Scenario scenario) throws Exception {
        SourceSettings source = scenario.sources().stream().filter(any -> any.type().equals(Aws.TYPE)).findFirst().orElseThrow();
        Map<LocalDate, List<GroupTable>> days = days(scenario, source);
        List<Map<String, String>> rows = new ArrayList<>();
        for (LocalDate day = scenario.window().from(); !day.isAfter(scenario.window().to()); day = day.plusDays(1)) {
            SourceDay key = SourceDay.of(source.tenant(), source.uuid(), day);
            List<PublishInput> outputs = new ArrayList<>();
            DayWriter writer = new DayWriter(OutputPeriod.of("aws", key), 1, outputs::add);
            AwsReference reference = new AwsReference(key, bill(scenario, source, day), markup(source), aliases(scenario));
            AwsDailySummary summary = new AwsDailySummary(days.getOrDefault(day, List.of()), reference, enabledKeys(scenario), units(scenario));
            assertThat(summary.heldBack()).isEmpty();
            summary.write(writer);
            writer.finish();
            rows.addAll(AwsAccount.tables(List.of(AwsDailySummary.TABLE), outputs).getOrDefault(TABLE, List.of()));
        }
        List<String> columns = new ArrayList<>(AwsDailySummary.TABLE.columnNames());
        // not written, so NULL
        columns.add("tax_type");
        return new TableRows(columns, rows.stream().map(row -> columns.stream().map(row::get).toList()).toList());
    }

    /** The line items of every day, of all files in path order. */
    private static Map<LocalDate, List<GroupTable>> days(Scenario scenario, SourceSettings source) throws Exception {
        Map<LocalDate, List<GroupTable>> days = new HashMap<>();
        Path folder = scenario.lake().resolve("daily").resolve(source.tenant()).resolve("AWS/raw/source=" + source.uuid());
        for (Path file : files(folder, path -> path.toString().endsWith(".parquet"))) {
            YearMonth month = YearMonth.parse(file.getParent().getParent().getFileName().toString().substring("year=".length()) + "-"
                    + file.getParent().getFileName().toString().substring("month=".length()));
            CombinedFile combined = LineItemReader.combine(new LocalInputFile(file), LAYOUTS.layout(Aws.DAILY.id()), month, day -> true);
            for (Map.Entry<Long, CombinedDay> day : combined.days().entrySet()) {
                days.computeIfAbsent(LocalDate.ofEpochDay(day.getKey()), any -> new ArrayList<>()).add(day.getValue().table(LAYOUTS.table(Aws.DAILY, AwsLineItems.Daily.GROUPING)));
            }
        }
        return days;
    }

    private static int bill(Scenario scenario, SourceSettings source, LocalDate day) throws IOException {
        return reference(scenario, "reporting_awscostentrybill").stream()
                .filter(bill -> source.uuid().equals(bill.get("provider_id")) && bill.get("billing_period_start").startsWith(day.toString().substring(0, 7)))
                .map(bill -> Integer.valueOf(bill.get("id"))).findFirst().orElseThrow();
    }

    private static double markup(SourceSettings source) {
        return source.markup() == null ? 0 : source.markup().doubleValue();
    }

    private static Map<String, Integer> aliases(Scenario scenario) throws IOException {
        Map<String, Integer> aliases = new HashMap<>();
        reference(scenario, "reporting_awsaccountalias").forEach(alias -> aliases.put(alias.get("account_id"), Integer.valueOf(alias.get("id"))));
        return aliases;
    }

    private static List<String> enabledKeys(Scenario scenario) throws IOException {
        return reference(scenario, "reporting_enabledtagkeys").stream()
                .filter(key -> key.get("provider_type").equals("AWS") && key.get("enabled").equals("t")).map(key -> key.get("key")).toList();
    }

    private static List<OrganizationalUnit> units(Scenario scenario) throws IOException {
        return reference(scenario, "reporting_awsorganizationalunit").stream()
                .filter(unit -> unit.get("account_alias_id") != null)
                .map(unit -> new OrganizationalUnit(
                        Integer.parseInt(unit.get("id")), Integer.parseInt(unit.get("account_alias_id")), unit.get("provider_id"),
                        LocalDate.parse(unit.get("created_timestamp")),
                        unit.get("deleted_timestamp") == null ? null : LocalDate.parse(unit.get("deleted_timestamp"))))
                .toList();
    }

    private static List<Map<String, String>> reference(Scenario scenario, String table) throws IOException {
        Path file = scenario.folder().resolve("reference").resolve(table + ".csv");
        if (!Files.exists(file)) {
            return List.of();
        }
        TableRows rows = TableRows.parse(Files.readString(file));
        return rows.rows().stream().map(row -> {
            Map<String, String> values = new LinkedHashMap<>();
            for (int column = 0; column < row.size(); column++) {
                values.put(rows.columns().get(column), row.get(column));
            }
            return values;
        }).toList();
    }

    /** @param inputs where the scenarios lie whose summaries lie apart, by the same names */
    private static Stream<Case> cases(Path clouds, Path inputs) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Path expected : files(clouds, path -> path.endsWith(TABLE + ".csv"))) {
            Path own = expected.getParent().getParent();
            boolean complete = Files.exists(own.resolve("scenario.yaml"));
            if (complete || expected.startsWith(clouds.resolve("aws-daily-summaries"))) {
                cases.add(new Case(Scenario.read(complete ? own : inputs.resolve(expected.getParent().getFileName())), expected));
            }
        }
        return cases.stream();
    }

    private static List<Path> files(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(wanted).sorted().toList();
        }
    }
}
