package io.costflow.inventory;

import static io.costflow.inventory.Lake.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.database.Database;
import io.costflow.day.OutputPeriod;
import io.costflow.provider.Providers;
import io.costflow.publish.ComparisonTable;
import io.costflow.publish.ComparisonTable.Compared;
import io.costflow.publish.Table;
import io.costflow.publish.TableVersions.Version;
import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceMode;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which periods in mode shadow are to be compared, and when again. */
class ShadowRecountTest {

    private static final Duration INTERVAL = Duration.ofMinutes(15);
    private static final DayRange WINDOW = Lake.window(3, 3);
    private static final OutputPeriod DAY = OutputPeriod.of("openshift", Lake.OCTOBER.day(Lake.day(3)));

    private final KokuDatabase koku = SharedServers.database().createDatabase();
    private final DatabaseSettings database = new DatabaseSettings(koku.url(), koku.user(), koku.password(), Duration.ofSeconds(20));
    private final ShadowRecount recount = new ShadowRecount(
            new Settings(null, database, WINDOW, List.of(), RunSettings.bounded(1, false, Duration.ZERO))
                    .with(ContinuousSettings.DEFAULTS.restoring(INTERVAL, INTERVAL)),
            new Database(database));

    ShadowRecountTest() throws Exception {}

    @Test
    void aComparisonThatFailsIsMadeAgainLater() throws Exception {
        assertThat(due(0)).as("when the rows were seen once").isEmpty();
        assertThat(due(1)).containsExactly(DAY);
        assertThat(due(2)).isEmpty();
        assertThat(due(4)).isEmpty();
        assertThat(due(5)).as("an hour later there is no comparison").containsExactly(DAY);

        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            ComparisonTable.create(connection, SOURCE.tenant());
            for (Table<?> table : Providers.output("openshift").tables()) {
                ComparisonTable.record(
                        connection, new ComparisonTable.Row(DAY, table.name(), 0, 0, 0, 0, null, null, null), 1, new Compared("sum", Version.EMPTY.text()));
            }
        }
        assertThat(due(9)).isEmpty();
    }

    @Test
    void comparisonsOfDaysThatHaveLeftTheWindowAreKeptForAWhile() throws Exception {
        OutputPeriod gone = OutputPeriod.of("openshift", Lake.OCTOBER.day(Lake.day(2)));
        OutputPeriod recent = OutputPeriod.of("openshift", Lake.OCTOBER.day(Lake.day(1)));
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password()); Statement statement = connection.createStatement()) {
            ComparisonTable.create(connection, SOURCE.tenant());
            for (OutputPeriod period : List.of(recent, gone, DAY)) {
                ComparisonTable.record(connection, new ComparisonTable.Row(period, "t", 1, 0, 0, 0, null, null, null), 1, new Compared("sum", "version"));
            }
            statement.executeUpdate("update " + SOURCE.tenant() + "." + ComparisonTable.NAME + " set compared_at = now() - interval '91 days' where period_start >= '" + gone.from() + "'");

            due(0);
            assertThat(ComparisonTable.read(connection, SOURCE.tenant(), recent.from(), DAY.to()).keySet()).extracting(ComparisonTable.Row::period)
                    .containsExactlyInAnyOrder(recent, DAY);
        }
    }

    private Set<OutputPeriod> due(int interval) {
        Map<String, Map<String, SourceMode>> modes = Map.of(SOURCE.uuid(), Map.of("openshift", SourceMode.SHADOW));
        return recount.findings(List.of(SOURCE), Map.of(SOURCE.tenant(), modes), WINDOW, Instant.EPOCH.plus(INTERVAL.multipliedBy(interval))).due();
    }
}
