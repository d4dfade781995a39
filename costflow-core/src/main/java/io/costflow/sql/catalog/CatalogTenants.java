package io.costflow.sql.catalog;

import io.costflow.database.Database;
import io.costflow.reference.SourceDirectory;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tenants of a configuration: those of the sources that it names, or, where it names none, those of the database that the role may read. The latter are looked up
 * again when they are some seconds old. While the database does not answer, what was known last holds.
 */
final class CatalogTenants {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogTenants.class);

    private static final Duration LASTING = Duration.ofSeconds(10);

    private final Settings settings;
    private final Duration lasting;
    private List<String> names;
    private long found;

    /**
     * Finds the tenants of a configuration.
     *
     * @throws CatalogException if they must be looked up and the database does not answer
     */
    CatalogTenants(Settings settings) {
        this(settings, LASTING);
    }

    /** @param lasting how long tenants that were looked up hold */
    CatalogTenants(Settings settings, Duration lasting) {
        this.settings = settings;
        this.lasting = lasting;
        this.names = lookUp();
        this.found = System.nanoTime();
    }

    synchronized List<String> names() {
        if (settings.discoversSources() && System.nanoTime() - found > lasting.toNanos()) {
            found = System.nanoTime();
            try {
                names = lookUp();
            } catch (CatalogException e) {
                LOG.warn("{}", e.getMessage());
            }
        }
        return names;
    }

    private List<String> lookUp() {
        if (!settings.discoversSources()) {
            return List.copyOf(new TreeSet<>(settings.sources().stream().map(SourceSettings::tenant).toList()));
        }
        try {
            return new Database(settings.database()).readAtOnce(connection -> SourceDirectory.tenants(connection, settings.tenants()).readable());
        } catch (IOException | IllegalStateException e) {
            throw new CatalogException("The tenants cannot be read from " + settings.database().url() + ": " + e.getMessage(), e);
        }
    }
}
