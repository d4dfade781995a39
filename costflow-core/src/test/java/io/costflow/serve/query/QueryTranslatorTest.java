package io.costflow.serve.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.statement.SessionStatements;
import io.costflow.serve.statement.SessionStatements.Asked;
import io.costflow.serve.statement.TrinoParser;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Flink SQL a question becomes, and what is refused where. */
class QueryTranslatorTest {

    private static final Map<String, Kind> PODS = new LinkedHashMap<>();
    private static final Map<String, Kind> DAYS = new LinkedHashMap<>();

    static {
        PODS.put("interval_start", Kind.TIMESTAMP);
        PODS.put("namespace", Kind.VARCHAR);
        PODS.put("cpu", Kind.DOUBLE);
        DAYS.put("namespace", Kind.VARCHAR);
        DAYS.put("usage_start", Kind.DATE);
        DAYS.put("cost", Kind.DECIMAL);
        DAYS.put("nodes", Kind.INTEGER);
        DAYS.put("clusters", Kind.OTHER);
    }

    private static Optional<Map<String, Kind>> columns(String catalog, String schema, String table) {
        return switch (catalog + "." + schema + "." + table) {
            case "hive.org1.pods" -> Optional.of(PODS);
            case "postgres.org1.days" -> Optional.of(DAYS);
            default -> Optional.empty();
        };
    }

    private static FlinkQuery translate(String text) throws Exception {
        Asked.Run run = (Asked.Run) new SessionStatements(TrinoParser.withPlaces()).unwrap(text, Map.of());
        return QueryTranslator.translate(run.statement(), QueryTranslatorTest::columns, "hive", "org1");
    }

    @Test
    void namesGroupsAndOrderAreThoseOfFlink() throws Exception {
        FlinkQuery query = translate("SELECT Namespace, sum(cpu) / 3600 AS Hours, count(*) FROM pods WHERE namespace IN ('a', 'b') GROUP BY 1 ORDER BY 2 DESC, namespace LIMIT 5");
        assertThat(query.sql()).isEqualTo("SELECT `pods`.`namespace` AS `namespace`, (SUM(`pods`.`cpu`) / 3600) AS `hours`, COUNT(*) AS `_col2`"
                + " FROM `costflow`.`org1`.`pods` AS `pods` WHERE ((`pods`.`namespace` = 'a') OR (`pods`.`namespace` = 'b')) GROUP BY `pods`.`namespace`"
                + " ORDER BY 2 DESC NULLS LAST, `namespace` ASC NULLS LAST LIMIT 5");
        assertThat(query.columns()).containsExactly("namespace", "Hours", "_col2");
    }

    @Test
    void queriesInFromAndWithHaveColumnsOfTheirOwn() throws Exception {
        assertThat(translate("WITH d AS (SELECT usage_start AS day, namespace n FROM postgres.org1.days)"
                + " SELECT p.n, d.day FROM (SELECT namespace AS n FROM pods) p LEFT JOIN d ON p.n = d.n").sql())
                .isEqualTo("WITH `d` AS (SELECT `days`.`usage_start` AS `day`, `days`.`namespace` AS `n` FROM `costflow`.`org1`.`days` AS `days`)"
                        + " SELECT `p`.`n` AS `n`, `d`.`day` AS `day` FROM (SELECT `pods`.`namespace` AS `n` FROM `costflow`.`org1`.`pods` AS `pods`) AS `p`"
                        + " LEFT JOIN `d` AS `d` ON (`p`.`n` = `d`.`n`)");
    }

    @Test
    void aJoinThatIsJoinedKeepsItsParentheses() throws Exception {
        assertThat(translate("SELECT a.cpu FROM pods a CROSS JOIN (pods b RIGHT JOIN pods c ON b.cpu = c.cpu)").sql())
                .endsWith(" AS `a` CROSS JOIN (`costflow`.`org1`.`pods` AS `b` RIGHT JOIN `costflow`.`org1`.`pods` AS `c` ON (`b`.`cpu` = `c`.`cpu`))");
    }

    @Test
    void columnsOfOneNameHaveNamesThatNoOtherColumnHas() throws Exception {
        FlinkQuery query = translate("SELECT cpu, cpu, namespace AS cpu_1 FROM pods ORDER BY cpu, cpu_1");
        assertThat(query.sql()).startsWith("SELECT `pods`.`cpu` AS `cpu`, `pods`.`cpu` AS `cpu_1`, `pods`.`namespace` AS `cpu_1_2` FROM ")
                .endsWith(" ORDER BY `cpu` ASC NULLS LAST, `cpu_1_2` ASC NULLS LAST");
        assertThat(query.columns()).containsExactly("cpu", "cpu", "cpu_1");
    }

    @Test
    void orderByAnExpressionReadsColumnsThatTheAnswerHasUnchanged() throws Exception {
        assertThat(translate("SELECT cpu, namespace AS n FROM pods ORDER BY cpu * 2e0, lower(namespace)").sql())
                .endsWith(" ORDER BY (`pods`.`cpu` * CAST(2.0 AS DOUBLE)) ASC NULLS LAST, LOWER(`pods`.`namespace`) ASC NULLS LAST");
    }

    @Test
    @Timeout(10)
    void nestedChoicesAreTranslatedOnce() throws Exception {
        String nested = "cpu";
        for (int depth = 0; depth < 40; depth++) {
            nested = "coalesce(" + nested + ", cpu)";
        }
        assertThat(translate("SELECT " + nested + " AS most FROM pods").columns()).containsExactly("most");
    }

    @Test
    void daysAndTimesAreComparedAsTimes() throws Exception {
        assertThat(translate("SELECT namespace FROM pods WHERE interval_start >= DATE '2025-10-01' AND interval_start < TIMESTAMP '2025-10-02'").sql())
                .endsWith(" WHERE ((`pods`.`interval_start` >= CAST(DATE '2025-10-01' AS TIMESTAMP(3))) AND (`pods`.`interval_start` < TIMESTAMP '2025-10-02 00:00:00'))");
    }

    @Test
    void boundValuesAreInPlace() throws Exception {
        assertThat(translate("EXECUTE IMMEDIATE 'SELECT namespace FROM pods WHERE namespace = ?' USING 'it''s'").sql()).endsWith(" WHERE (`pods`.`namespace` = 'it''s')");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "SELECT count(*) / 2 FROM pods; 1:17; cast one side to double",
        "SELECT cost * 2 FROM postgres.org1.days; 1:13; cast one side to double",
        "SELECT 7 % 2; 1:10; remainder",
        "SELECT avg(nodes) FROM postgres.org1.days; 1:8; avg of anything but double",
        "SELECT cast(cpu AS bigint) FROM pods; 1:8; this cast to bigint",
        "SELECT cast(cpu AS varchar) FROM pods; 1:8; this cast to varchar",
        "SELECT cast(cost AS decimal(10,2)) FROM postgres.org1.days; 1:8; this cast to decimal",
        "SELECT date_add('day', 1, interval_start) FROM pods; 1:8; the function date_add",
        "SELECT approx_distinct(namespace) FROM pods; 1:8; the function approx_distinct",
        "SELECT round(cpu, 2) FROM pods; 1:8; the function round",
        "SELECT sum(cpu) OVER () FROM pods; 1:8; with a window",
        "SELECT sum(cpu) FILTER (WHERE cpu > 1) FROM pods; 1:8; a filter",
        "SELECT nothing FROM pods; 1:8; Column 'nothing' cannot be resolved",
        "SELECT namespace FROM pods, postgres.org1.days; 1:8; ambiguous",
        "SELECT cpu FROM nothing; 1:17; hive.org1.nothing",
        "SELECT cpu FROM system.runtime.nodes; 1:17; Catalog 'system'",
        "SELECT cpu FROM pods WHERE cpu = 'a'; 1:32; Cannot compare DOUBLE with VARCHAR",
        "SELECT cpu FROM pods WHERE namespace IN (SELECT namespace FROM postgres.org1.days); 1:38; a query within IN",
        "SELECT coalesce(cpu, 0) FROM pods; 1:8; all be of one type",
        "SELECT cpu FROM pods UNION ALL SELECT 1e0; 1:22; Union",
        "SELECT a.cpu FROM pods a JOIN postgres.org1.days USING (namespace); 1:19; joins with ON only",
        "SELECT namespace FROM pods GROUP BY ROLLUP (namespace); 1:37; sets of groups",
        "SELECT clusters FROM postgres.org1.days; 1:8; values of this type",
        "SELECT * FROM postgres.org1.days; 1:8; the type of clusters",
        "SELECT cpu FROM pods WHERE namespace LIKE 'a\\_%' ESCAPE '\\'; 1:38; LIKE of a text",
        "SELECT TIMESTAMP '2025-10-01 00:00:00 UTC'; 1:8; without a zone",
        "SELECT * FROM (SELECT p.namespace, d.namespace FROM pods p, postgres.org1.days d) s; 1:15; The query s has two columns with the name namespace",
        "WITH s AS (SELECT cpu, cpu * 2e0 AS cpu FROM pods) SELECT 1 FROM s; 1:6; The query s has two columns with the name cpu",
        "SELECT p.* FROM pods; 1:8; There is no table or alias p in FROM",
        "SELECT *; 1:8; There is no table that * stands for",
        "SELECT cpu * -1e0 AS cpu FROM pods ORDER BY cpu + 1; 1:45; the answer's column 'cpu' alone",
        "SELECT sum(cpu) AS hours FROM pods ORDER BY hours * 2e0; 1:45; the answer's column 'hours' alone",
        "SELECT cpu, cpu * 2e0 AS cpu FROM pods ORDER BY cpu; 1:49; ambiguous"
    })
    void whatMeansSomethingElseIsRefusedWhereItStands(String text, String place, String said) {
        assertThatThrownBy(() -> translate(text)).isInstanceOfSatisfying(Untranslatable.class, e -> {
            assertThat(e).hasMessageContaining(said);
            assertThat(e.line() + ":" + e.column()).isEqualTo(place);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "SELECT cpu FROM nothing; 1:17; TABLE_NOT_FOUND",
        "SELECT cpu FROM system.runtime.nodes; 1:17; CATALOG_NOT_FOUND",
        "SELECT p.* FROM pods; 1:8; TABLE_NOT_FOUND",
        "SELECT *; 1:8; COLUMN_NOT_FOUND",
        "SELECT nothing FROM pods; 1:8; COLUMN_NOT_FOUND",
        "SELECT cpu FROM pods WHERE p.cpu > 1e0; 1:28; COLUMN_NOT_FOUND",
        "SELECT namespace FROM pods, postgres.org1.days; 1:8; AMBIGUOUS_NAME",
        "SELECT cpu, cpu * 2e0 AS cpu FROM pods ORDER BY cpu; 1:49; AMBIGUOUS_NAME",
        "SELECT cpu FROM pods GROUP BY 2; 1:31; INVALID_COLUMN_REFERENCE",
        "SELECT cpu FROM pods GROUP BY 99999999999; 1:31; INVALID_COLUMN_REFERENCE",
        "SELECT cpu FROM pods ORDER BY 2; 1:31; INVALID_COLUMN_REFERENCE",
        "SELECT cpu FROM pods WHERE cpu = 'a'; 1:32; TYPE_MISMATCH",
        "SELECT cpu FROM pods WHERE namespace; 1:28; TYPE_MISMATCH",
        "SELECT usage_start FROM postgres.org1.days WHERE clusters = 'a'; 1:59; NOT_SUPPORTED",
        "SELECT DATE '2025-13-01'; 1:8; INVALID_LITERAL",
        "SELECT DATE '2025-02-29'; 1:8; INVALID_LITERAL",
        "SELECT DATE 'today'; 1:8; INVALID_LITERAL",
        "SELECT DATE '2025-1-1'; 1:8; NOT_SUPPORTED",
        "SELECT TIMESTAMP '2025-10-01 24:30'; 1:8; INVALID_LITERAL",
        "SELECT TIMESTAMP '2025-10-32'; 1:8; INVALID_LITERAL",
        "SELECT TIMESTAMP '2025-10-01 00:00:00 UTC'; 1:8; NOT_SUPPORTED",
        "SELECT DOUBLE 'many'; 1:8; INVALID_LITERAL",
        "SELECT cast('2025-13-01' AS date); 1:13; INVALID_CAST_ARGUMENT",
        "SELECT round(cpu, 2) FROM pods; 1:8; NOT_SUPPORTED"
    })
    void mistakesHaveTheNamesThatTrinoGivesThem(String text, String place, ErrorCode code) {
        assertThatThrownBy(() -> translate(text)).isInstanceOfSatisfying(Untranslatable.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.line() + ":" + e.column()).isEqualTo(place);
        });
    }
}
