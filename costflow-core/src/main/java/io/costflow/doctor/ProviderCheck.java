package io.costflow.doctor;

import io.costflow.database.SqlName;
import io.costflow.settings.SourceSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whether koku's providers and the sources of a run are the same: which providers are left out, and which sources koku does not know. */
final class ProviderCheck {

    private static final String READABLE = """
            select coalesce(bool_and(has_table_privilege(c.oid, 'select')) and count(*) = 3, false) from pg_class c
            where c.oid in (to_regclass('public.api_provider'), to_regclass('public.api_providerauthentication'), to_regclass(%s))""";

    private static final String PROVIDERS = """
            select p.uuid::text, p.name, regexp_replace(p.type, '-local$', ''), p.active, p.paused, a.credentials ->> 'cluster_id' is null
            from %s t
            join public.api_provider p on p.uuid = t.provider_id
            left join public.api_providerauthentication a on a.id = p.authentication_id
            order by 1""";

    private final Connection connection;
    private final List<SourceSettings> sources;

    ProviderCheck(Connection connection, List<SourceSettings> sources) {
        this.connection = connection;
        this.sources = sources;
    }

    /**
     * What there is to say of a tenant's providers.
     *
     * @param discovered whether the sources come from koku's tables, and not from the configuration
     */
    List<Finding> check(String tenant, boolean discovered) throws SQLException {
        String table = SqlName.quoted(tenant, "reporting_tenant_api_provider");
        List<Finding> findings = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(READABLE.formatted(SqlName.literal(table)))) {
                row.next();
                if (!row.getBoolean(1)) {
                    return List.of(Finding.skipped("koku's providers of tenant " + tenant + ": the tables that name them may not be read, and a run does not need them."));
                }
            }
            List<SourceSettings> unknown = new ArrayList<>(sources.stream().filter(source -> source.tenant().equals(tenant)).toList());
            try (ResultSet rows = statement.executeQuery(PROVIDERS.formatted(table))) {
                while (rows.next()) {
                    String uuid = rows.getString(1);
                    boolean isSource = unknown.removeIf(source -> source.uuid().equals(uuid));
                    String state = state(rows);
                    if (state != null && isSource != discovered) {
                        findings.add(Finding.note("koku's provider " + uuid + " (" + rows.getString(2) + ", tenant " + tenant + ") " + state
                                + (isSource ? ", but the configuration lists it." : ", so it is no source of this run.")));
                    }
                }
            }
            unknown.forEach(source -> findings.add(Finding.problem(SourceCheck.name(source) + ": koku's tenant has no provider of this UUID; check tenant and uuid"
                    + " in the configuration, or add the source in koku.")));
        }
        return findings;
    }

    /** Why it would not be discovered; null if it would be. */
    private static String state(ResultSet provider) throws SQLException {
        String type = provider.getString(3);
        if (!type.equals("OCP") && !type.equals("AWS")) {
            return "is of type " + type + ", which is not summarized";
        }
        if (!provider.getBoolean(4)) {
            return "is not active";
        }
        if (provider.getBoolean(5)) {
            return "is paused";
        }
        return type.equals("OCP") && provider.getBoolean(6) ? "has no cluster_id in its credentials" : null;
    }
}
