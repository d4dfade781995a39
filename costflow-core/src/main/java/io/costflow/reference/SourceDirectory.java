package io.costflow.reference;

import io.costflow.database.Database;
import io.costflow.database.SqlName;
import io.costflow.database.UnreadableTablesException;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceDefaults;
import io.costflow.settings.SourceSettings;
import io.costflow.settings.SourceType;
import io.costflow.settings.TenantSelection;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources to work on: those of the configuration, or, where it names none, those of koku's own tables: providers that a tenant refers to and that are
 * active and not paused.
 */
public final class SourceDirectory implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(SourceDirectory.class);

    /** The sources that were told to be left out, in this process. */
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    /** koku clones each new tenant from the schema {@code template0}, which has all tables and is none. */
    private static final String TENANTS =
            """
            select n.nspname, has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relname = 'reporting_tenant_api_provider' and c.relkind in ('r', 'p')
                and n.nspname not in ('public', 'template0')
            order by 1""";

    /** The type loses {@code -local}, which koku appends for data that did not come from the cloud itself. */
    private static final String PROVIDERS =
            """
            select p.uuid::text, p.name, regexp_replace(p.type, '-local$', ''), a.credentials ->> 'cluster_id',
                regexp_replace(m.infrastructure_type, '-local$', ''), m.infrastructure_provider_id::text
            from %s t
            join public.api_provider p on p.uuid = t.provider_id
            left join public.api_providerauthentication a on a.id = p.authentication_id
            left join public.api_providerinfrastructuremap m on m.id = p.infrastructure_id
            where p.active and not p.paused
            order by 1""";

    private final List<SourceType> types;

    /** @param types the kinds of sources that are summarised */
    public SourceDirectory(List<SourceType> types) {
        this.types = List.copyOf(types);
    }

    /** The sources of all tenants that the role may read. */
    public List<SourceSettings> sources(Settings settings, Connection connection) throws SQLException {
        if (!settings.discoversSources()) {
            return settings.sources();
        }
        List<SourceSettings> sources = new ArrayList<>();
        for (String tenant : tenants(connection, settings.tenants()).readable()) {
            sources.addAll(sources(connection, tenant, settings.defaults()));
        }
        return sources;
    }

    /** The sources of all tenants whose tables can be read. What is wrong with the tables of one tenant does not concern the others. */
    public FoundSources find(Settings settings, Connection connection) throws SQLException {
        Map<String, String> unreadable = new TreeMap<>();
        if (!settings.discoversSources()) {
            return new FoundSources(settings.sources(), unreadable);
        }
        List<SourceSettings> sources = new ArrayList<>();
        DiscoveredTenants discovered = tenants(connection, settings.tenants());
        discovered.ungranted().forEach(tenant -> unreadable.put(tenant, DiscoveredTenants.reason(settings.database().user())));
        for (String tenant : discovered.readable()) {
            try {
                sources.addAll(Database.ofTenant(connection, tenants -> sources(tenants, tenant, settings.defaults())));
            } catch (UnreadableTablesException e) {
                unreadable.put(tenant, e.getMessage());
            }
        }
        return new FoundSources(sources, unreadable);
    }

    /** The schemas that refer to providers, as far as they are selected. */
    public static DiscoveredTenants tenants(Connection connection, TenantSelection selection) throws SQLException {
        List<String> readable = new ArrayList<>();
        List<String> ungranted = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TENANTS)) {
            while (rows.next()) {
                if (selection.includes(rows.getString(1))) {
                    (rows.getBoolean(2) ? readable : ungranted).add(rows.getString(1));
                }
            }
        }
        return new DiscoveredTenants(readable, ungranted);
    }

    /** The sources that koku's tables name for a tenant. */
    public List<SourceSettings> sources(Connection connection, String tenant, SourceDefaults defaults) throws SQLException {
        List<SourceSettings> providers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(PROVIDERS.formatted(SqlName.quoted(tenant, "reporting_tenant_api_provider")))) {
            while (rows.next()) {
                String uuid = rows.getString(1);
                String name = rows.getString(2);
                String clusterId = rows.getString(4);
                SourceType type = type(rows.getString(3)).orElse(null);
                if (type == null) {
                    LOG.debug("The source {}/{} ({}) is of type {}, which is not summarised.", tenant, uuid, name, rows.getString(3));
                } else if (type.cloud()) {
                    SourceSettings cloud = SourceSettings.cloud(tenant, type.name(), uuid, null);
                    providers.add(type.hasUnattributedStorage() ? cloud.withUnattributedStorage(defaults.unattributedStorage()) : cloud);
                } else if (clusterId == null) {
                    tellOnce(uuid, () -> LOG.warn("The source {}/{} ({}) has no cluster_id in its credentials and is left out.", tenant, uuid, name));
                } else {
                    String infrastructure = type(rows.getString(5)).filter(SourceType::cloud).isPresent() ? rows.getString(6) : null;
                    providers.add(SourceSettings.cluster(tenant, type.name(), uuid, clusterId, name, infrastructure));
                }
            }
        }
        return providers;
    }

    private Optional<SourceType> type(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** The sources are looked up again and again. */
    private static void tellOnce(String uuid, Runnable telling) {
        if (TOLD.add(uuid)) {
            telling.run();
        }
    }
}
