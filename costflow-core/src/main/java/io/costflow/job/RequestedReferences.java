package io.costflow.job;

import io.costflow.database.PostgresConnection;
import io.costflow.database.PostgresConnections;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.RequestTable;
import io.costflow.publish.TenantRequests;
import io.costflow.reference.ReferenceRequests;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.TenantSelection;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The requests in the tenants' tables. */
final class RequestedReferences implements ReferenceRequests {

    private static final long serialVersionUID = 1L;

    private final TenantSelection tenants;
    private final PostgresConnection connections;

    /** @param tenants whose requests count */
    RequestedReferences(DatabaseSettings settings, TenantSelection tenants) {
        this.tenants = tenants;
        connections = PostgresConnections.to(settings);
    }

    @Override
    public Map<String, List<UUID>> waiting() throws IOException {
        return connections.run(connection -> {
            Map<String, List<UUID>> waiting = new HashMap<>();
            for (String tenant : TenantRequests.open(connection, tenants)) {
                List<UUID> requests = RequestTable.open(connection, tenant).stream().filter(request -> request.referenceRevision() == 0).map(EnsureRequest::id).toList();
                if (!requests.isEmpty()) {
                    waiting.put(tenant, requests);
                }
            }
            return waiting;
        });
    }

    @Override
    public void wereRead(String tenant, List<UUID> requests, long revision) throws IOException {
        connections.run(connection -> {
            RequestTable.referenceRead(connection, tenant, requests, revision);
            return null;
        });
    }
}
