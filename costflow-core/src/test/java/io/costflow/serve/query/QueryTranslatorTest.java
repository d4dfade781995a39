package io.costflow.serve.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.serve.statement.SessionStatements;
import io.costflow.serve.statement.SessionStatements.Asked;
import io.costflow.serve.statement.TrinoParser;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
        "SELECT TIMESTAMP '2025-10-01 00:00:00 UTC'; 1:8; without a zone"
    })
    void whatMeansSomethingElseIsRefusedWhereItStands(String text, String place, String said) {
        assertThatThrownBy(() -> translate(text)).isInstanceOfSatisfying(Untranslatable.class, e -> {
            assertThat(e).hasMessageContaining(said);
            assertThat(e.line() + ":" + e.column()).isEqualTo(place);
        });
    }
}
