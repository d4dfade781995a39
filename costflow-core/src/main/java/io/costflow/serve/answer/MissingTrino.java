package io.costflow.serve.answer;

import io.costflow.database.SqlStates;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.publish.SourceModes;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the outputs that Trino is to write although no Trino is behind the endpoint. */
final class MissingTrino {

    private static final int NAMED = 5;

    private final Tenants tenants;
    private final SourceMode usual;

    /** @param usual the mode of outputs that have no row */
    MissingTrino(Tenants tenants, SourceMode usual) {
        this.tenants = tenants;
        this.usual = usual;
    }

    /** Says which outputs these are; empty if there are none. */
    List<String> warnings() {
        List<String> outputs;
        try {
            outputs = outputs();
        } catch (SQLException e) {
            return List.of("Whether Trino is to write any source could not be read from " + SourceModes.NAME + ": " + SqlStates.message(e) + ".");
        }
        if (outputs.isEmpty()) {
            return List.of();
        }
        int others = outputs.size() - NAMED;
        return List.of("Trino is to write " + String.join(", ", outputs.subList(0, Math.min(NAMED, outputs.size()))) + (others > 0 ? " and " + others + " more outputs" : "")
                + ", but there is no serve.trino.url: koku's statements that write them are refused. Set serve.trino.url, or change the mode in " + SourceModes.NAME
                + " or serve.mode.");
    }

    private List<String> outputs() throws SQLException {
        Map<String, Map<String, Map<String, SourceMode>>> modes = new HashMap<>();
        List<String> outputs = new ArrayList<>();
        for (SourceSettings source : tenants.sources()) {
            String tenant = source.tenant();
            if (!modes.containsKey(tenant)) {
                modes.put(tenant, tenants.run(connection -> SourceModes.read(connection, tenant)));
            }
            for (Output output : Providers.of(source).outputs()) {
                SourceMode mode = SourceModes.of(modes.get(tenant), source.uuid(), output.id()).orElse(usual);
                if (mode.isWrittenByTrino()) {
                    outputs.add(tenant + "/" + source.uuid() + " " + output.id() + " (" + mode.text() + ")");
                }
            }
        }
        return outputs;
    }
}
