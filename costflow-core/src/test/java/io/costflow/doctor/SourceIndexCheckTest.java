package io.costflow.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.OutputPeriod;
import io.costflow.publish.RowCounts.Counted;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over koku's tables, which have no index by source. */
class SourceIndexCheckTest {

    private static final String TENANT = "org1234567";
    private static final String TABLE = "reporting_ocpusagelineitem_daily_summary";
    private static final LocalDate DAY = LocalDate.of(2025, 10, 1);

    private KokuDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = SharedServers.database().createDatabase();
    }

    @Test
    void manyRowsOfADayInATableWithoutSuchAnIndexAreNamedWithTheStatementThatMakesIt() throws Exception {
        List<Finding> findings = check(concat(rows(20, DAY, 4_000), rows(20, DAY.plusDays(1), 6_000)));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Finding.Verdict.NOTE);
            assertThat(finding.sentence()).contains(TENANT + "." + TABLE + " has up to 120000 rows of 20 sources on one day");
        });
        String statement = findings.get(0).sentence().replaceAll("(?s).*run as its owner: ", "");
        try (Connection connection = database.connect(); Statement create = connection.createStatement()) {
            create.execute(statement);
        }
        assertThat(check(rows(20, DAY, 6_000))).isEmpty();
    }

    @Test
    void fewRowsOrThoseOfOneSourceNeedNone() throws Exception {
        assertThat(check(rows(20, DAY, 4_000))).isEmpty();
        assertThat(check(concat(rows(1, DAY, 200_000), List.of(rows(2, DAY, 0).get(1))))).isEmpty();
    }

    private List<Finding> check(List<Counted> counts) throws Exception {
        try (Connection connection = database.connect()) {
            return new SourceIndexCheck(connection, TENANT).check(counts);
        }
    }

    /** So many rows of each of so many sources. */
    private static List<Counted> rows(int sources, LocalDate day, long found) {
        return IntStream.range(0, sources).mapToObj(source -> new Counted(
                OutputPeriod.of("openshift", TENANT, new UUID(0, source).toString(), day, day), TABLE, found, found, found, null, 0, null)).toList();
    }

    private static List<Counted> concat(List<Counted> some, List<Counted> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
