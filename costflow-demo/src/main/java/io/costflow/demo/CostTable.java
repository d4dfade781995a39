package io.costflow.demo;

import io.costflow.testbed.BillTotals;
import io.costflow.testbed.Infrastructure;
import io.costflow.testbed.KokuDatabase;
import io.costflow.text.TextTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The attributed cost of a cloud by cluster and namespace as a table to read, and whether its parts add up to the bill. */
final class CostTable {
    private static final String COST = """
            SELECT cluster_alias,
                   coalesce(namespace, '(none)'),
                   namespace IN ('Platform unallocated', 'Worker unallocated', 'Storage unattributed', 'Network unattributed'),
                   coalesce(sum(%s), 0),
                   coalesce(sum(%s), 0)
            FROM %s.%s
            WHERE usage_start BETWEEN ? AND ?
            GROUP BY 1, 2, 3
            ORDER BY 1, 3, 2
            """;
    private static final double MILLION = 1e6;

    /** What the cost of a cloud is called in its table. */
    private record Names(String table, String cost, String markup, String words) {

        static Names of(Infrastructure cloud) {
            return switch (cloud) {
                case AWS -> new Names(project("aws"), "calculated_amortized_cost", "markup_cost_amortized", "amortised");
                case AZURE -> new Names(project("azure"), "pretax_cost", "markup_cost", "before taxes");
                case GCP -> new Names(project("gcp"), "unblended_cost + credit_amount", "markup_cost", "less credits");
            };
        }

        private static String project(String cloud) {
            return "reporting_ocp" + cloud + "costlineitem_project_daily_summary_p";
        }
    }

    private final List<List<String>> costs = new ArrayList<>(List.of(List.of("cluster", "namespace", "cost", "markup")));
    private final List<List<String>> sums = new ArrayList<>();
    private final Map<String, Double> toNobody = new TreeMap<>();
    private double toNamespaces;

    private CostTable() {}

    /** The cost of the days from the first to the last, all clusters of the tenant, and how it compares to the bill of the same days. */
    static String of(Infrastructure cloud, KokuDatabase database, String tenant, LocalDate from, LocalDate to, BillTotals bill) throws SQLException {
        Names names = Names.of(cloud);
        String sql = COST.formatted(names.cost, names.markup, tenant, names.table);
        CostTable table = new CostTable();
        try (Connection connection = database.connect(); PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, from);
            query.setObject(2, to);
            try (ResultSet rows = query.executeQuery()) {
                String shown = "";
                while (rows.next()) {
                    table.add(rows, shown);
                    shown = rows.getString(1);
                }
            }
        }
        table.compare(bill);
        return "%s cost from %s to %s in USD, %s%n".formatted(cloud.type(), from, to, names.words) + TextTable.of(table.costs, Set.of(2, 3)) + System.lineSeparator()
                + TextTable.of(table.sums, Set.of(1));
    }

    /** The question whose answer the costs are, for users to ask. */
    static String question(Infrastructure cloud, String tenant, LocalDate from, LocalDate to) {
        Names names = Names.of(cloud);
        return """
                SELECT cluster_alias, coalesce(namespace, '(none)') AS namespace,
                       round(sum(%s), 2) AS cost, round(sum(%s), 2) AS markup
                FROM %s.%s
                WHERE usage_start BETWEEN '%s' AND '%s'
                GROUP BY 1, 2 ORDER BY 1, 2;
                """.formatted(names.cost, names.markup, tenant, names.table, from, to);
    }

    private void add(ResultSet row, String shown) throws SQLException {
        String cluster = row.getString(1);
        double cost = row.getDouble(4);
        costs.add(List.of(cluster.equals(shown) ? "" : cluster, row.getString(2), money(cost), money(row.getDouble(5))));
        if (row.getBoolean(3)) {
            toNobody.merge(row.getString(2), cost, Double::sum);
        } else {
            toNamespaces += cost;
        }
    }

    private void compare(BillTotals bill) {
        double sum = toNamespaces + toNobody.values().stream().mapToDouble(Double::doubleValue).sum() + bill.ofNoCluster();
        sums.add(List.of("Attributed to namespaces", money(toNamespaces)));
        toNobody.forEach((kind, cost) -> sums.add(List.of(kind, money(cost))));
        sums.add(List.of("Line items that match nothing", money(bill.ofNoCluster())));
        sums.add(List.of("Together", money(sum)));
        sums.add(List.of("The bill", money(bill.all())));
        sums.add(List.of("Difference", String.format(Locale.ROOT, "%.6f", Math.round((sum - bill.all()) * MILLION) / MILLION)));
    }

    private static String money(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
