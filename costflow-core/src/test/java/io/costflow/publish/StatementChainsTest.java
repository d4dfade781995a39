package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.TENANT;
import static io.costflow.publish.KokuDatabase.connect;
import static io.costflow.publish.KokuDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.publish.StatementChains.Chain;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.SourceMode;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mode of a chain of statements: that of its first statement, until the last one was answered. */
class StatementChainsTest {

    private static final String CLOUD = "00000000-0000-0000-0000-000000000002";
    private static final String OUTPUT = "openshift-on-aws";
    private static final LocalDate THIRD = LocalDate.of(2025, 10, 3);
    private static final Chain CHAIN = new Chain(TENANT, OUTPUT, CLOUD, "00000000-0000-0000-0000-000000000001", YearMonth.of(2025, 10));

    private DatabaseSettings database;
    private Connection connection;

    @BeforeEach
    void open() throws Exception {
        database = KokuDatabase.fresh();
        connection = connect(database);
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
    }

    private SourceMode mode(SourceMode now, LocalDate... firstOf) throws Exception {
        return StatementChains.mode(connection, CHAIN, Set.of(firstOf), now);
    }

    @Test
    void itIsKeptUntilAllTablesWereAnswered() throws Exception {
        assertThat(mode(SourceMode.COSTFLOW, THIRD)).isEqualTo(SourceMode.COSTFLOW);
        assertThat(mode(SourceMode.TRINO, THIRD.plusDays(1))).as("the delete of the next day").isEqualTo(SourceMode.COSTFLOW);
        for (String table : new String[] {"project", "project", "summary"}) {
            assertThat(mode(SourceMode.TRINO)).as("%s", table).isEqualTo(SourceMode.COSTFLOW);
            StatementChains.answered(connection, CHAIN, table, 2);
        }
        assertThat(mode(SourceMode.TRINO)).isEqualTo(SourceMode.TRINO);
    }

    @Test
    void itIsChosenAgainWhenTheChainBeginsAgainFailsOrIsOld() throws Exception {
        mode(SourceMode.COSTFLOW, THIRD);
        assertThat(mode(SourceMode.TRINO, THIRD)).as("the same day again").isEqualTo(SourceMode.TRINO);
        StatementChains.answered(connection, CHAIN, "project", 2);
        assertThat(mode(SourceMode.COSTFLOW, THIRD.plusDays(1))).as("another day, after a summary").isEqualTo(SourceMode.COSTFLOW);
        StatementChains.end(connection, CHAIN);
        assertThat(mode(SourceMode.TRINO)).as("after a failure").isEqualTo(SourceMode.TRINO);
        execute(database, "update " + TENANT + ".costflow_request set expires_at = now()");
        assertThat(mode(SourceMode.COSTFLOW)).as("after an hour").isEqualTo(SourceMode.COSTFLOW);
    }

    @Test
    void theJobHeedsIt() throws Exception {
        SourceModes.create(connection, TENANT);
        SourceModes.set(connection, TENANT, CLOUD, SourceModes.ALL_OUTPUTS, SourceMode.TRINO);
        OutputPeriod third = OutputPeriod.of(OUTPUT, SourceDay.of(TENANT, CLOUD, THIRD));
        OutputPeriod fourth = OutputPeriod.of(OUTPUT, SourceDay.of(TENANT, CLOUD, THIRD.plusDays(1)));
        mode(SourceMode.COSTFLOW, THIRD);
        assertThat(StatementChains.modeOf(connection, third)).contains(SourceMode.COSTFLOW);
        assertThat(StatementChains.modeOf(connection, fourth)).contains(SourceMode.TRINO);
        assertThat(StatementChains.modes(connection, TENANT)).isEqualTo(Map.of(CLOUD, Map.of(SourceModes.ALL_OUTPUTS, SourceMode.TRINO, OUTPUT, SourceMode.COSTFLOW)));
        SourceModes.set(connection, TENANT, CLOUD, SourceModes.ALL_OUTPUTS, SourceMode.REFUSE);
        assertThat(StatementChains.modeOf(connection, third)).as("maintenance counts at once").contains(SourceMode.REFUSE);
        assertThat(StatementChains.modes(connection, TENANT)).isEqualTo(Map.of(CLOUD, Map.of(SourceModes.ALL_OUTPUTS, SourceMode.REFUSE)));
        SourceModes.set(connection, TENANT, CLOUD, SourceModes.ALL_OUTPUTS, SourceMode.TRINO);
        StatementChains.end(connection, CHAIN);
        assertThat(StatementChains.modeOf(connection, third)).contains(SourceMode.TRINO);
    }
}
