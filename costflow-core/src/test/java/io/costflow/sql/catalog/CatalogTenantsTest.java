package io.costflow.sql.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.testing.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which tenants a catalog has that lives long. */
class CatalogTenantsTest {

    private DatabaseSettings database;

    @BeforeEach
    void prepare() throws Exception {
        database = SharedServers.emptyDatabase();
    }

    @Test
    void aTenantThatIsNewIsFound() throws Exception {
        addTenant("org1");
        Settings settings = new Settings(
                new LakeSettings("file:///nothing", null, null, null, true), database, new DayRange(LocalDate.of(2025, 10, 1), LocalDate.of(2025, 10, 2)), List.of(),
                RunSettings.bounded(1, false, Duration.ofSeconds(5)));
        CatalogTenants lasting = new CatalogTenants(settings, Duration.ofHours(1));
        CatalogTenants passing = new CatalogTenants(settings, Duration.ZERO);
        addTenant("org2");
        assertThat(lasting.names()).containsExactly("org1");
        assertThat(passing.names()).containsExactly("org1", "org2");
    }

    private void addTenant(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password()); Statement statement = connection.createStatement()) {
            statement.execute("create schema " + name + "; create table " + name + ".reporting_tenant_api_provider (provider_id uuid)");
        }
    }
}
