package io.costflow.serve.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.serve.statement.SessionStatements.Asked;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements are of one form, by their trees, and which are not. */
class RecognitionTest {

    private static final String SOURCE = "00000000-0000-0000-0000-000000000001";

    private static final String INSERT = """
            INSERT INTO postgres.org1234567.reporting_ocp_gpu_summary_p (usage_start, node)
            SELECT date(interval_start), max(node) FROM hive.org1234567.openshift_gpu_usage_line_items_daily
            WHERE source = '%s' AND year = '2025' AND lpad(month, 2, '0') = '10' AND day IN (%s) GROUP BY 1""";

    private final SessionStatements statements = new SessionStatements(new TrinoParser());

    private RecognisedStatement recognise(String text, KnownForms forms) throws SyntaxException {
        SyntaxNode tree = ((Asked.Run) statements.unwrap(text, Map.of())).statement();
        return new Recognition(forms).recognise(tree, "hive", "org1234567");
    }

    private RecognisedStatement recognise(String text) throws SyntaxException {
        return recognise(text, KnownForms.parse(""));
    }

    private String form(String text) throws SyntaxException {
        return recognise(text).fingerprint();
    }

    @Test
    void literalsMakeNoDifference() throws Exception {
        String form = form("SELECT a FROM t WHERE d >= TIMESTAMP '2025-10-01' AND x = -0.05 AND m IN ('1') AND k = ARRAY['a', 'b']");
        assertThat(form("select a from hive.org1234567.t where d >= date '2026-01-01' and x = 2 and m in ('1', '2', '3') and k = array[]")).isEqualTo(form);
        assertThat(form("EXECUTE IMMEDIATE 'SELECT a FROM t WHERE d >= ? AND x = CAST(? AS bigint) AND m IN (''7'') AND k = ARRAY[''c'']' USING DATE '2025-01-01', 'x''y'"))
                .isEqualTo(form);
    }

    @Test
    void theTenantMakesNoDifference() throws Exception {
        assertThat(form("SELECT a FROM hive.org7.t")).isEqualTo(form("SELECT a FROM hive.org8.t")).isNotEqualTo(form("SELECT a FROM postgres.org8.t"));
    }

    @Test
    void alternativesAndBranchesOfOneFormCountOnce() throws Exception {
        assertThat(form("SELECT a FROM t WHERE (b = 1 AND c > 2) OR (b = 3 AND c > 4)")).isEqualTo(form("SELECT a FROM t WHERE (b = 1 AND c > 2)"));
        assertThat(form("SELECT CASE WHEN b = 1 THEN 2 WHEN b = 3 THEN 4 END FROM t")).isEqualTo(form("SELECT CASE WHEN b = 1 THEN 2 END FROM t"));
        assertThat(form("INSERT INTO postgres.org1234567.tmp_virt_0123456789abcdef SELECT 1"))
                .isEqualTo(form("INSERT INTO postgres.org1234567.tmp_virt_fedcba9876543210 SELECT 2"));
    }

    @Test
    void everythingElseIsAnotherForm() throws Exception {
        String form = form("SELECT a FROM t JOIN u ON t.x = u.x WHERE b = 1");
        assertThat(form("SELECT a FROM t JOIN u ON t.x = u.y WHERE b = 1")).as("the condition of a join").isNotEqualTo(form);
        assertThat(form("SELECT a FROM t LEFT JOIN u ON t.x = u.x WHERE b = 1")).isNotEqualTo(form);
        assertThat(form("SELECT a FROM t JOIN u ON t.x = u.x WHERE b > 1")).isNotEqualTo(form);
        assertThat(form("SELECT a FROM t JOIN u ON t.x = u.x WHERE c = 1")).isNotEqualTo(form);
        assertThat(form("SELECT DISTINCT a FROM t JOIN u ON t.x = u.x WHERE b = 1")).isNotEqualTo(form);
        assertThat(form("SELECT a FROM t JOIN u ON t.x = u.x WHERE b = 1 LIMIT 5")).isNotEqualTo(form);
    }

    @Test
    void anInsertIsRecognisedByItsFormOnly() throws Exception {
        String insert = INSERT.formatted(SOURCE, "'1', '2'");
        KnownForms forms = KnownForms.parse(form(insert) + " gpu-summary");
        RecognisedStatement known = recognise(INSERT.formatted("00000000-0000-0000-0000-000000000009", "'7'"), forms);
        assertThat(known.kind()).isEqualTo(StatementKind.GPU_SUMMARY);
        assertThat(known.conditions().value("source")).contains("00000000-0000-0000-0000-000000000009");
        assertThat(known.conditions().daysOfMonth()).containsExactly(LocalDate.of(2025, 10, 7));
        assertThat(recognise(insert.replace("max(node)", "min(node)"), forms).kind()).isEqualTo(StatementKind.OTHER_WRITE);
        assertThat(recognise(insert.replace("postgres", "hive"), forms).kind()).isEqualTo(StatementKind.OTHER_WRITE);
    }

    @Test
    void aFormDoesNotMakeAWriterOfAQuestion() throws Exception {
        String question = "SELECT node FROM hive.org1234567.openshift_pod_usage_line_items_daily";
        assertThat(recognise(question, KnownForms.parse(form(question) + " gpu-summary")).kind()).isEqualTo(StatementKind.OTHER_READ);
        assertThat(recognise(question, KnownForms.parse(form(question) + " nodes")).kind()).isEqualTo(StatementKind.NODES);
    }

    @Test
    void metadataAreToldByWhatTheyAre() throws Exception {
        assertThat(recognise("SHOW TABLES LIKE 'openshift_pod_usage_line_items'").kind()).isEqualTo(StatementKind.SHOW_TABLES);
        assertThat(recognise("SELECT 1").kind()).isEqualTo(StatementKind.PROBE);
        assertThat(recognise("CALL system.sync_partition_metadata('org1234567', 't', 'FULL')").kind()).isEqualTo(StatementKind.SYNC_PARTITIONS);
        assertThat(recognise("SELECT count(*) FROM hive.org1234567.\"t$partitions\" WHERE source = 'x'").kind()).isEqualTo(StatementKind.PARTITION_COUNT);
        assertThat(recognise("DELETE FROM managed_aws_openshift_daily_temp WHERE source = 'x'").kind()).isEqualTo(StatementKind.DELETE_PARTITIONS);
        assertThat(recognise("DELETE FROM postgres.org1234567.reporting_ocp_gpu_summary_p").kind()).isEqualTo(StatementKind.OTHER_WRITE);
        assertThat(recognise("SELECT count(*) FROM t").kind()).isEqualTo(StatementKind.OTHER_READ);
        assertThat(recognise("DROP VIEW v").kind()).isEqualTo(StatementKind.OTHER_WRITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "EXECUTE IMMEDIATE 'SELECT 1'", "EXECUTE IMMEDIATE 'SELECT ?' USING 1"})
    void theProbeIsTheNumberOne(String text) throws Exception {
        assertThat(recognise(text).kind()).isEqualTo(StatementKind.PROBE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT 7", "SELECT 9999999999", "SELECT -1", "SELECT 1 AS x", "SELECT 1, 2", "SELECT DISTINCT 1", "SELECT 1 LIMIT 0", "SELECT 1 OFFSET 1",
        "SELECT 1 WHERE false",
        "SELECT 1 HAVING false", "SELECT 1 ORDER BY 1", "SELECT 1 UNION ALL SELECT 1", "SELECT (SELECT 1)", "SELECT 1 FROM (VALUES 1, 2)",
        "WITH w AS (SELECT 1) SELECT 1",
        "EXECUTE IMMEDIATE 'SELECT ?' USING 8"})
    void whatIsMoreThanTheNumberOneIsNoProbe(String text) throws Exception {
        assertThat(recognise(text).kind()).isEqualTo(StatementKind.OTHER_READ);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "WHERE source = 'x'", "WHERE source = 'x' AND year = '2025' AND (month = '9' OR month = '09')",
        "WHERE SOURCE IN ('x', 'y') AND month IN ('10')", "WHERE year = '2025' OR year = '2026'"})
    void partitionsAreCountedBySourceYearAndMonth(String where) throws Exception {
        assertThat(recognise("SELECT count(*) FROM hive.org1234567.\"t$partitions\" " + where).kind()).isEqualTo(StatementKind.PARTITION_COUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "month <> '10'", "NOT month = '10'", "month > '10'", "'10' = month", "month = 10", "month = NULL", "month IS NULL", "month LIKE '1%'",
        "month NOT IN ('10')", "month IN ('10', NULL)",
        "month IN (SELECT '10')", "month = year", "lpad(month, 2, '0') = '10'", "month BETWEEN '09' AND '10'", "year = '2025' OR month = '10'",
        "month = '10' AND month = '11'",
        "(month = '09' OR month = '10') AND month = '10'", "year = '2025' AND (month = '10' OR source = 'x')",
        "month = '10' OR month = '11' AND year = '2025'", "day = '3'", "false",
        "month = '10' LIMIT 0", "month = '10' OFFSET 1", "month = '10' GROUP BY year", "month = '10' HAVING count(*) > 1", "month = '10' ORDER BY 1",
        "month = '10' FETCH FIRST ROW ONLY"})
    void otherConditionsOnPartitionsAreNotGuessedAt(String condition) throws Exception {
        assertThat(recognise("SELECT count(*) FROM hive.org1234567.\"t$partitions\" WHERE " + condition).kind()).isEqualTo(StatementKind.OTHER_READ);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT count(*) AS n FROM \"t$partitions\"", "SELECT DISTINCT count(*) FROM \"t$partitions\"",
        "SELECT count(*) FILTER (WHERE month = '10') FROM \"t$partitions\"",
        "SELECT count(*) OVER () FROM \"t$partitions\"", "SELECT count(*) FROM \"t$partitions\" a CROSS JOIN \"t$partitions\" b",
        "SELECT count(*) FROM \"t$partitions\" TABLESAMPLE BERNOULLI (1)",
        "SELECT count(*) FROM (SELECT * FROM \"t$partitions\" LIMIT 1)", "SELECT count(*) FROM \"t$partitions\" FOR VERSION AS OF 1",
        "SELECT count(*) FROM postgres.org1234567.\"t$partitions\""})
    void otherCountsOfPartitionsAreNotGuessedAt(String text) throws Exception {
        assertThat(recognise(text).kind()).isEqualTo(StatementKind.OTHER_READ);
    }

    @ParameterizedTest
    @CsvSource({
        "SHOW TABLES, SHOW_TABLES", "SHOW TABLES FROM org7, SHOW_TABLES", "SHOW TABLES FROM hive.org7, SHOW_TABLES", "SHOW TABLES FROM HIVE.org7, SHOW_TABLES",
        "SHOW TABLES FROM postgres.org7, OTHER_READ", "SHOW TABLES FROM information_schema, OTHER_READ", "SHOW SCHEMAS, SHOW_SCHEMAS",
        "SHOW SCHEMAS FROM hive, SHOW_SCHEMAS",
        "SHOW SCHEMAS FROM postgres, OTHER_READ", "CREATE SCHEMA org7, CREATE_SCHEMA", "CREATE SCHEMA hive.org7, CREATE_SCHEMA",
        "CREATE SCHEMA postgres.org7, OTHER_WRITE",
        "CALL hive.system.sync_partition_metadata(1), SYNC_PARTITIONS", "CALL lake.system.sync_partition_metadata(1), OTHER_WRITE"})
    void onlyTheLakesCatalogIsAnsweredFromTheLake(String text, StatementKind kind) throws Exception {
        assertThat(recognise(text).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHOW TABLES LIKE 'x'", "SHOW SCHEMAS LIKE 'x'", "CREATE SCHEMA org7", "CALL system.sync_partition_metadata(1)"})
    void theSessionsCatalogHoldsWhereNoneIsNamed(String text) throws Exception {
        Asked.Run run = (Asked.Run) statements.unwrap(text, Map.of());
        assertThat(new Recognition(KnownForms.parse("")).recognise(run.statement(), "postgres", "org7").kind().group()).isEqualTo(StatementKind.Group.OTHER);
    }

    @Test
    void rangesOfDaysAreRead() throws Exception {
        Conditions conditions = recognise("""
                SELECT 1 FROM t WHERE interval_start >= TIMESTAMP '2025-10-03' AND interval_start < date_add('day', 1, DATE '2025-10-05')
                AND date(usage_start) >= date(DATE '2025-11-01') AND usage_start <= DATE '2025-11-02'""").conditions();
        assertThat(conditions.firstDay("interval_start")).contains(LocalDate.of(2025, 10, 3));
        assertThat(conditions.lastDay("interval_start")).contains(LocalDate.of(2025, 10, 5));
        assertThat(conditions.firstDay("usage_start")).contains(LocalDate.of(2025, 11, 1));
        assertThat(conditions.lastDay("usage_start")).contains(LocalDate.of(2025, 11, 2));
    }

    @Test
    void valuesAreBoundInTheOrderOfTheText() throws Exception {
        Conditions conditions = recognise("EXECUTE IMMEDIATE 'WITH w AS (SELECT a FROM t WHERE year = ?) SELECT a FROM w WHERE month = ?' USING '2025', '10'").conditions();
        assertThat(conditions.value("year")).contains("2025");
        assertThat(conditions.value("month")).contains("10");
    }

    @Test
    void aPreparedStatementIsKeptAndUsed() throws Exception {
        Asked.Prepare prepare = (Asked.Prepare) statements.unwrap("PREPARE st_1 FROM SELECT a FROM t WHERE b = ?", Map.of());
        assertThat(prepare.name()).isEqualTo("st_1");
        Asked.Run run = (Asked.Run) statements.unwrap("EXECUTE st_1 USING 'x'", Map.of("st_1", prepare.text()));
        assertThat(new Recognition(KnownForms.parse("")).recognise(run.statement(), "hive", "org1").conditions().value("b")).contains("x");
        assertThatThrownBy(() -> statements.unwrap("EXECUTE st_2", Map.of())).hasMessage("Prepared statement not found: st_2");
        assertThatThrownBy(() -> statements.unwrap("EXECUTE st_1", Map.of("st_1", prepare.text()))).hasMessageContaining("expected 1 but found 0");
    }

    @Test
    void aMistakeHasItsPlace() {
        assertThatThrownBy(() -> statements.unwrap("SELECT a\nFROM WHERE", Map.of())).isInstanceOfSatisfying(SyntaxException.class, e -> {
            assertThat(e.line()).isEqualTo(2);
            assertThat(e.column()).isEqualTo(6);
        });
    }

    @Test
    void theFormsOfKokuAreThere() {
        assertThat(KnownForms.ofKoku().kind("22c899b13df009656451")).contains(StatementKind.USAGE_SUMMARY);
    }
}
