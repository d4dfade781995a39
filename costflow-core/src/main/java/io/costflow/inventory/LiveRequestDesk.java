package io.costflow.inventory;

import io.costflow.database.PostgresConnection;
import io.costflow.database.PostgresConnections;
import io.costflow.day.OutputPeriod;
import io.costflow.provider.Providers;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.EnsureRequest.State;
import io.costflow.publish.EnsuredPeriods;
import io.costflow.publish.EnsuredPeriods.Standing;
import io.costflow.publish.RequestTable;
import io.costflow.publish.StatementChains;
import io.costflow.publish.Table;
import io.costflow.publish.TenantRequests;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.SourceMode;
import io.costflow.settings.TenantSelection;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of all tenants, over one connection that is kept. */
final class LiveRequestDesk implements RequestDesk {

    private static final long serialVersionUID = 1L;

    private final TenantSelection tenants;
    private final PostgresConnection connections;

    /** @param tenants whose requests count */
    LiveRequestDesk(DatabaseSettings settings, TenantSelection tenants) {
        this.tenants = tenants;
        connections = PostgresConnections.to(settings);
    }

    @Override
    public Poll poll(Collection<OutputPeriod> periods) throws IOException {
        return connections.run(connection -> {
            List<EnsureRequest> open = new ArrayList<>();
            Map<String, Map<String, Map<String, SourceMode>>> modes = new HashMap<>();
            for (String tenant : TenantRequests.open(connection, tenants)) {
                open.addAll(RequestTable.open(connection, tenant));
                modes.put(tenant, StatementChains.modes(connection, tenant));
            }
            return new Poll(open, standings(connection, periods), modes);
        });
    }

    @Override
    public Map<OutputPeriod, Standing> standings(Collection<OutputPeriod> periods) throws IOException {
        return connections.run(connection -> standings(connection, periods));
    }

    private static Map<OutputPeriod, Standing> standings(Connection connection, Collection<OutputPeriod> periods) throws SQLException {
        Map<OutputPeriod, Standing> standings = new HashMap<>();
        for (Map.Entry<String, List<OutputPeriod>> tenant : periods.stream().collect(Collectors.groupingBy(OutputPeriod::tenant)).entrySet()) {
            standings.putAll(new EnsuredPeriods(connection, tenant.getKey()).standings(tenant.getValue()));
        }
        return standings;
    }

    private record TenantOutput(String tenant, String source, String output) {}

    @Override
    public Set<OutputPeriod> complete(Collection<OutputPeriod> periods) throws IOException {
        return connections.run(connection -> {
            Set<OutputPeriod> complete = new HashSet<>();
            for (Map.Entry<TenantOutput, List<OutputPeriod>> group : byOutput(periods).entrySet()) {
                complete.addAll(new EnsuredPeriods(connection, group.getKey().tenant()).complete(group.getValue(), Providers.output(group.getKey().output()).tables()));
            }
            return complete;
        });
    }

    @Override
    public Set<OutputPeriod> summarised(Collection<OutputPeriod> periods) throws IOException {
        return connections.run(connection -> {
            Set<OutputPeriod> summarised = new HashSet<>();
            for (Map.Entry<TenantOutput, List<OutputPeriod>> group : byOutput(periods).entrySet()) {
                summarised.addAll(new EnsuredPeriods(connection, group.getKey().tenant()).withRows(group.getValue(), Providers.output(group.getKey().output()).tables().get(0)));
            }
            return summarised;
        });
    }

    private static Map<TenantOutput, List<OutputPeriod>> byOutput(Collection<OutputPeriod> periods) {
        return periods.stream().collect(Collectors.groupingBy(period -> new TenantOutput(period.tenant(), period.source(), period.output())));
    }

    @Override
    public void begin(EnsureRequest request, long revision) throws IOException {
        connections.run(connection -> {
            RequestTable.begin(connection, request.tenant(), request.id(), revision);
            return null;
        });
    }

    @Override
    public void done(EnsureRequest request, String remark) throws IOException {
        connections.run(connection -> {
            List<Table<?>> tables = Providers.output(request.output()).tables().stream()
                    .filter(table -> request.table() == null || request.table().equals(table.name()))
                    .collect(Collectors.toList());
            long rows = new EnsuredPeriods(connection, request.tenant()).rows(tables, request.source(), request.from(), request.to());
            RequestTable.answer(connection, request.tenant(), request.id(), State.DONE, rows, remark);
            RequestTable.deleteOld(connection, request.tenant());
            return null;
        });
    }

    @Override
    public void failed(EnsureRequest request, String reason) throws IOException {
        connections.run(connection -> {
            RequestTable.answer(connection, request.tenant(), request.id(), State.FAILED, null, reason);
            return null;
        });
    }

    @Override
    public void close() {
        connections.closeConnection();
    }
}
