package io.costflow.costmodel;

import io.costflow.provider.openshift.Facts;
import io.costflow.provider.openshift.LabelSet;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What tagged projects cost: a part of the month for each day, split between the nodes that the namespace is on (specification, K.4). */
final class ProjectCosts {

    private record NamespaceDay(String namespace, LocalDate day) {}

    private record Share(NamespaceDay of, BigDecimal amortized, LabelSet labels, String node) {}

    private final CostStatement.Projects statement;
    private final Scope scope;

    ProjectCosts(CostStatement.Projects statement, Scope scope) {
        this.statement = statement;
        this.scope = scope;
    }

    List<CostRow> rows(List<Facts.NamespaceLabels> labels, List<NamespaceNode> nodes) {
        Map<NamespaceDay, Set<String>> nodesOf = new HashMap<>();
        nodes.forEach(node -> nodesOf.computeIfAbsent(new NamespaceDay(node.namespace(), node.day()), first -> new LinkedHashSet<>()).add(node.node()));
        Set<Share> shares = new LinkedHashSet<>();
        Map<NamespaceDay, Integer> counts = new HashMap<>();
        for (Facts.NamespaceLabels fact : labels) {
            if (isCharged(fact)) {
                NamespaceDay of = new NamespaceDay(fact.namespace(), fact.day());
                BigDecimal amortized = amortized(fact.labels());
                Set<String> found = nodesOf.getOrDefault(of, new LinkedHashSet<>());
                if (found.isEmpty()) {
                    found.add(null);
                }
                for (String node : found) {
                    // without a value for the tag, koku shows none of the labels
                    LabelSet shown = fact.labels().get(statement.rate().key()) == null ? LabelSet.EMPTY : fact.labels();
                    if (shares.add(new Share(of, amortized, shown, node))) {
                        counts.merge(of, node == null ? 0 : 1, Integer::sum);
                    }
                }
            }
        }
        List<CostRow> rows = new ArrayList<>();
        for (Share share : shares) {
            int count = counts.get(share.of());
            BigDecimal cost = count == 0 ? share.amortized() : SqlArithmetic.divide(share.amortized(), BigDecimal.valueOf(count), SqlArithmetic.COST_SCALE);
            rows.add(new CostRow(
                    CostRow.Kind.CPU, share.of().day(), scope.reportPeriod(), statement.clusterId(), statement.clusterAlias(), share.of().namespace(), share.node(), null,
                    share.labels(), share.labels(), null, scope.rateType(), "Tag", null, null, cost));
        }
        return rows;
    }

    private boolean isCharged(Facts.NamespaceLabels fact) {
        String namespace = fact.namespace();
        boolean platform = namespace.startsWith("kube-") || namespace.startsWith("openshift-") || namespace.equals("openshift");
        Map<String, String> labels = fact.labels().asMap();
        String key = statement.rate().key();
        return !platform && scope.contains(fact.day())
                && (statement.rate().otherwise() != null ? labels.containsKey(key) : statement.rate().values().containsKey(labels.get(key)));
    }

    private BigDecimal amortized(LabelSet labels) {
        BigDecimal rate = SqlArithmetic.decimal(statement.rate().of(labels.get(statement.rate().key())), SqlArithmetic.COST_SCALE);
        return SqlArithmetic.divide(rate, BigDecimal.valueOf(statement.days()), SqlArithmetic.COST_SCALE);
    }
}
