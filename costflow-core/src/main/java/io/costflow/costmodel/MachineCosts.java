package io.costflow.costmodel;

import io.costflow.costmodel.CostStatement.MachineBasis;
import io.costflow.costmodel.CostStatement.Rate;
import io.costflow.day.CodePointOrder;
import io.costflow.provider.openshift.Facts;
import io.costflow.provider.openshift.LabelSet;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What virtual machines cost (specification, K.3). */
final class MachineCosts {

    private static final double SECONDS_PER_HOUR = 3600;
    private static final Set<String> RATE_TYPES = Set.of("Infrastructure", "Supplementary");

    private record MachineDay(String machine, LocalDate day) {}

    /** Of the report's rows of a machine and day the largest cores and the longest uptime with one number of cores, and all seconds. */
    private static final class Usage {
        private Double cores;
        private Double longest;
        private Double seconds;
    }

    /** The place of a machine at its last hour of the month; the largest node and resource id, if it is in two. */
    private static final class Last {
        private LocalDateTime interval = LocalDateTime.MIN;
        private String node;
        private String resourceId;
    }

    /** What is one row of the result. A null node is not grouped by. */
    private record Group(
            LocalDate day, String clusterId, String clusterAlias, String namespace, String node, Integer costCategory, LabelSet podLabels, LabelSet allLabels) {}

    private static final class Totals {
        private String node;
        private String resourceId;
        private Double hours;
        private Long podHours;
        private Double cores;
        private String tag;
    }

    private final CostStatement.Machines statement;
    private final Scope scope;
    private final Rate.ByTag byTag;

    MachineCosts(CostStatement.Machines statement, Scope scope) {
        this.statement = statement;
        this.scope = scope;
        this.byTag = statement.rate() instanceof Rate.ByTag tag ? tag : null;
    }

    /**
     * Charges for the hourly line items of pods.
     *
     * @param rows the summary's rows with a machine's label, of the whole month
     */
    List<CostRow> byPodHours(List<SummaryRow> rows, List<Facts.MachinePodHours> podHours) {
        Map<MachineDay, Long> hours = new HashMap<>();
        podHours.forEach(fact -> hours.merge(new MachineDay(fact.name(), fact.day()), fact.rows(), Long::sum));
        Map<Group, Totals> groups = new LinkedHashMap<>();
        for (SummaryRow row : rows) {
            Long found = hours.get(new MachineDay(row.machine(), row.day()));
            if (found != null && isCharged(row)) {
                ofOwnPlace(groups, row).podHours = found;
            }
        }
        return rows(groups);
    }

    /** Charges for what the report of virtual machines says. */
    List<CostRow> byReport(List<SummaryRow> rows, List<Facts.MachineDay> days, List<Facts.MachinePlace> places) {
        Map<MachineDay, Usage> usages = usages(days);
        Map<String, Last> lasts = lasts(places);
        Map<String, LabelSet> combined = byTag == null && statement.basis() != MachineBasis.HOURS ? combinedLabels(rows, lasts) : Map.of();
        Map<Group, Totals> groups = new LinkedHashMap<>();
        for (SummaryRow row : rows) {
            Usage usage = usages.get(new MachineDay(row.machine(), row.day()));
            if (usage == null || !isCharged(row)) {
                continue;
            }
            if (statement.basis() == MachineBasis.HOURS) {
                Totals totals = ofOwnPlace(groups, row);
                totals.hours = larger(totals.hours, usage.seconds == null ? null : (Double) (usage.seconds / SECONDS_PER_HOUR));
                continue;
            }
            LabelSet labels = combined.get(row.machine());
            Last last = lasts.get(row.machine());
            if (byTag == null && labels == null) {
                continue;
            }
            Totals totals = groups.computeIfAbsent(group(row, null, byTag == null ? labels : row.podLabels(), byTag == null ? labels : row.allLabels()), first -> new Totals());
            totals.node = CodePointOrder.larger(totals.node, last == null ? null : last.node);
            totals.resourceId = CodePointOrder.larger(totals.resourceId, last == null ? null : last.resourceId);
            totals.hours = larger(totals.hours, usage.longest == null ? null : (Double) (usage.longest / SECONDS_PER_HOUR));
            totals.cores = larger(totals.cores, usage.cores);
            totals.tag = tag(row);
        }
        return rows(groups);
    }

    private Totals ofOwnPlace(Map<Group, Totals> groups, SummaryRow row) {
        Totals totals = groups.computeIfAbsent(group(row, row.node(), row.podLabels(), row.allLabels()), first -> new Totals());
        totals.node = row.node();
        totals.resourceId = CodePointOrder.larger(totals.resourceId, row.resourceId());
        totals.tag = tag(row);
        return totals;
    }

    private static Group group(SummaryRow row, String node, LabelSet podLabels, LabelSet allLabels) {
        return new Group(row.day(), row.clusterId(), row.clusterAlias(), row.namespace(), node, row.costCategory(), podLabels, allLabels);
    }

    /** Rows of costs are left out, as far as koku's statement does so. */
    private boolean isCharged(SummaryRow row) {
        boolean anyMonthlyType = byTag != null && statement.basis() == MachineBasis.CORE_HOURS;
        return scope.contains(row.day()) && (anyMonthlyType || row.monthlyCostType() == null)
                && (row.rateType() == null || !RATE_TYPES.contains(row.rateType())) && hasTag(row);
    }

    private boolean hasTag(SummaryRow row) {
        return byTag == null || (byTag.otherwise() != null ? row.podLabels().asMap().containsKey(byTag.key()) : byTag.values().containsKey(tag(row)));
    }

    private String tag(SummaryRow row) {
        return byTag == null ? null : row.podLabels().get(byTag.key());
    }

    private static Map<MachineDay, Usage> usages(List<Facts.MachineDay> days) {
        Map<MachineDay, Usage> usages = new HashMap<>();
        for (Facts.MachineDay day : days) {
            Usage usage = usages.computeIfAbsent(new MachineDay(day.name(), day.day()), first -> new Usage());
            usage.cores = larger(usage.cores, day.cores());
            usage.longest = larger(usage.longest, day.uptimeSeconds());
            usage.seconds = usage.seconds == null ? day.uptimeSeconds() : day.uptimeSeconds() == null ? usage.seconds : (Double) (usage.seconds + day.uptimeSeconds());
        }
        return usages;
    }

    private static Map<String, Last> lasts(List<Facts.MachinePlace> places) {
        Map<String, Last> lasts = new HashMap<>();
        for (Facts.MachinePlace place : places) {
            Last last = lasts.computeIfAbsent(place.name(), first -> new Last());
            int later = place.lastInterval().compareTo(last.interval);
            if (later >= 0) {
                last.node = later > 0 ? place.node() : CodePointOrder.larger(last.node, place.node());
                last.resourceId = later > 0 ? place.resourceId() : CodePointOrder.larger(last.resourceId, place.resourceId());
                last.interval = place.lastInterval();
            }
        }
        return lasts;
    }

    /** All labels of a machine's rows of its last day. Which value wins where rows differ koku leaves open; here it is that of the later row. */
    private static Map<String, LabelSet> combinedLabels(List<SummaryRow> rows, Map<String, Last> lasts) {
        Map<String, LabelSet> combined = new HashMap<>();
        for (SummaryRow row : rows) {
            Last last = lasts.get(row.machine());
            if (last != null && row.day().equals(last.interval.toLocalDate()) && row.monthlyCostType() == null) {
                LabelSet labels = row.allLabels() == null ? row.podLabels() : row.podLabels().overriddenBy(row.allLabels());
                combined.merge(row.machine(), labels, LabelSet::overriddenBy);
            }
        }
        return combined;
    }

    private List<CostRow> rows(Map<Group, Totals> groups) {
        List<CostRow> rows = new ArrayList<>();
        groups.forEach((group, totals) -> rows.add(new CostRow(
                CostRow.Kind.CPU, group.day(), scope.reportPeriod(), group.clusterId(), group.clusterAlias(), group.namespace(), totals.node, totals.resourceId,
                group.podLabels(), group.allLabels(), group.costCategory(), scope.rateType(), monthlyCostType(), null, null, cost(totals))));
        return rows;
    }

    private String monthlyCostType() {
        if (byTag == null) {
            return statement.basis() == MachineBasis.CORE_MONTH ? statement.costType() : null;
        }
        return statement.basis() == MachineBasis.HOURS && scope.byRate() != null ? null : "Tag";
    }

    private BigDecimal cost(Totals totals) {
        BigDecimal decimal = SqlArithmetic.decimal(byTag == null ? ((Rate.Flat) statement.rate()).rate() : byTag.of(totals.tag), SqlArithmetic.COST_SCALE);
        if (decimal == null) {
            return null;
        }
        double rate = decimal.doubleValue();
        return switch (statement.basis()) {
            case HOURS -> totals.podHours != null
                    ? SqlArithmetic.cost(decimal.multiply(BigDecimal.valueOf(totals.podHours)))
                    : totals.hours == null ? null : SqlArithmetic.cost(totals.hours * rate);
            case CORE_HOURS -> totals.hours == null || totals.cores == null
                    ? null
                    : SqlArithmetic.cost(byTag == null ? totals.hours * totals.cores * rate : totals.cores * rate * totals.hours);
            case CORE_MONTH -> totals.cores == null ? null : SqlArithmetic.cost(byTag == null ? totals.cores * rate : totals.cores * rate / statement.days());
        };
    }

    private static Double larger(Double a, Double b) {
        return a == null ? b : b == null ? a : (Double) Math.max(a, b);
    }
}
