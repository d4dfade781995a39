package io.costflow.reference;

import io.costflow.database.Database;
import io.costflow.database.UnreadableTablesException;
import io.costflow.day.Revisions;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the reference data of all tenants that have sources. */
public final class ReferenceCatalog implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceCatalog.class);

    private final Settings settings;
    private final SourceDirectory directory;
    private final List<ProviderTables> providers;

    /**
     * @param directory finds the sources
     * @param providers what each kind of source needs
     */
    public ReferenceCatalog(Settings settings, SourceDirectory directory, List<ProviderTables> providers) {
        this.settings = settings;
        this.directory = directory;
        this.providers = List.copyOf(providers);
    }

    /** The reference data of all tenants, all of the same instant. An outage of the database is waited for. */
    ReferenceReading read(Database database) throws IOException, InterruptedException {
        return database.read(this::reading);
    }

    /** The same, but an outage is not waited for. */
    ReferenceReading readAtOnce(Database database) throws IOException {
        return database.readAtOnce(this::reading);
    }

    /** The reference data of some tenants, as far as it can be read. An outage is not waited for. */
    List<ReferenceSnapshot> readAtOnce(Database database, Collection<String> tenants) throws IOException {
        return database.readAtOnce(connection -> {
            List<ReferenceSnapshot> snapshots = new ArrayList<>();
            for (String tenant : tenants) {
                try {
                    snapshots.add(Database.ofTenant(connection, tables -> snapshot(tables, tenant)));
                } catch (UnreadableTablesException e) {
                    LOG.warn("The reference data of {} cannot be read for a request: {}", tenant, e.getMessage());
                }
            }
            return snapshots;
        });
    }

    private ReferenceReading reading(Connection connection) throws SQLException {
        FoundSources found = directory.find(settings, connection);
        Map<String, String> unreadable = new TreeMap<>(found.unreadable());
        List<ReferenceSnapshot> snapshots = new ArrayList<>();
        for (String tenant : tenants(found.sources())) {
            try {
                snapshots.add(Database.ofTenant(connection, tables -> snapshot(tables, tenant)));
            } catch (UnreadableTablesException e) {
                unreadable.put(tenant, e.getMessage());
            }
        }
        return new ReferenceReading(snapshots, unreadable);
    }

    /** One complete snapshot per tenant of the sources. */
    public List<ReferenceSnapshot> snapshots(Connection connection, List<SourceSettings> sources) throws SQLException {
        List<ReferenceSnapshot> snapshots = new ArrayList<>();
        for (String tenant : tenants(sources)) {
            snapshots.add(snapshot(connection, tenant));
        }
        return snapshots;
    }

    /** A complete snapshot of a tenant. Where Costflow itself stores the roles of nodes, they come with the plans of days, and are left out here. */
    public ReferenceSnapshot snapshot(Connection connection, String tenant) throws SQLException {
        ReferenceSnapshot snapshot = ReferenceReader.read(connection, tenant, Revisions.at(Instant.now()), providers);
        return settings.run().inventory().isOurs() ? snapshot.withNodeRoles(List.of()) : snapshot;
    }

    private static List<String> tenants(List<SourceSettings> sources) {
        return sources.stream().map(SourceSettings::tenant).distinct().sorted().toList();
    }
}
