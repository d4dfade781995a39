package io.costflow.costmodel;

import io.costflow.costmodel.CostStatement.Rate;
import io.costflow.provider.openshift.CostCategories;
import io.costflow.provider.openshift.Facts;
import io.costflow.provider.openshift.LabelSet;
import io.costflow.provider.openshift.LikePattern;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What GPUs cost: those that pods used, and what is left of those of a node (specification, K.5). */
final class GpuCosts {

    private static final double SECONDS_PER_DAY = 86400;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final int HOURS_PER_DAY = 24;
    private static final String UNALLOCATED = "GPU unallocated";

    private record NodeDay(String node, LocalDate day) {}

    /** What pods used of a node's GPUs of a model. */
    private static final class Model {
        private Double sliceSeconds;
        private double maxSlices;

        private void add(Facts.GpuUse use) {
            if (use.uptimeSeconds() != null) {
                sliceSeconds = (sliceSeconds == null ? 0 : sliceSeconds) + use.uptimeSeconds() * (use.slices() == null ? 1 : use.slices());
            }
            maxSlices = Math.max(maxSlices, use.maxSlices() == null ? 1 : use.maxSlices());
        }
    }

    private final CostStatement.Gpus statement;
    private final Scope scope;
    private final CostCategories categories;
    private final LikePattern vendor;

    GpuCosts(CostStatement.Gpus statement, Scope scope, CostCategories categories) {
        this.statement = statement;
        this.scope = scope;
        this.categories = categories;
        this.vendor = new LikePattern(statement.vendor() + "%");
    }

    List<CostRow> rows(List<Facts.GpuUse> uses, List<Facts.GpuNode> nodes) {
        List<Facts.GpuUse> ofVendor = uses.stream()
                .filter(use -> scope.contains(use.day()) && use.vendor() != null && vendor.matches(use.vendor()))
                .toList();
        List<CostRow> rows = new ArrayList<>();
        ofVendor.forEach(use -> addUsed(rows, use));
        addUnallocated(rows, ofVendor, nodes);
        return rows;
    }

    private void addUsed(List<CostRow> rows, Facts.GpuUse use) {
        List<Integer> matching = categories.matching(use.namespace());
        for (Integer category : matching.isEmpty() ? Collections.<Integer>singletonList(null) : matching) {
            rows.add(row(use.day(), use.namespace(), use.node(), use.uuid(), labels(use), category, usedCost(use)));
        }
    }

    private CostRow row(LocalDate day, String namespace, String node, String resourceId, LabelSet labels, Integer category, BigDecimal cost) {
        return new CostRow(
                CostRow.Kind.GPU, day, scope.reportPeriod(), statement.clusterId(), statement.clusterAlias(), namespace, node, scope.byRate() == null ? resourceId : null,
                null, labels, category, scope.rateType(), "Tag", null, null, cost);
    }

    private static LabelSet labels(Facts.GpuUse use) {
        Map<String, String> labels = new HashMap<>();
        labels.put("gpu-model", use.model());
        labels.put("gpu-vendor", use.vendor());
        labels.put("gpu-memory-mib", SqlArithmetic.text(use.memoryMib()));
        labels.put("mig-profile", use.migProfile());
        labels.put("mig-slice-count", SqlArithmetic.integerText(use.slices()));
        labels.put("gpu-max-slices", SqlArithmetic.integerText(use.maxSlices()));
        labels.put("mig-strategy", use.migStrategy());
        labels.put("mig-memory-mib", SqlArithmetic.integerText(use.migMemoryMib()));
        labels.put("gpu-mode", use.migProfile() == null || use.migProfile().isEmpty() ? "dedicated" : "MIG");
        labels.put("gpu-uuid", use.uuid());
        labels.put("mig-instance-id", use.migInstance());
        return LabelSet.of(labels);
    }

    private BigDecimal usedCost(Facts.GpuUse use) {
        BigDecimal rate = rate(use.model());
        if (rate == null) {
            return SqlArithmetic.cost(BigDecimal.ZERO);
        }
        if (use.uptimeSeconds() == null) {
            return null;
        }
        BigDecimal ofDay = SqlArithmetic.divide(rate, BigDecimal.valueOf(statement.days()), SqlArithmetic.GPU_SCALE);
        boolean ofSlices = use.slices() != null && use.maxSlices() != null && use.maxSlices() > 0;
        double slices = ofSlices ? SqlArithmetic.divide(decimal(use.slices()), decimal(use.maxSlices()), SqlArithmetic.GPU_SCALE).doubleValue() : 1;
        return SqlArithmetic.cost(ofDay.doubleValue() * (use.uptimeSeconds() / SECONDS_PER_DAY) * slices);
    }

    /** The rate of a model with the places of rates of GPUs; null if it has none. */
    private BigDecimal rate(String model) {
        BigDecimal rate = statement.rate() instanceof Rate.ByTag byModel ? byModel.of(model) : ((Rate.Flat) statement.rate()).rate();
        return SqlArithmetic.decimal(rate, SqlArithmetic.GPU_SCALE);
    }

    private void addUnallocated(List<CostRow> rows, List<Facts.GpuUse> uses, List<Facts.GpuNode> nodes) {
        Map<NodeDay, Map<String, Model>> models = new HashMap<>();
        for (Facts.GpuUse use : uses) {
            models.computeIfAbsent(new NodeDay(use.node(), use.day()), first -> new LinkedHashMap<>()).computeIfAbsent(use.model(), first -> new Model()).add(use);
        }
        for (Facts.GpuNode node : nodes) {
            if (scope.contains(node.day())) {
                Map<String, Model> used = models.getOrDefault(new NodeDay(node.node(), node.day()), Collections.singletonMap(null, null));
                used.forEach((name, model) -> addUnallocated(rows, node, name, model));
            }
        }
    }

    /** @param used what pods used of one of its models; null if they used none of the node's GPUs */
    private void addUnallocated(List<CostRow> rows, Facts.GpuNode node, String name, Model used) {
        Double unused = unused(node, used);
        if (unused == null || unused <= 0) {
            return;
        }
        String model = name == null ? node.product() : name;
        String shown = model == null ? null : model.replaceAll("[^a-zA-Z0-9]+", " ");
        Map<String, String> labels = new HashMap<>();
        labels.put("gpu-model", shown);
        labels.put("max-slices-per-gpu", used == null ? null : SqlArithmetic.text(used.maxSlices));
        rows.add(row(node.day(), UNALLOCATED, node.node(), null, LabelSet.of(labels), null, unusedCost(shown, used, unused)));
    }

    /** The hours of slices that no pod used. A node splits its GPUs into slices as its label says. */
    private static Double unused(Facts.GpuNode node, Model used) {
        BigDecimal count = gpuCount(node.gpuCount());
        double usedHours = used == null || used.sliceSeconds == null ? 0 : used.sliceSeconds / SECONDS_PER_HOUR;
        String strategy = node.migStrategy() == null ? "mixed" : node.migStrategy().strip().toLowerCase(Locale.ROOT);
        if (count == null) {
            return null;
        }
        double gpuHours = count.multiply(BigDecimal.valueOf(node.hours())).doubleValue();
        return switch (strategy) {
            case "mixed" -> used == null ? null : (Double) (gpuHours * used.maxSlices - usedHours);
            case "single" -> (Double) (gpuHours - usedHours);
            default -> (Double) 0.0;
        };
    }

    /** koku's statement fails where the label is no number; here such a node costs nothing. */
    private static BigDecimal gpuCount(String label) {
        try {
            return label == null ? null : SqlArithmetic.decimal(new BigDecimal(label.strip()), SqlArithmetic.COST_SCALE);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private BigDecimal unusedCost(String model, Model used, double unused) {
        BigDecimal rate = rate(model);
        if (rate == null) {
            return scope.byRate() == null ? null : SqlArithmetic.cost(BigDecimal.ZERO);
        }
        if (used == null) {
            return null;
        }
        BigDecimal ofHour = SqlArithmetic.divide(rate, decimal(statement.days() * HOURS_PER_DAY * used.maxSlices), SqlArithmetic.GPU_SCALE);
        return ofHour == null ? null : SqlArithmetic.cost(ofHour.doubleValue() * unused);
    }

    private static BigDecimal decimal(double value) {
        return SqlArithmetic.decimal(SqlArithmetic.shortest(value), SqlArithmetic.GPU_SCALE);
    }
}
