package io.costflow.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.SourceModes;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.ServeSettings;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import io.costflow.testing.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrinoCheckTest {

    private static final String TENANT = "org1234567";
    private static final LocalDate TODAY = LocalDate.of(2025, 10, 31);
    private static final SourceSettings CLUSTER = SourceSettings.cluster(TENANT, "OCP", "00000000-0000-0000-0000-000000000001", "cluster-1", "Cluster", null);

    private Connection connection;

    @BeforeEach
    void tables() throws Exception {
        DatabaseSettings database = SharedServers.emptyDatabase();
        connection = DriverManager.getConnection(database.url(), database.user(), database.password());
        execute("create schema " + TENANT);
        execute("create table org1234567.costflow_statement (day date, kind text, fingerprint text, mode text, answered_by text, count bigint, seconds float, last_error text)");
        SourceModes.create(connection, TENANT);
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
    }

    @Test
    void whatTrinoWritesIsNamedWithItsMode() throws Exception {
        SourceModes.set(connection, TENANT, CLUSTER.uuid(), SourceModes.ALL_OUTPUTS, SourceMode.COSTFLOW);
        SourceModes.set(connection, TENANT, CLUSTER.uuid(), "gpu", SourceMode.SHADOW);

        assertThat(check(SourceMode.TRINO)).singleElement().asString().contains("still needs Trino").contains("gpu (shadow)").contains("Without serve.trino.url").doesNotContain("openshift (");
    }

    @Test
    void whatTrinoAnsweredOfSourcesInModeCostflowIsNamed() throws Exception {
        statement("2025-10-30", "subscriptions", "costflow", "trino", 3, null);
        statement("2025-10-30", "usage-summary", "trino", "trino", 4, null);

        assertThat(check(SourceMode.COSTFLOW)).singleElement().asString().contains("has answered statements").contains("subscriptions (3)").doesNotContain("usage-summary");
    }

    @Test
    void gapsAreSaidSinceTheFirstStatementThatTrinoMissed() throws Exception {
        statement("2025-10-20", "usage-intermediate", "costflow", "missed", 2, "connection refused");
        statement("2025-10-12", "usage-intermediate", "costflow", "missed", 5, null);

        assertThat(check(SourceMode.COSTFLOW)).hasSize(2).first().asString().contains("nothing has needed Trino");
        assertThat(check(SourceMode.COSTFLOW)).last().asString().contains("gaps since 2025-10-12").contains("7 statements").contains("connection refused");
    }

    @Test
    void withoutAnEndpointThereIsNothingToSay() throws Exception {
        assertThat(check(null)).isEmpty();
    }

    private List<String> check(SourceMode usual) throws Exception {
        return new TrinoCheck(connection, new ServeSettings(usual, null), TODAY).check(TENANT, List.of(CLUSTER)).stream().map(Finding::sentence).toList();
    }

    private void statement(String day, String kind, String mode, String answeredBy, int count, String error) throws Exception {
        execute("insert into org1234567.costflow_statement values ('%s', '%s', 'f', '%s', '%s', %d, 1, %s)"
                .formatted(day, kind, mode, answeredBy, count, error == null ? "null" : "'" + error + "'"));
    }

    private void execute(String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
