package io.costflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.Table;
import io.costflow.settings.Settings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.KeptConnections;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a job leaves must be what a run that ends makes of the same lake and the same reference data in an empty database. */
final class TruthCheck {

    private static final List<String> SHARED = List.of("public.api_providerauthentication", "public.api_providerinfrastructuremap", "public.api_provider");

    private final KokuDatabase truth;
    private final String tenant;

    private TruthCheck(KokuDatabase truth, String tenant) {
        this.truth = truth;
        this.tenant = tenant;
    }

    /**
     * Finds out what the tables must hold, row by row.
     *
     * @param settings those of the job
     * @param server where the truth gets a database of its own
     */
    static TruthCheck of(Settings settings, KokuDatabase database, EmbeddedDatabase server) throws Exception {
        TruthCheck check = new TruthCheck(server.createDatabase(), EmbeddedDatabase.TENANT);
        check.copyReference(database);
        Settings bounded = TestSettings.bounded(TestSettings.in(check.truth, settings));
        JobCluster.shared().run(bounded);
        return check;
    }

    /** All ten tables of a database must hold these rows before the time is over: every column, ids included. */
    void requireIn(KokuDatabase database, Duration time) throws Exception {
        List<String> expected = expected();
        Eventually.within(time, () -> assertThat(rows(database)).as("rows of the ten tables").containsExactlyElementsOf(expected));
    }

    /** The rows that all ten tables must hold. */
    List<String> expected() throws SQLException {
        return rows(truth);
    }

    /** The rows of all ten tables, every column. */
    static List<String> rows(KokuDatabase database) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (Table<?> table : DayContents.tables()) {
            rows.addAll(RowVersions.query(database, "select '%2$s ' || t::text from %1$s.%2$s t order by 1".formatted(EmbeddedDatabase.TENANT, table.name())));
        }
        return rows;
    }

    private void copyReference(KokuDatabase from) throws SQLException {
        List<String> published = DayContents.tables().stream().map(Table::name).collect(Collectors.toCollection(ArrayList::new));
        List<String> tables = new ArrayList<>(SHARED);
        tables.addAll(RowVersions.query(from, "select '" + tenant + ".' || relname from pg_class where relnamespace = '" + tenant
                + "'::regnamespace and relkind = 'r' and not relispartition and relname not like 'costflow\\_%' and relname <> all ('{" + String.join(",", published) + "}') order by 1"));
        for (String table : tables) {
            String rows = RowVersions.query(from, "select coalesce(jsonb_agg(t), '[]')::text from " + table + " t").get(0);
            String insert = "insert into " + table + " overriding system value select * from jsonb_populate_recordset(null::" + table + ", ?::jsonb)";
            KeptConnections.ask(truth, connection -> {
                try (PreparedStatement statement = connection.prepareStatement(insert)) {
                    statement.setString(1, rows);
                    return statement.executeUpdate();
                }
            });
        }
    }
}
