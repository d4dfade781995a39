package io.costflow.costmodel;

import io.costflow.provider.openshift.Facts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How the cost of unused GPUs is distributed: to namespaces, by what they used of the node's GPUs of the model (specification, K.6). */
final class GpuShares {

    private static final String MODEL = "gpu-model";

    private record ModelOfNode(LocalDate day, String node, String model) {}

    private record Receiver(LocalDate day, String node, String namespace) {}

    private record RateReceiver(Receiver receiver, String name, String metricType, String rateType) {}

    /** A sum or maximum with what is largest of the cluster's names. */
    private static final class Distributed {
        private Double cost;
        private String clusterId;
        private String clusterAlias;
        private Integer reportPeriod;
    }

    /** By namespace; null for one whose uptimes are all NULL, which as in SQL is charged NULL. */
    private final Map<ModelOfNode, Map<String, Double>> usages = new LinkedHashMap<>();

    /** @param uses what pods used on the days in question */
    GpuShares(List<Facts.GpuUse> uses) {
        for (Facts.GpuUse use : uses) {
            if (use.namespace() != null) {
                Map<String, Double> namespaces = usages.computeIfAbsent(of(use), first -> new LinkedHashMap<>());
                if (use.uptimeSeconds() == null) {
                    namespaces.putIfAbsent(use.namespace(), null);
                } else {
                    namespaces.merge(use.namespace(), use.uptimeSeconds() * (use.slices() == null ? 1 : use.slices()), Double::sum);
                }
            }
        }
    }

    private static ModelOfNode of(Facts.GpuUse use) {
        return new ModelOfNode(use.day(), use.node(), use.model());
    }

    /**
     * Distributes to each namespace the largest of its shares, and takes the cost off the unused GPUs.
     *
     * @param unused rows of unused GPUs
     * @param uses what pods used in the month
     */
    List<CostRow> distribute(CostStatement.GpuDistribution statement, List<SummaryRow> unused, List<Facts.GpuUse> uses) {
        Map<Receiver, Distributed> receivers = new LinkedHashMap<>();
        for (SummaryRow row : unused) {
            ModelOfNode of = model(row);
            shares(of).forEach((namespace, share) -> {
                Distributed distributed = receivers.computeIfAbsent(new Receiver(row.day(), row.node(), namespace), first -> new Distributed());
                if (row.gpuCost() != null && share != null) {
                    double cost = share * row.gpuCost().doubleValue();
                    distributed.cost = distributed.cost == null ? cost : Math.max(distributed.cost, cost);
                }
                distributed.clusterId = row.clusterId();
                distributed.clusterAlias = row.clusterAlias();
                distributed.reportPeriod = row.reportPeriod();
            });
        }
        List<CostRow> rows = new ArrayList<>();
        receivers.forEach((receiver, distributed) -> rows.add(row(statement.rateType(), receiver, distributed, null, null, null)));
        Set<ModelOfNode> used = new HashSet<>();
        uses.forEach(use -> used.add(of(use)));
        for (SummaryRow row : unused) {
            if ("GPU".equals(row.dataSource()) && row.node() != null && used.contains(model(row)) && model(row).model() != null) {
                rows.add(new CostRow(
                        CostRow.Kind.DISTRIBUTED, row.day(), row.reportPeriod(), row.clusterId(), row.clusterAlias(), row.namespace(), row.node(), null, null, null, null,
                        statement.rateType(), null, null, null, row.gpuCost() == null ? null : row.gpuCost().negate()));
            }
        }
        return rows;
    }

    /** Distributes the cost of each rate by itself; a namespace gets its shares of all models. */
    List<CostRow> distributeByRate(CostStatement.GpuDistribution statement, List<RateCost> unused) {
        Map<RateReceiver, Distributed> receivers = new LinkedHashMap<>();
        for (RateCost row : unused) {
            shares(new ModelOfNode(row.day(), row.node(), row.model())).forEach((namespace, share) -> {
                RateReceiver receiver = new RateReceiver(new Receiver(row.day(), row.node(), namespace), row.name(), row.metricType(), row.rateType());
                Distributed distributed = receivers.computeIfAbsent(receiver, first -> new Distributed());
                if (share != null) {
                    distributed.cost = (distributed.cost == null ? 0 : distributed.cost) + share * row.cost().doubleValue();
                }
                distributed.clusterId = row.clusterId();
                distributed.clusterAlias = row.clusterAlias();
                distributed.reportPeriod = row.reportPeriod();
            });
        }
        List<CostRow> rows = new ArrayList<>();
        receivers.forEach((receiver, distributed) -> {
            if (distributed.cost != null && distributed.cost != 0) {
                rows.add(row(statement.rateType(), receiver.receiver(), distributed, statement.rateType(), receiver.name() == null ? "" : receiver.name(), receiver.metricType()));
            }
        });
        return rows;
    }

    private static CostRow row(String rateType, Receiver receiver, Distributed distributed, String monthlyCostType, String name, String metricType) {
        BigDecimal cost = SqlArithmetic.cost(distributed.cost);
        return new CostRow(
                CostRow.Kind.DISTRIBUTED, receiver.day(), distributed.reportPeriod, distributed.clusterId, distributed.clusterAlias, receiver.namespace(), receiver.node(),
                null, null, null, null, rateType, monthlyCostType, name, metricType, cost);
    }

    private static ModelOfNode model(SummaryRow row) {
        return new ModelOfNode(row.day(), row.node(), row.allLabels() == null ? null : row.allLabels().get(MODEL));
    }

    /** What part of the use of a node's model each namespace has; null where nothing, or nothing known, was used. As in SQL, NULL joins nothing. */
    private Map<String, Double> shares(ModelOfNode of) {
        Map<String, Double> usage = of.node() == null || of.model() == null ? Map.of() : usages.getOrDefault(of, Map.of());
        double total = usage.values().stream().filter(Objects::nonNull).mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new HashMap<>();
        usage.forEach((namespace, seconds) -> shares.put(namespace, seconds == null || total == 0 ? null : (Double) (seconds / total)));
        return shares;
    }
}
