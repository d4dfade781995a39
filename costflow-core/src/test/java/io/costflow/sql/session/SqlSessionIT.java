package io.costflow.sql.session;

import io.costflow.provider.openshift.OpenShift;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.lineitem.BytesFile;
import io.costflow.lineitem.ParquetTestFile;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RecentMonths;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.sql.output.OutputDevice;
import io.costflow.sql.output.ResultFormat;
import io.costflow.testing.SharedServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.io.InputFile;
import org.apache.flink.table.catalog.Column;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements over a lake in a folder and a real PostgreSQL. */
class SqlSessionIT {

    private static final String CLUSTER = "00000000-0000-0000-0000-000000000001";
    private static final String OTHER = "00000000-0000-0000-0000-000000000002";
    /** More than a reader gathers. */
    private static final int NODES = 270_000;
    private static final int NODES_SEEN_TWICE = 10_000;

    private static final String BROKEN = "00000000-0000-0000-0000-000000000009";

    private static final int CONDITIONS_AT_ONCE = 8;
    private static final int CONDITIONS_PER_GROUPING = 6;
    /** Of kinds that the reader of files tests itself, and of ones that it leaves to Flink. */
    private static final List<String> CONDITIONS = List.of(
            "interval_start < TIMESTAMP '2025-10-02 00:00:00'", "interval_start <= TIMESTAMP '2025-10-01 00:00:00'", "interval_start > TIMESTAMP '2025-10-01 00:00:00'",
            "TIMESTAMP '2025-10-01 00:00:00' = interval_start", "interval_start >= '2025-10-01 00:00:00.001'", "interval_start > TIMESTAMP '2025-10-01 00:00:00.0001'",
            "interval_start BETWEEN TIMESTAMP '2025-10-01 00:00:00' AND TIMESTAMP '2025-10-01 23:00:00'", "namespace = 'shop'", "namespace = 'sho'", "namespace > 'erp'",
            "namespace <> 'erp'", "namespace IN ('erp', 'none')", "pod_usage_cpu_core_seconds > 3600", "pod_usage_cpu_core_seconds >= 3600.0e0",
            "pod_usage_cpu_core_seconds < 3600.0e0 AND namespace = 'shop'", "pod_usage_cpu_core_seconds IS NULL", "pod_labels IS NOT NULL", "node_role IS NULL",
            "node_role = 'worker'", "pod_usage_cpu_core_seconds = 60 OR namespace = 'erp'", "namespace NOT IN ('erp', 'none')", "namespace LIKE 'sh%'",
            "namespace NOT LIKE 'sh%'", "namespace LIKE 's_op'", "namespace LIKE '%p'", "NOT (namespace LIKE 'er%' OR namespace = 'none')", "node_role NOT LIKE 'w%'",
            "node_role <> 'worker'", "namespace = 'erp' OR namespace > 'shop'", "namespace = 'erp' OR namespace IS NULL", "pod_usage_cpu_core_seconds <> 60.0e0",
            "pod_usage_cpu_core_seconds IN (60.0e0, 7200.0e0)", "interval_start <> TIMESTAMP '2025-10-01 00:00:00'",
            "interval_start IN (TIMESTAMP '2025-10-01 00:00:00', TIMESTAMP '2025-10-03 00:00:00')", "`source` LIKE 'c057%' AND namespace <> 'erp'",
            "`source` NOT IN ('a', 'b')", "pod_usage_cpu_core_seconds <= 3600.000", "pod_usage_cpu_core_seconds > 7199.99", "pod_usage_cpu_core_seconds > 0.0",
            "pod_usage_cpu_core_seconds < 7200.00000000000001", "NOT (namespace = 'shop')", "namespace LIKE 'shop'", "namespace NOT LIKE '%'",
            "pod_usage_cpu_core_seconds IN ('60', '7200')", "interval_start <> '2025-10-01 00:00:00'",
            "interval_start IN ('2025-10-01 00:00:00', '2025-10-02 00:00:00')", "interval_start = '2025-10-01 00:00:00'");

    @TempDir
    private static Path lake;

    private static DatabaseSettings database;
    private static SqlSession session;
    private static List<TestedRow> testedRows;

    @BeforeAll
    static void start() throws Exception {
        write("daily/1234567/OCP/pod_usage/source=" + CLUSTER + "/year=2025/month=10/pod_usage.2025-10-01.1.0_daily_0.parquet",
                ParquetTestFile.with("required int64 interval_start (TIMESTAMP(MILLIS,false))", "optional binary namespace (STRING)",
                                "optional binary pod_labels (STRING)", "optional double pod_usage_cpu_core_seconds")
                        .row(millis(1, 0), "shop", "{\"app\": \"web\", \"team\": \"a\"}", 3600.0)
                        .row(millis(1, 0), "erp", "{}", 7200.0)
                        .row(millis(2, 0), "erp", "no labels", null)
                        .file());
        // an older file: no labels, and whole seconds
        write("daily/1234567/OCP/pod_usage/source=" + OTHER + "/year=2025/month=09/pod_usage.2025-09-30.1.0_daily_0.parquet",
                ParquetTestFile.with("required int64 interval_start (TIMESTAMP(MICROS,true))", "optional binary namespace (STRING)",
                                "optional int64 pod_usage_cpu_core_seconds")
                        .row(millis(1, 0) * 1000, "shop", 60L)
                        .file());
        write("daily/1234567/OCP/storage_usage/source=" + BROKEN + "/year=2025/month=10/storage_usage.2025-10-01.1.0_daily_0.parquet",
                ParquetTestFile.with("optional binary persistentvolumeclaim_capacity_bytes (STRING)").row("large").file());
        ParquetTestFile nodes = ParquetTestFile.with("optional binary node (STRING)");
        for (int row = 0; row < NODES + NODES_SEEN_TWICE; row++) {
            nodes.row("node-" + row % NODES);
        }
        write("daily/1234567/OCP/node_labels/source=" + CLUSTER + "/year=2025/month=10/node_labels.2025-10-01.1.0_daily_0.parquet", nodes.file());
        database = SharedServers.emptyDatabase();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), null); var statement = connection.createStatement()) {
            statement.execute("""
                    create schema acct1234567;
                    create table public.owners (mail text);
                    create table acct1234567.kinds (id int primary key, amount numeric(33,15), free numeric, uuid uuid, labels jsonb, names text[], numbers int[],
                        day date, at timestamp, instant timestamptz, good boolean, ratio float8, size bigint, small smallint, code varchar(10), address inet);
                    insert into acct1234567.kinds values
                        (1, 1.5, 2.25, '00000000-0000-0000-0000-000000000001', '{"app": "web"}', '{a,b}', '{1,2}', '2025-10-01', '2025-10-01 12:30:00.5',
                         '2025-10-01 12:30:00+02', true, 0.1, 5000000000, 7, 'x', '10.0.0.1'),
                        (2, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
                    create table acct1234567.days (source_uuid uuid, usage_start date) partition by range (usage_start);
                    create table acct1234567.days_default partition of acct1234567.days default;
                    insert into acct1234567.days select '00000000-0000-0000-0000-000000000001', date '2025-10-01' + i from generate_series(0, 9) i""");
        }
        Settings settings = new Settings(
                new LakeSettings("file://" + lake, null, null, null, false),
                database,
                new RecentMonths(1),
                List.of(SourceSettings.cluster("acct1234567", OpenShift.TYPE, CLUSTER, "c", "C", null)),
                RunSettings.bounded(2, false, Duration.ofSeconds(2)));
        session = SqlSession.start(settings, false);
    }

    @AfterAll
    static void stop() throws Exception {
        session.close();
    }

    private static long millis(int day, int hour) {
        return LocalDateTime.of(2025, 10, day, hour, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static void write(String path, InputFile file) throws Exception {
        Files.createDirectories(lake.resolve(path).getParent());
        Files.write(lake.resolve(path), ((BytesFile) file).bytes());
    }

    private static List<String> answer(String sql) throws Exception {
        StringWriter written = new StringWriter();
        for (Statement statement : Statements.in(sql)) {
            try (SqlResult result = session.execute(statement)) {
                ResultFormat.CSV.write(result, OutputDevice.of(new PrintWriter(written)));
            }
        }
        return written.toString().lines().skip(1).toList();
    }

    @Test
    void lineItemsHaveTheColumnsOfTheirFolders() throws Exception {
        assertThat(answer("SELECT `source`, `year`, `month`, COUNT(*) FROM openshift_pod_usage_line_items_daily GROUP BY `source`, `year`, `month` ORDER BY 1"))
                .containsExactly(CLUSTER + ",2025,10,3", OTHER + ",2025,09,1");
    }

    @Test
    void typesThatDriftAreConvertedAndAbsentColumnsAreNull() throws Exception {
        assertThat(answer("SELECT namespace, interval_start, pod_usage_cpu_core_seconds, pod_labels, node_role FROM openshift_pod_usage_line_items_daily"
                        + " ORDER BY `year`, `month`, 1, 2"))
                .containsExactly(
                        "shop,2025-10-01 00:00:00,60.0,,",
                        "erp,2025-10-01 00:00:00,7200.0,{},",
                        "erp,2025-10-02 00:00:00,,no labels,",
                        "shop,2025-10-01 00:00:00,3600.0,\"{\"\"app\"\": \"\"web\"\", \"\"team\"\": \"\"a\"\"}\",");
    }

    @Test
    void onlyTheFoldersThatTheConditionNamesAreRead() throws Exception {
        String plan = String.join("\n", answer("EXPLAIN SELECT COUNT(*) FROM openshift_pod_usage_line_items_daily"
                + " WHERE `source` = '" + CLUSTER + "' AND CAST(`month` AS INT) BETWEEN 9 AND 10 AND `year` || `month` > '202509'"));
        assertThat(plan).contains("partitions=[{month=10, source=" + CLUSTER + ", year=2025}]");
        // the file that cannot be read is in a folder that is not asked for
        assertThat(answer("SELECT COUNT(*) FROM openshift_storage_usage_line_items_daily WHERE `source` = '" + CLUSTER + "'")).containsExactly("0");
    }

    /** Flink 2.3 pushes counts down to the source by the column that a group is computed from. */
    @Test
    void aCountByWhatIsComputedIsByThat() throws Exception {
        assertThat(answer("SELECT FLOOR(interval_start TO MONTH) AS m, COUNT(*) FROM openshift_pod_usage_line_items_daily WHERE `source` = '" + CLUSTER
                + "' GROUP BY FLOOR(interval_start TO MONTH)")).hasSize(1);
        assertThat(answer("SELECT CHAR_LENGTH(namespace), UPPER(namespace), COUNT(*) FROM openshift_pod_usage_line_items_daily WHERE `source` = '" + CLUSTER
                + "' GROUP BY CHAR_LENGTH(namespace), UPPER(namespace)")).containsExactlyInAnyOrder("4,SHOP,1", "3,ERP,2");
    }

    @Test
    void conditionsOnLineItemsAreTestedOnEveryRow() throws Exception {
        assertThat(answer("SELECT namespace FROM openshift_pod_usage_line_items_daily WHERE interval_start >= '2025-10-01' AND interval_start < '2025-10-02'"
                + " AND pod_usage_cpu_core_seconds > 100 AND namespace IN ('shop', 'other')")).containsExactly("shop");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "namespace; COUNT(*), SUM(pod_usage_cpu_core_seconds), MAX(pod_usage_cpu_core_seconds)",
        "`source`, interval_start; MIN(pod_usage_cpu_core_seconds), SUM(pod_request_cpu_core_seconds), COUNT(*)",
        "namespace, node_role; COUNT(*), MIN(pod_usage_cpu_core_seconds)"
    })
    void groupsThatAreMadeWhereFilesAreReadAreThoseOfFlink(String keys, String totals) throws Exception {
        String query = "SELECT " + keys + ", " + totals + " FROM openshift_pod_usage_line_items_daily GROUP BY " + keys;
        String pushed = "table.optimizer.source.aggregate-pushdown-enabled";

        List<String> answer = answer(query);

        assertThat(String.join("\n", answer("EXPLAIN " + query))).contains("aggregates=[grouping=[");
        assertThat(answer).isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(answer("SET '" + pushed + "' = 'false'; " + query + "; SET '" + pushed + "' = 'true'"));
    }

    @Test
    void groupsThatAreTooManyToBeGatheredAreAddedUp() throws Exception {
        assertThat(answer("SELECT COUNT(*), SUM(n), MAX(n) FROM (SELECT node, COUNT(*) AS n FROM openshift_node_labels_line_items_daily GROUP BY node)"))
                .containsExactly(NODES + "," + (NODES + NODES_SEEN_TWICE) + ",2");
    }

    @Test
    void conditionsThatAreTestedWhereFilesAreReadMeanWhatTheyMeanToFlink() throws Exception {
        List<String> expected = new ArrayList<>();
        for (TestedRow row : testedRows()) {
            row.conditions().forEach(condition -> expected.add(condition + "," + row.namespace() + "," + row.start()));
        }
        List<String> found = new ArrayList<>();

        for (String question : underConditions(everyCondition(), "SELECT %d, namespace, interval_start FROM openshift_pod_usage_line_items_daily WHERE %s")) {
            assertThat(String.join("\n", answer("EXPLAIN " + question))).contains("filter=[");
            found.addAll(answer(question));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** That both conditions and totals are left to the reader of files is what {@link #groupsAreMadeWhereFilesAreReadUnderAConditionToo} shows. */
    @Test
    void totalsUnderConditionsThatAreTestedWhereFilesAreReadAreThoseOfFlink() throws Exception {
        List<TestedRow> rows = testedRows();
        List<String> expected = everyCondition()
                .map(condition -> condition + "," + totals(rows.stream().filter(row -> row.conditions().contains(condition)).toList())).toList();
        List<String> found = new ArrayList<>();

        for (String question : underConditions(everyCondition(), "SELECT %d, SUM(pod_usage_cpu_core_seconds), COUNT(*) FROM openshift_pod_usage_line_items_daily WHERE %s")) {
            found.addAll(answer(question));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** For some conditions only: Flink generates many times as much code for groups as for totals. */
    @Test
    void groupsUnderConditionsThatAreTestedWhereFilesAreReadAreThoseOfFlink() throws Exception {
        Map<String, List<TestedRow>> groups = new TreeMap<>();
        for (TestedRow row : testedRows()) {
            row.conditions().stream().filter(condition -> condition % CONDITIONS_PER_GROUPING == 0)
                    .forEach(condition -> groups.computeIfAbsent(condition + "," + row.source() + "," + row.namespace(), first -> new ArrayList<>()).add(row));
        }
        List<String> found = new ArrayList<>();

        for (String question : underConditions(everyCondition().filter(condition -> condition % CONDITIONS_PER_GROUPING == 0),
                "SELECT %d, `source`, namespace, SUM(pod_usage_cpu_core_seconds), COUNT(*) FROM openshift_pod_usage_line_items_daily WHERE %s GROUP BY `source`, namespace")) {
            found.addAll(answer(question));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(groups.entrySet().stream().map(group -> group.getKey() + "," + totals(group.getValue())).toList());
    }

    /** A row with the numbers of the conditions that are true of it. */
    private record TestedRow(String source, String namespace, String start, String used, List<Integer> conditions) {}

    /** What the conditions mean to Flink itself: all of them are asked in one statement, which has none in its WHERE. */
    private static List<TestedRow> testedRows() throws Exception {
        if (testedRows == null) {
            String truths = CONDITIONS.stream().map(condition -> "CASE WHEN " + condition + " THEN 'yes' ELSE 'no' END").collect(Collectors.joining(", "));
            List<TestedRow> rows = new ArrayList<>();
            for (String row : answer("SELECT `source`, namespace, interval_start, pod_usage_cpu_core_seconds, " + truths + " FROM openshift_pod_usage_line_items_daily")) {
                String[] values = row.split(",", -1);
                rows.add(new TestedRow(values[0], values[1], values[2], values[3], everyCondition().filter(condition -> values[4 + condition].equals("yes")).toList()));
            }
            testedRows = rows;
        }
        return testedRows;
    }

    /** The sum of what was used, which is null of nothing, and the number of the rows. */
    private static String totals(List<TestedRow> rows) {
        DoubleSummaryStatistics used = rows.stream().map(TestedRow::used).filter(text -> !text.isEmpty()).mapToDouble(Double::parseDouble).summaryStatistics();
        return (used.getCount() == 0 ? "" : used.getSum()) + "," + rows.size();
    }

    private static Stream<Integer> everyCondition() {
        return IntStream.range(0, CONDITIONS.size()).boxed();
    }

    /** A question under each of some conditions, several in one statement: a job for each would take minutes. Each has conditions that are tested where files are read. */
    private static List<String> underConditions(Stream<Integer> conditions, String question) {
        List<String> questions = conditions.map(number -> "(" + question.formatted(number, CONDITIONS.get(number)) + ")").toList();
        List<String> unions = new ArrayList<>();
        for (int first = 0; first < questions.size(); first += CONDITIONS_AT_ONCE) {
            unions.add(String.join(" UNION ALL ", questions.subList(first, Math.min(first + CONDITIONS_AT_ONCE, questions.size()))));
        }
        return unions;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "interval_start < TIMESTAMP '2025-10-02 00:00:00' AND node_role = 'worker'", "namespace IN ('shop', 'erp') AND node_role <> 'worker'",
        "namespace NOT LIKE 'openshift-%' AND namespace NOT LIKE 'kube-%'", "namespace NOT IN ('shop', 'none')", "namespace LIKE 'sh%' OR namespace = 'erp'",
        "pod_usage_cpu_core_seconds > 3600", "pod_usage_cpu_core_seconds >= 0.5", "pod_usage_cpu_core_seconds BETWEEN 1 AND 1.5e3"
    })
    void groupsAreMadeWhereFilesAreReadUnderAConditionToo(String condition) throws Exception {
        assertThat(String.join("\n", answer("EXPLAIN SELECT namespace, COUNT(*), SUM(pod_request_cpu_core_seconds) FROM openshift_pod_usage_line_items_daily WHERE `month` = '10'"
                + " AND (" + condition + ") GROUP BY namespace")))
                .contains("aggregates=[grouping=[").contains("filter=[").doesNotContain("where=[");
    }

    @Test
    void aFileThatCannotBeReadIsNamedWithItsColumn() {
        assertThatThrownBy(() -> answer("SELECT SUM(persistentvolumeclaim_capacity_bytes) FROM openshift_storage_usage_line_items_daily"))
                .isInstanceOf(SqlFailure.class)
                .hasMessageStartingWith("The file file:" + lake + "/daily/1234567/OCP/storage_usage/source=" + BROKEN)
                .hasMessageContaining("Column \"persistentvolumeclaim_capacity_bytes\"");
    }

    @Test
    void everyKindOfColumnOfTheDatabaseComesThrough() throws Exception {
        assertThat(answer("SELECT * FROM kinds ORDER BY id")).containsExactly(
                "1,1.500000000000000,2.250000000000000000,00000000-0000-0000-0000-000000000001,\"{\"\"app\"\": \"\"web\"\"}\",\"[\"\"a\"\",\"\"b\"\"]\",\"[1,2]\","
                        + "2025-10-01,2025-10-01 12:30:00.5,2025-10-01 10:30:00Z,true,0.1,5000000000,7,x,10.0.0.1/32",
                "2,,,,,,,,,,,,,,,");
    }

    @Test
    void oneQueryJoinsTheLakeAndTheDatabase() throws Exception {
        assertThat(answer("""
                SELECT k.amount, SUM(core_hours(p.pod_usage_cpu_core_seconds)), MAX(label_value(p.pod_labels, 'app')), MAX(labels_map(p.pod_labels)['team'])
                FROM openshift_pod_usage_line_items_daily p JOIN kinds k ON k.uuid = p.`source` WHERE label_value(k.labels, 'app') = 'web' GROUP BY k.amount"""))
                .containsExactly("1.500000000000000,3.0,web,a");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "source_uuid = '00000000-0000-0000-0000-000000000001' AND usage_start BETWEEN DATE '2025-10-03' AND DATE '2025-10-04'",
        "usage_start = DATE '2025-10-03' OR usage_start = DATE '2025-10-05'",
        "NOT (usage_start > DATE '2025-10-02') AND source_uuid IS NOT NULL",
    })
    void thatWhichPostgresUnderstandsItTestsItself(String condition) throws Exception {
        assertThat(answer("SELECT COUNT(*) FROM days WHERE " + condition)).containsExactly("2");
        assertThat(String.join("\n", answer("EXPLAIN SELECT source_uuid FROM days WHERE " + condition)).replaceAll("(?s).*Optimized Execution Plan", ""))
                .contains("filter=[").doesNotContain("where=");
    }

    @Test
    void functionsAnswerNullForWhatTheyAreNotGiven() throws Exception {
        assertThat(answer("SELECT label_value('{\"a\": 1}', 'a'), label_value('{}', 'a'), label_value('nothing', 'a'), label_value(CAST(NULL AS STRING), 'a'),"
                + " gib_hours(CAST(3600 AS DOUBLE) * 1073741824), resource_id_matches('arn:i-1', 'i-1'), resource_id_matches('arn:i-1', ''),"
                + " resource_id_matches('i', CAST(NULL AS STRING))")).containsExactly("1,,,,1.0,true,false,");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "INSERT INTO days SELECT * FROM days", "CREATE TABLE t (a INT)", "DROP TABLE days", "DELETE FROM days", "UPDATE days SET usage_start = NULL",
        "TRUNCATE TABLE days", "CREATE VIEW v AS SELECT 1", "CREATE DATABASE d", "CREATE CATALOG c WITH ('type' = 'generic_in_memory')",
        "COMPILE PLAN '/tmp/plan' FOR INSERT INTO days SELECT * FROM days", "EXECUTE PLAN '/tmp/plan'", "ADD JAR '/tmp/a.jar'",
        "CREATE TEMPORARY FUNCTION f AS 'java.lang.String'", "LOAD MODULE hive", "CALL sys.f()", "ANALYZE TABLE days COMPUTE STATISTICS",
        "CREATE TABLE t AS SELECT 1", "BEGIN STATEMENT SET"
    })
    void whateverMayChangeSomethingIsRefused(String statement) {
        assertThatThrownBy(() -> answer(statement)).isInstanceOf(SqlFailure.class).satisfies(refused -> assertThat(refused.getMessage())
                .containsAnyOf("this session only reads", "are only read", "is only read", "does not exist", "No match found"));
    }

    @Test
    void viewsAndSettingsOfTheSessionAreNotRefused() throws Exception {
        assertThat(answer("CREATE TEMPORARY VIEW single AS SELECT 1 AS a; SET 'table.local-time-zone' = 'UTC'; SELECT a FROM single")).isEqualTo(List.of("1"));
        assertThat(answer("DROP TEMPORARY VIEW single; RESET; SHOW TABLES")).contains("aws_line_items", "kinds", "days").doesNotContain("days_default", "single");
    }

    @Test
    void aMistakeIsToldWithItsPlaceInTheWholeText() {
        assertThatThrownBy(() -> answer("SELECT 1;\n SELECT nothing FROM days")).hasMessage("At line 2, column 9: Column 'nothing' not found in any table");
        assertThatThrownBy(() -> answer("SELECT\n 1 FORM days")).hasMessageContaining("at line 2, column").hasMessageNotContaining("expecting");
        assertThatThrownBy(() -> answer("SELECT 1 FROM openshift_pod_usage_line_items WHERE year = '2025'")).hasMessageEndingWith(
                "The column is written `year`, in backticks: without them it is a word of SQL.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', value = {
        "SELECT labels ->> 'app' FROM kinds; label_value(labels, 'key')",
        "SELECT labels -> 'app' FROM kinds; label_value(labels, 'key')",
        "SELECT id::text FROM kinds; CAST(x AS type)",
        "SELECT id FROM kinds WHERE code ilike 'X%'; LOWER(x) LIKE 'a%'",
        "SELECT id FROM kinds WHERE \"code\" = 'x'; Text stands in single quotes",
        "SELECT id FROM kinds WHERE at > at - interval '7 days'; INTERVAL '7' DAY",
        "SELECT date_trunc('month', at) FROM kinds; FLOOR(x TO MONTH)",
        "SELECT string_agg(code, ',') FROM kinds; LISTAGG(x, ',')",
        "SELECT id FROM kinds WHERE code ~ 'x'; REGEXP(x, 'pattern')",
        "SELECT DISTINCT ON (id) id FROM kinds; ROW_NUMBER()",
    })
    void aHabitOfPostgresComesWithFlinksWay(String statement, String hint) {
        assertThatThrownBy(() -> answer(statement)).isInstanceOf(SqlFailure.class).hasMessageContaining(hint);
    }

    @Test
    void whatIsInATextIsNoHabit() {
        assertThatThrownBy(() -> answer("SELECT nothing, '->> :: ilike' FROM days -- ::")).hasMessage("At line 1, column 8: Column 'nothing' not found in any table");
    }

    @Test
    void theNearestNameOfAColumnOrTableAndTheOtherSchemaAreNamed() {
        assertThatThrownBy(() -> answer("SELECT usage_strat FROM days")).hasMessageEndingWith("Did you mean usage_start?");
        assertThatThrownBy(() -> answer("SELECT d.source FROM days d")).hasMessageEndingWith("Did you mean source_uuid?");
        assertThatThrownBy(() -> answer("SELECT 1 FROM dayz")).hasMessageEndingWith("Did you mean days?");
        assertThatThrownBy(() -> answer("SELECT 1 FROM owners")).hasMessageEndingWith("There is one in public: write public.owners, or USE public.");
    }

    @Test
    void aColumnWithoutANameIsHeadedByItsExpression() throws Exception {
        assertThat(headings("SELECT usage_start, COUNT(*), MAX(CAST(source_uuid AS STRING)\n || 'x') AS top FROM days GROUP BY usage_start ORDER BY 2 LIMIT 1"))
                .containsExactly("usage_start", "COUNT(*)", "top");
        assertThat(headings("SELECT 1 + 1, 'a, b' UNION ALL SELECT 2, 'c'")).containsExactly("1 + 1", "'a, b'");
        assertThat(headings("WITH d AS (SELECT usage_start FROM days) SELECT MIN(usage_start) FROM d")).containsExactly("MIN(usage_start)");
        assertThat(headings("SELECT *, 1 + 1 FROM days")).endsWith("EXPR$2");
    }

    private static List<String> headings(String sql) throws Exception {
        try (SqlResult result = session.execute(Statements.in(sql).get(0))) {
            return result.columns().stream().map(Column::getName).toList();
        }
    }

    @Test
    @Timeout(120)
    void aQueryThatIsStoppedWhileItStartsLeavesTheSessionWhole() throws Exception {
        for (int time = 0; time < 20; time++) {
            try (SqlResult result = session.execute(Statements.in("SELECT COUNT(*) FROM days").get(0))) {
                Thread.sleep(15 * time);
                result.cancel();
            }
        }
        assertThat(answer("SELECT COUNT(*) FROM days")).containsExactly("10");
    }

    @Test
    void aQueryThatIsAskedAgainHasTheClassesThatWereMadeForIt() throws Exception {
        String query = "SELECT node, SUM(pod_usage_cpu_core_seconds) / 3600 FROM openshift_pod_usage_line_items_daily WHERE `month` = '10' GROUP BY node ORDER BY node";
        try (CompiledClasses compiled = new CompiledClasses()) {
            List<String> answer = answer(query);
            List<String> classes = compiled.names();
            assertThat(classes).isNotEmpty();
            assertThat(answer(query)).isEqualTo(answer);
            assertThat(compiled.names()).isEqualTo(classes);
        }
    }

    @Test
    void aLimitEndsTheReading() throws Exception {
        assertThat(answer("SELECT namespace FROM openshift_pod_usage_line_items_daily LIMIT 2")).hasSize(2);
        assertThat(answer("SELECT usage_start FROM days LIMIT 3")).hasSize(3);
    }
}
