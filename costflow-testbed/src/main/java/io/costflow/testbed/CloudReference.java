package io.costflow.testbed;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Writes to koku's tables what koku itself would have there about a generated account at a cloud. */
final class CloudReference {
    private static final List<String> ENABLED_KEYS = List.of("team", "cost_center");
    private static final String MARKUP = "{\"value\": 10, \"unit\": \"percent\"}";
    private static final String BY_MEMORY = "{\"distribution_type\": \"memory\"}";
    private static final String NOTHING = "{}";

    private final ReferenceRows rows;

    CloudReference(ReferenceRows rows) {
        this.rows = rows;
    }

    /**
     * Writes the account with a bill for every month, a markup of 10 percent, and that the cost of the nodes of all its clusters but the first is split by
     * memory.
     *
     * @return the id that the clusters' providers refer to as their infrastructure
     */
    Object write(CloudAccount account, List<DemoCluster> clusters, List<LocalDate> months) throws SQLException {
        Infrastructure cloud = account.infrastructure();
        UUID uuid = UUID.fromString(account.source());
        for (String key : ENABLED_KEYS) {
            tagKey(cloud, key, true);
        }
        tagKey(cloud, "environment", false);
        source(account, uuid);
        particulars(account);
        for (LocalDate month : months) {
            bill(account, uuid, month);
        }
        costModel(cloud.type(), MARKUP, NOTHING, List.of(account.source()));
        costModel("OCP", NOTHING, BY_MEMORY, clusters.stream().skip(1).map(DemoCluster::source).toList());
        return rows.insert("""
                INSERT INTO public.api_providerinfrastructuremap (infrastructure_type, infrastructure_provider_id)
                VALUES (?, ?) RETURNING id""", cloud.type(), uuid);
    }

    private void tagKey(Infrastructure cloud, String key, boolean enabled) throws SQLException {
        rows.execute("INSERT INTO %s.reporting_enabledtagkeys (key, enabled, provider_type) VALUES (?, ?, ?)", key, enabled, cloud.type());
    }

    private void source(CloudAccount account, UUID uuid) throws SQLException {
        Object authentication = rows.insert(
                "INSERT INTO public.api_providerauthentication (credentials) VALUES (jsonb_build_object('demo', ?::text)) RETURNING id", account.alias());
        String type = account.infrastructure().type();
        rows.execute("""
                INSERT INTO public.api_provider (uuid, name, type, authentication_id, setup_complete)
                VALUES (?, ?, ?, ?, true)""", uuid, account.alias(), type, authentication);
        rows.execute("INSERT INTO %s.reporting_tenant_api_provider (name, type, provider_id) VALUES (?, ?, ?)", account.alias(), type, uuid);
    }

    /** What only one cloud has. */
    private void particulars(CloudAccount account) throws SQLException {
        if (account instanceof AwsAccount aws) {
            rows.execute("INSERT INTO %s.reporting_awsaccountalias (account_id, account_alias) VALUES (?, ?)", aws.id(), aws.alias());
        } else if (account instanceof AzureSubscription) {
            for (AzureDisk disk : AzureDisk.values()) {
                rows.execute("INSERT INTO public.reporting_common_diskcapacity (product_substring, capacity, provider_type) VALUES (?, ?, 'Azure')",
                        disk.name(), disk.gibibytes());
            }
        }
    }

    private void bill(CloudAccount account, UUID uuid, LocalDate month) throws SQLException {
        Object from = ReferenceRows.midnight(month);
        Object to = ReferenceRows.midnight(month.plusMonths(1));
        if (account instanceof AwsAccount aws) {
            rows.execute("""
                    INSERT INTO %s.reporting_awscostentrybill (billing_resource, payer_account_id, billing_period_start, billing_period_end, provider_id)
                    VALUES ('aws', ?, ?, ?, ?)""", aws.id(), from, to, uuid);
        } else {
            String table = "reporting_" + account.infrastructure().inTables() + "costentrybill";
            rows.execute("INSERT INTO %s." + table + " (billing_period_start, billing_period_end, provider_id) VALUES (?, ?, ?)", from, to, uuid);
        }
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
