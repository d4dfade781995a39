package io.costflow.provider.openshift;

import static io.costflow.provider.openshift.PlainSql.coalesce;
import static io.costflow.provider.openshift.PlainSql.greatest;
import static io.costflow.provider.openshift.PlainSql.groupBy;
import static io.costflow.provider.openshift.PlainSql.leftJoin;
import static io.costflow.provider.openshift.PlainSql.like;
import static io.costflow.provider.openshift.PlainSql.max;
import static io.costflow.provider.openshift.PlainSql.maxInteger;
import static io.costflow.provider.openshift.PlainSql.maxText;
import static io.costflow.provider.openshift.PlainSql.same;
import static io.costflow.provider.openshift.PlainSql.sum;
import static io.costflow.provider.openshift.PlainSql.times;

import io.costflow.provider.openshift.RawDay.HourItem;
import io.costflow.provider.openshift.RawDay.LabelsItem;
import io.costflow.provider.openshift.RawDay.PodItem;
import io.costflow.provider.openshift.RawDay.VolumeItem;
import io.costflow.provider.openshift.UsageRow.Kind;
import io.costflow.reference.NamespacePattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The specification's part D, word for word over raw line items: slow, and obviously right. */
final class PlainSummary {

    private static final double PER_HOUR = 1 / 3600.0;
    private static final double GIBIBYTES = 0x1p-30;

    private record OwnedMap(String owner, Map<String, String> labels) {}

    private record Capacity(String node, Double cpu, Double memory) {}

    private record VolumeNode(String claim, String volume, String pod, String namespace, String node, String resourceId) {}

    private record PodJoin(PodItem li, Map<String, String> labels, Capacity node, Capacity cluster, NamespacePattern category) {}

    private record StorageJoin(VolumeItem sli, VolumeNode node, Map<String, String> labels, Integer share, NamespacePattern category) {}

    private final RawDay day;
    private final Set<String> keys;
    private final Set<OwnedMap> nodeLabels;
    private final Set<OwnedMap> namespaceLabels;

    private PlainSummary(RawDay day) {
        this.day = day;
        keys = new HashSet<>(day.reference().enabledOpenShiftKeys());
        if (!keys.isEmpty()) {
            keys.add("vm_kubevirt_io_name");
        }
        nodeLabels = distinctMaps(day.nodeLabels());
        namespaceLabels = distinctMaps(day.namespaceLabels());
    }

    static List<PlainRow> rows(RawDay day) {
        PlainSummary summary = new PlainSummary(day);
        List<PlainRow> pods = summary.pods();
        List<PlainRow> rows = new ArrayList<>(pods);
        rows.addAll(summary.storage());
        rows.addAll(PlainUnallocated.rows(day, pods));
        return rows;
    }

    private List<PlainRow> pods() {
        List<PodJoin> joined = new ArrayList<>();
        for (PodItem li : day.pods()) {
            if (li.node() == null || li.node().isEmpty()) {
                continue;
            }
            for (OwnedMap nli : leftJoin(nodeLabels, row -> same(row.owner(), li.node()))) {
                for (OwnedMap nsli : leftJoin(namespaceLabels, row -> same(row.owner(), li.namespace()))) {
                    for (Capacity nc : leftJoin(nodeCapacities(), row -> same(row.node(), li.node()))) {
                        for (Capacity cc : leftJoin(clusterCapacities(), row -> true)) {
                            for (NamespacePattern cat : leftJoin(day.reference().namespacePatterns(), row -> like(li.namespace(), row.pattern()))) {
                                joined.add(new PodJoin(li, merged(map(nli), map(nsli), enabled(li.labels())), nc, cc, cat));
                            }
                        }
                    }
                }
            }
        }
        List<PlainRow> rows = new ArrayList<>();
        groupBy(joined, row -> Arrays.asList(row.li().namespace(), row.li().node(), row.labels())).forEach((key, group) -> rows.add(new PlainRow(
                Arrays.asList(Kind.POD, maxInteger(group, row -> category(row.category())), key.get(0), key.get(1),
                        maxText(group, row -> row.li().resourceId()), key.get(2), null, null, null, null, null),
                Arrays.asList(
                        times(sum(group, row -> row.li().cpu().usage()), PER_HOUR),
                        times(sum(group, row -> row.li().cpu().request()), PER_HOUR),
                        times(sum(group, row -> effective(row.li().cpu())), PER_HOUR),
                        times(sum(group, row -> row.li().cpu().limit()), PER_HOUR),
                        times(sum(group, row -> row.li().memory().usage()), PER_HOUR * GIBIBYTES),
                        times(sum(group, row -> row.li().memory().request()), PER_HOUR * GIBIBYTES),
                        times(sum(group, row -> effective(row.li().memory())), PER_HOUR * GIBIBYTES),
                        times(sum(group, row -> row.li().memory().limit()), PER_HOUR * GIBIBYTES),
                        max(group, row -> row.li().nodeCores()),
                        times(max(group, row -> row.node() == null ? null : row.node().cpu()), PER_HOUR),
                        times(max(group, row -> row.li().nodeBytes()), GIBIBYTES),
                        times(max(group, row -> row.node() == null ? null : row.node().memory()), PER_HOUR * GIBIBYTES),
                        times(max(group, row -> row.cluster() == null ? null : row.cluster().cpu()), PER_HOUR),
                        times(max(group, row -> row.cluster() == null ? null : row.cluster().memory()), PER_HOUR * GIBIBYTES),
                        null, null, null, null))));
        return rows;
    }

    private List<PlainRow> storage() {
        Set<VolumeNode> volumeNodes = volumeNodes();
        List<StorageJoin> joined = new ArrayList<>();
        for (VolumeItem sli : day.volumes()) {
            for (VolumeNode vn : leftJoin(
                    volumeNodes, row -> same(row.claim(), sli.claim()) && same(row.pod(), sli.pod()) && same(row.namespace(), sli.namespace()))) {
                for (OwnedMap nli : leftJoin(nodeLabels, row -> vn != null && same(row.owner(), vn.node()))) {
                    for (OwnedMap nsli : leftJoin(namespaceLabels, row -> same(row.owner(), sli.namespace()))) {
                        for (NamespacePattern cat : leftJoin(day.reference().namespacePatterns(), row -> like(sli.namespace(), row.pattern()))) {
                            Map<String, String> labels = merged(map(nli), map(nsli), enabled(sli.volumeLabels()), enabled(sli.claimLabels()));
                            joined.add(new StorageJoin(sli, vn, labels, share(volumeNodes, sli.volume()), cat));
                        }
                    }
                }
            }
        }
        double perMonth = GIBIBYTES / (86400.0 * day.day().lengthOfMonth());
        List<PlainRow> rows = new ArrayList<>();
        groupBy(joined, row -> Arrays.asList(row.sli().namespace(), row.node() == null ? null : row.node().node(),
                        row.node() == null ? null : row.node().resourceId(), row.sli().claim(), row.sli().volume(), row.sli().storageClass(),
                        row.sli().csiVolumeHandle(), row.labels()))
                .forEach((key, group) -> {
                    List<Object> texts = new ArrayList<>(Arrays.asList(Kind.STORAGE, maxInteger(group, row -> category(row.category()))));
                    texts.addAll(key.subList(0, 3));
                    texts.add(null);
                    texts.addAll(key.subList(3, 8));
                    Integer share = maxInteger(group, StorageJoin::share);
                    List<Double> numbers = new ArrayList<>(Collections.nCopies(14, null));
                    numbers.add(times(max(group, row -> row.sli().capacityBytes()), GIBIBYTES));
                    numbers.add(times(sum(group, row -> row.sli().capacityByteSeconds()), perMonth));
                    numbers.add(share == null ? null : times(divided(sum(group, row -> row.sli().requestByteSeconds()), share), perMonth));
                    numbers.add(share == null ? null : times(divided(sum(group, row -> row.sli().usageByteSeconds()), share), perMonth));
                    rows.add(new PlainRow(texts, numbers));
                });
        return rows;
    }

    /** One row per distinct map that survives the enabled keys; NULL is one of them. */
    private Set<OwnedMap> distinctMaps(List<LabelsItem> items) {
        Set<OwnedMap> distinct = new LinkedHashSet<>();
        items.forEach(item -> distinct.add(new OwnedMap(item.owner(), enabled(item.labels()))));
        return distinct;
    }

    private Map<String, String> enabled(String json) {
        Map<String, String> labels = PlainRow.labels(json);
        if (labels != null) {
            labels.keySet().retainAll(keys);
        }
        return labels;
    }

    private static Map<String, String> map(OwnedMap joined) {
        return joined == null || joined.labels() == null ? Map.of() : joined.labels();
    }

    @SafeVarargs
    private static Map<String, String> merged(Map<String, String>... maps) {
        Map<String, String> all = new HashMap<>();
        for (Map<String, String> map : maps) {
            if (map == null) {
                return null;
            }
            all.putAll(map);
        }
        return all;
    }

    private List<Capacity> nodeCapacities() {
        List<Capacity> intervals = new ArrayList<>();
        groupBy(day.hours(), item -> Arrays.asList(item.hour(), item.node())).forEach((key, group) ->
                intervals.add(new Capacity((String) key.get(1), max(group, HourItem::coreSeconds), max(group, HourItem::byteSeconds))));
        List<Capacity> nodes = new ArrayList<>();
        groupBy(intervals, row -> Collections.singletonList(row.node())).forEach((key, group) ->
                nodes.add(new Capacity((String) key.get(0), sum(group, Capacity::cpu), sum(group, Capacity::memory))));
        return nodes;
    }

    private List<Capacity> clusterCapacities() {
        List<Capacity> nodes = nodeCapacities();
        return nodes.isEmpty() ? List.of() : List.of(new Capacity(null, sum(nodes, Capacity::cpu), sum(nodes, Capacity::memory)));
    }

    private Set<VolumeNode> volumeNodes() {
        Set<VolumeNode> distinct = new LinkedHashSet<>();
        for (VolumeItem sli : day.volumes()) {
            for (PodItem uli : day.pods()) {
                if (same(uli.namespace(), sli.namespace()) && same(uli.pod(), sli.pod())) {
                    distinct.add(new VolumeNode(sli.claim(), sli.volume(), sli.pod(), sli.namespace(), uli.node(), uli.resourceId()));
                }
            }
        }
        return distinct;
    }

    private static Integer share(Set<VolumeNode> volumeNodes, String volume) {
        List<VolumeNode> rows = volumeNodes.stream().filter(row -> same(row.volume(), volume)).toList();
        return rows.isEmpty() ? null : (Integer) (int) rows.stream().map(VolumeNode::node).filter(node -> node != null).distinct().count();
    }

    private static Double divided(Double value, int divisor) {
        return value == null ? null : (Double) (value / divisor);
    }

    private static Double effective(RawDay.Used used) {
        return coalesce(used.effective(), greatest(used.usage(), used.request()));
    }

    static Integer category(NamespacePattern joined) {
        return joined == null ? null : (Integer) joined.categoryId();
    }
}
