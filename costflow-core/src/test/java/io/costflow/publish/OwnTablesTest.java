package io.costflow.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.testing.SharedServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables that are Costflow's own: made by the role that has no rights but those of its script, and cleared of months that koku has removed. */
class OwnTablesTest {

    private static final String TENANT = "org1234567";
    private static final String SOURCE = "00000000-0000-0000-0000-000000000001";
    private static final LocalDate DAY = LocalDate.of(2025, 10, 6);

    @Test
    void theyAreCreatedOnceAndClearedByThePeriod() throws Exception {
        Output facts = Providers.output("cost-model-facts");
        try (Connection connection = SharedServers.database().createDatabase().connectAsCostflow(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            new OwnTables().ensure(connection, TENANT, facts.tables());
            new OwnTables().ensure(connection, TENANT, facts.tables());
            for (Table<?> table : facts.tables()) {
                assertThat(table.own()).as(table.name()).isTrue();
                for (LocalDate day : List.of(DAY, DAY.plusMonths(1))) {
                    statement.execute("insert into " + TENANT + "." + table.name() + " (id, usage_start, source_uuid) values (gen_random_uuid(), '" + day + "', '" + SOURCE + "')");
                }
                new RowCounts(connection, TENANT).deleteRows(table, List.of(OutputPeriod.of(facts.id(), SourceDay.of(TENANT, SOURCE, DAY))));
                assertThat(days(statement, table)).as(table.name()).containsExactly(DAY.plusMonths(1));
            }
        }
    }

    private static List<LocalDate> days(Statement statement, Table<?> table) throws Exception {
        List<LocalDate> days = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select usage_start from " + TENANT + "." + table.name())) {
            while (rows.next()) {
                days.add(rows.getObject(1, LocalDate.class));
            }
        }
        return days;
    }
}
