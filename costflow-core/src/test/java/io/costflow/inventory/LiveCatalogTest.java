package io.costflow.inventory;

import static io.costflow.inventory.Lake.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.OutputPeriod;
import io.costflow.publish.SourceModes;
import io.costflow.publish.StatementChains;
import io.costflow.publish.StatementChains.Chain;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceMode;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What polls of a folder and a database find. */
class LiveCatalogTest {

    private static final String OUTPUT = "openshift";
    private static final OutputPeriod DAY = OutputPeriod.of(OUTPUT, Lake.OCTOBER.day(Lake.day(3)));
    private static final Chain CHAIN = new Chain(SOURCE.tenant(), OUTPUT, SOURCE.uuid(), SOURCE.uuid(), Lake.OCTOBER.month());

    @TempDir
    private Path lake;

    private final KokuDatabase database = SharedServers.database().createDatabase();
    private final Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());

    LiveCatalogTest() throws Exception {}

    @AfterEach
    void close() throws Exception {
        connection.close();
    }

    @Test
    void aHandoverWithinAChainOfStatementsIsDueWhenTheChainEnds() throws Exception {
        SourceModes.create(connection, SOURCE.tenant());SourceModes.create(connection, SOURCE.tenant());
        mode(SourceMode.TRINO);
        StatementChains.mode(connection, CHAIN, Set.of(DAY.day().day()), SourceMode.TRINO);
        LiveCatalog catalog = new LiveCatalog(new Settings(
                new LakeSettings("file://" + lake, null, null, null, true),
                new DatabaseSettings(database.url(), database.user(), database.password(), Duration.ofSeconds(20)),
                Lake.window(3, 3),
                List.of(SOURCE),
                RunSettings.bounded(1, false, Duration.ZERO)));
        assertThat(catalog.look(Set.of(), Set.of()).rows().due()).isEmpty();

        mode(SourceMode.COSTFLOW);
        assertThat(due(catalog)).as("while the transaction of a day heeds the chain").isEmpty();

        StatementChains.end(connection, CHAIN);
        assertThat(due(catalog)).containsExactly(DAY);
    }

    private static Set<OutputPeriod> due(LiveCatalog catalog) throws Exception {
        return catalog.look(Set.of(SOURCE.uuid()), Set.of()).rows().due();
    }

    private void mode(SourceMode mode) throws Exception {
        SourceModes.set(connection, SOURCE.tenant(), SOURCE.uuid(), OUTPUT, mode);
    }
}
