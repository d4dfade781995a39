package io.costflow.serve.answer;

import io.costflow.database.Database;
import io.costflow.database.Tables;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.publish.SourceModes;
import io.costflow.reference.SourceDirectory;
import io.costflow.settings.DayRange;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sources of all tenants and who writes them, as they were a moment ago. While the database does not answer, what was known last holds. */
final class Tenants {

    private static final long SOURCES_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long MODES_NANOS = Duration.ofMillis(500).toNanos();

    private final Settings settings;
    private final Connections connections;
    private final Map<String, Kept<SourceMode>> modes = new HashMap<>();
    private Kept<List<SourceSettings>> sources;

    private record Kept<T>(T value, long at) {

        boolean isFresh(long nanos) {
            return System.nanoTime() - at < nanos;
        }
    }

    Tenants(Settings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    /** All sources. */
    synchronized List<SourceSettings> sources() throws SQLException {
        if (sources == null || !sources.isFresh(SOURCES_NANOS)) {
            try {
                sources = new Kept<>(connections.run(connection -> new SourceDirectory(Providers.types()).sources(settings, connection)), System.nanoTime());
            } catch (SQLException e) {
                if (sources == null) {
                    throw e;
                }
            }
        }
        return sources.value();
    }

    List<SourceSettings> sources(String tenant) throws SQLException {
        return sources().stream().filter(source -> source.tenant().equals(tenant)).toList();
    }

    /** The source of a UUID. */
    Optional<SourceSettings> source(String tenant, String uuid) throws SQLException {
        return sources(tenant).stream().filter(source -> source.uuid().equals(uuid)).findFirst();
    }

    /** The days that the job can be asked for. */
    DayRange window() {
        return settings.window().on(LocalDate.now(ZoneOffset.UTC));
    }

    /** Whether a schema is a tenant's. */
    boolean isTenant(String schema) throws SQLException {
        return sources().stream().anyMatch(source -> source.tenant().equals(schema));
    }

    /** Who writes an output of a source. */
    synchronized SourceMode mode(String tenant, String source, String output) throws SQLException {
        String key = tenant + " " + source + " " + output;
        Kept<SourceMode> kept = modes.get(key);
        if (kept == null || !kept.isFresh(MODES_NANOS)) {
            try {
                kept = new Kept<>(connections.run(connection -> SourceModes.of(connection, tenant, source, output)).orElse(settings.serve().usualMode()), System.nanoTime());
                modes.put(key, kept);
            } catch (SQLException e) {
                if (kept == null) {
                    throw e;
                }
            }
        }
        return kept.value();
    }

    /** Whether Costflow writes all outputs of all sources of a tenant; of a schema that is no tenant's, of all tenants. */
    boolean isWritten(String schema) throws SQLException {
        for (SourceSettings source : isTenant(schema) ? sources(schema) : sources()) {
            for (Output output : Providers.of(source).outputs()) {
                if (mode(source.tenant(), source.uuid(), output.id()) != SourceMode.COSTFLOW) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Runs something over a connection. */
    <T> T run(Database.Query<T> query) throws SQLException {
        return connections.run(query);
    }

    /** Whether a table is in a tenant's schema. */
    boolean hasTable(String tenant, String table) throws SQLException {
        return connections.run(connection -> Tables.exists(connection, tenant, table));
    }
}
