package io.costflow.costmodel;

import io.costflow.database.SqlName;
import io.costflow.provider.openshift.LabelSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Inserts the rows of a statement into the table that the statement names, with the columns that it sets. The caller commits. */
public final class CostRowWriter {

    private record Value(String column, String cast, Object value) {}

    private final Connection connection;
    private final String schema;

    public CostRowWriter(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** Inserts rows with keys of their own, and returns how many there were. */
    public int insert(String table, Scope scope, List<CostRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        List<Value> first = values(rows.get(0), scope);
        String insert = "insert into " + SqlName.quoted(schema, table) + " (" + first.stream().map(value -> SqlName.quoted(value.column())).collect(Collectors.joining(", "))
                + ") values (" + first.stream().map(value -> "?" + value.cast()).collect(Collectors.joining(", ")) + ")";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (CostRow row : rows) {
                int parameter = 1;
                for (Value value : values(row, scope)) {
                    statement.setObject(parameter++, value.value());
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
        return rows.size();
    }

    /** Inserts a list of virtual machines, and returns how many rows it has. */
    public int insertMachines(String table, List<MachineClaim> machines) throws SQLException {
        String insert = "insert into " + SqlName.quoted(schema, table) + " (vm_name, node, pvc_name, cpu_request, mem_request) values (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (MachineClaim machine : machines) {
                statement.setString(1, machine.machine());
                statement.setString(2, machine.node());
                statement.setString(3, machine.claim());
                statement.setObject(4, machine.cpuRequest(), Types.DOUBLE);
                statement.setObject(5, machine.memoryRequest(), Types.DOUBLE);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        return machines.size();
    }

    private static List<Value> values(CostRow row, Scope scope) {
        boolean byRate = scope.byRate() != null;
        List<Value> values = new ArrayList<>();
        values.add(new Value("uuid", "", UUID.randomUUID()));
        values.add(new Value("report_period_id", "::int", row.reportPeriod()));
        values.add(new Value("cluster_id", "", row.clusterId()));
        values.add(new Value("cluster_alias", "", row.clusterAlias()));
        values.add(new Value("data_source", "", row.dataSource(byRate)));
        values.add(new Value("usage_start", "", row.day()));
        values.add(new Value("usage_end", "", row.day()));
        values.add(new Value("namespace", "", row.namespace()));
        values.add(new Value("node", "", row.node()));
        values.add(new Value("pod_labels", "::jsonb", LabelSet.json(row.podLabels())));
        values.add(new Value("all_labels", "::jsonb", LabelSet.json(row.allLabels())));
        values.add(new Value("source_uuid", "", UUID.fromString(scope.source())));
        values.add(new Value("cost_model_rate_type", "", row.rateType()));
        values.add(new Value("monthly_cost_type", "", row.monthlyCostType()));
        values.add(new Value("cost_category_id", "::int", row.costCategory()));
        values.addAll(byRate ? ofRate(row, scope.byRate()) : List.of(
                new Value("resource_id", "", row.resourceId()),
                new Value(column(row.kind()), "::numeric", row.cost())));
        return values;
    }

    private static List<Value> ofRate(CostRow row, Scope.ByRate rate) {
        boolean distributed = row.kind() == CostRow.Kind.DISTRIBUTED;
        return Arrays.asList(
                new Value("cost_model_id", "", uuid(rate.costModel())),
                new Value("rate_id", "::uuid", distributed ? null : uuid(rate.rate())),
                new Value("custom_name", "", distributed ? row.name() : rate.name()),
                new Value("metric_type", "", distributed ? row.metricType() : rate.metricType()),
                new Value("label_hash", "", distributed ? null : labelHash(row)),
                new Value(distributed ? "distributed_cost" : "calculated_cost", "::numeric", row.cost()));
    }

    private static String column(CostRow.Kind kind) {
        return switch (kind) {
            case CPU -> "cost_model_cpu_cost";
            case GPU -> "cost_model_gpu_cost";
            case DISTRIBUTED -> "distributed_cost";
        };
    }

    /** Of the labels of pods, of volumes, which no such row has, and of all, as the incumbent writes JSON. */
    static String labelHash(CostRow row) {
        String text = Objects.requireNonNullElse(LabelSet.json(row.podLabels()), "") + "||" + Objects.requireNonNullElse(LabelSet.json(row.allLabels()), "");
        try {
            return HexFormat.of().withUpperCase().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static UUID uuid(String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
