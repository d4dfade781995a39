package io.costflow.testbed;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Writes to koku's tables what koku itself would have there about the made-up AWS account. */
final class AwsReference {
    private static final List<String> ENABLED_KEYS = List.of("team", "cost_center");
    private static final String MARKUP = "{\"value\": 10, \"unit\": \"percent\"}";
    private static final String BY_MEMORY = "{\"distribution_type\": \"memory\"}";
    private static final String NOTHING = "{}";

    private final ReferenceRows rows;

    AwsReference(ReferenceRows rows) {
        this.rows = rows;
    }

    /**
     * Writes the account with a bill for every month, a markup of 10 percent, and that the cost of the nodes of all clusters but the first is split by memory.
     *
     * @return the id that the clusters' providers refer to as their infrastructure
     */
    Object write(AwsAccount account, List<DemoCluster> clusters, List<LocalDate> months) throws SQLException {
        UUID uuid = UUID.fromString(account.source());
        for (String key : ENABLED_KEYS) {
            tagKey(key, true);
        }
        tagKey("environment", false);
        source(account, uuid);
        rows.execute("INSERT INTO %s.reporting_awsaccountalias (account_id, account_alias) VALUES (?, ?)", account.id(), account.alias());
        for (LocalDate month : months) {
            rows.execute("""
                    INSERT INTO %s.reporting_awscostentrybill (billing_resource, payer_account_id, billing_period_start, billing_period_end, provider_id)
                    VALUES ('aws', ?, ?, ?, ?)""", account.id(), ReferenceRows.midnight(month), ReferenceRows.midnight(month.plusMonths(1)), uuid);
        }
        costModel("AWS", MARKUP, NOTHING, List.of(account.source()));
        costModel("OCP", NOTHING, BY_MEMORY, clusters.stream().skip(1).map(DemoCluster::source).toList());
        return rows.insert("""
                INSERT INTO public.api_providerinfrastructuremap (infrastructure_type, infrastructure_provider_id)
                VALUES ('AWS', ?) RETURNING id""", uuid);
    }

    private void tagKey(String key, boolean enabled) throws SQLException {
        rows.execute("INSERT INTO %s.reporting_enabledtagkeys (key, enabled, provider_type) VALUES (?, ?, 'AWS')", key, enabled);
    }

    private void source(AwsAccount account, UUID uuid) throws SQLException {
        Object authentication = rows.insert(
                "INSERT INTO public.api_providerauthentication (credentials) VALUES (jsonb_build_object('role_arn', ?::text)) RETURNING id",
                "arn:aws:iam::" + account.id() + ":role/cost-management");
        rows.execute("""
                INSERT INTO public.api_provider (uuid, name, type, authentication_id, setup_complete)
                VALUES (?, ?, 'AWS', ?, true)""", uuid, account.alias(), authentication);
        rows.execute("INSERT INTO %s.reporting_tenant_api_provider (name, type, provider_id) VALUES (?, 'AWS', ?)", account.alias(), uuid);
    }

    private void costModel(String type, String markup, String distribution, List<String> sources) throws SQLException {
        Object model = rows.insert("""
                INSERT INTO %s.cost_model (source_type, markup, distribution_info)
                VALUES (?, ?::jsonb, ?::jsonb) RETURNING uuid""", type, markup, distribution);
        for (String source : sources) {
            rows.execute("INSERT INTO %s.cost_model_map (provider_uuid, cost_model_id) VALUES (?, ?)", UUID.fromString(source), model);
        }
    }
}
