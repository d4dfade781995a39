package io.costflow.job;

import io.costflow.database.PostgresConnection;
import io.costflow.database.PostgresConnections;
import io.costflow.database.SqlStates;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.RequestTable;
import io.costflow.publish.TenantRequests;
import io.costflow.reference.ReferenceRequests;
import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The requests in the tenants' tables. */
final class RequestedReferences implements ReferenceRequests {

    private static final long serialVersionUID = 1L;

    private final PostgresConnection connections;

    RequestedReferences(DatabaseSettings settings) {
        connections = PostgresConnections.to(settings);
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    @Override
    public Map<String, List<UUID>> waiting() throws IOException {
        return with(connection -> {
            Map<String, List<UUID>> waiting = new HashMap<>();
            for (String tenant : TenantRequests.open(connection)) {
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
        with(connection -> {
            RequestTable.referenceRead(connection, tenant, requests, revision);
            return null;
        });
    }

    private <T> T with(Work<T> work) throws IOException {
        try {
            return work.on(connections.getOrEstablishConnection());
        } catch (SQLException failure) {
            connections.closeConnection();
            throw new IOException(SqlStates.message(failure), failure);
        }
    }
}
