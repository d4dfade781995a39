package io.costflow.serve.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.serve.statement.SessionStatements.Asked;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
