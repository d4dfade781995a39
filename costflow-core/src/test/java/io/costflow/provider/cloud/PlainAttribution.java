package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterRow;
import io.costflow.provider.openshift.ClusterUsage.VolumeName;
import io.costflow.provider.openshift.LabelTexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** E.2 to E.7 as they are written, loop within loop, one line item after the other: what the correlation is compared with. */
final class PlainAttribution {

    private static final Set<String> PSEUDO = Set.of("Worker unallocated", "Platform unallocated", "Storage unattributed", "Network unattributed");
    private static final LabelTexts TEXTS = new LabelTexts(key -> true);

    /** A share, with the line item that it is of. */
    record Share(
            int item, String cluster, String dataSource, String namespace, String node, String claim, String volume, String storageClass, Direction direction, String tags,
            String costCategory, Integer costCategoryId, double usage, List<Double> costs) {}

    /** A line item of a cluster's temporary table (E.3). */
    private record Temp(int number, CloudLineItem item, boolean byResource, List<String> strings) {}

    private final List<CloudLineItem> items;
    private final Map<String, Double> capacities;
    private final List<CloudCluster> clusters;
    private final Predicate<String> enabled;
    private final Map<CloudCluster, List<Temp>> temps = new LinkedHashMap<>();
    private final List<Share> shares = new ArrayList<>();

    private PlainAttribution(List<CloudLineItem> items, Map<String, Double> capacities, List<CloudCluster> clusters, Predicate<String> enabled) {
        this.items = items;
        this.capacities = capacities;
        this.clusters = clusters;
        this.enabled = enabled;
    }

    static List<Share> of(List<CloudLineItem> items, Map<String, Double> capacities, List<CloudCluster> clusters, Predicate<String> enabled) {
        PlainAttribution plain = new PlainAttribution(items, capacities, clusters, enabled);
        clusters.forEach(cluster -> plain.temps.put(cluster, plain.temp(cluster)));
        clusters.forEach(plain::attribute);
        return plain.shares;
    }

    static boolean matchesByResource(CloudCluster cluster, String id) {
        return id != null && Stream.concat(
                        cluster.usage().resourceIds().stream(),
                        cluster.usage().volumes().stream().filter(VolumeName::isNamed).flatMap(volume -> Stream.of(volume.volume(), Objects.requireNonNullElse(volume.csiVolumeHandle(), ""))))
                .anyMatch(name -> !name.isEmpty() && id.endsWith(name));
    }

    private List<Temp> temp(CloudCluster cluster) {
        Set<String> all = new LinkedHashSet<>();
        all.add("\"openshift_cluster\": \"" + cluster.alias() + "\"");
        all.add("\"openshift_cluster\": \"" + cluster.id() + "\"");
        cluster.usage().nodes().forEach(node -> all.add("\"openshift_node\": \"" + node + "\""));
        cluster.usage().namespaces().forEach(namespace -> all.add("\"openshift_project\": \"" + namespace + "\""));
        for (CloudLineItem item : items) {
            item.tags().asMap().forEach((key, value) -> cluster.usage().rows().stream()
                    .flatMap(row -> Stream.of(labels(row.podLabels()), labels(row.volumeLabels())))
                    .flatMap(labels -> labels.entrySet().stream())
                    .filter(label -> enabled.test(key) && label.getKey().equalsIgnoreCase(key) && label.getValue().equalsIgnoreCase(value))
                    .forEach(label -> all.add(dumps(key) + ": " + dumps(value))));
        }
        List<Temp> kept = new ArrayList<>();
        for (int number = 0; number < items.size(); number++) {
            CloudLineItem item = items.get(number);
            boolean byResource = matchesByResource(cluster, item.resourceId());
            List<String> strings = byResource ? List.of() : all.stream().filter(item.rawTags()::contains).toList();
            if (byResource || !strings.isEmpty()) {
                kept.add(new Temp(number, item, byResource, strings));
            }
        }
        return kept;
    }

    private void attribute(CloudCluster cluster) {
        for (Temp temp : temps.get(cluster)) {
            CloudLineItem item = temp.item();
            String id = item.resourceId();
            Double disk = id == null || cluster.usage().rows().stream().noneMatch(row -> lies(row, id)) ? null : capacities.get(id);
            if (!temp.byResource()) {
                tags(cluster, temp);
            } else if (item.direction() != null) {
                network(cluster, temp);
            } else if (disk != null) {
                volumes(cluster, temp, disk);
            } else {
                pods(cluster, temp);
            }
        }
    }

    /** E.5 i and ii. */
    private void volumes(CloudCluster cluster, Temp temp, double disk) {
        List<ClusterRow> joined = cluster.usage().rows().stream()
                .filter(row -> lies(row, temp.item().resourceId()) && row.volume() != null && row.namespace() != null && !row.namespace().equals("Storage unattributed"))
                .toList();
        for (List<ClusterRow> group : grouped(joined, row -> Arrays.asList(row.namespace(), row.podLabels(), row.volumeLabels()))) {
            ClusterRow first = group.get(0);
            String claim = max(group, ClusterRow::claim);
            boolean unclaimed = "".equals(claim);
            double ratio = value(max(group, ClusterRow::claimCapacity)) / disk;
            share(cluster, temp, "Storage", unclaimed ? "Storage unattributed" : first.namespace(), max(group, ClusterRow::node), claim, max(group, ClusterRow::volume),
                    max(group, ClusterRow::storageClass), unclaimed ? null : merged(first.podLabels(), first.volumeLabels(), temp.item()),
                    unclaimed ? null : temp.item().costCategory(), unclaimed ? null : max(group, ClusterRow::costCategory), unclaimed ? Double.NaN : 1, ratio);
        }
        double total = Double.NaN;
        Set<String> sharing = new LinkedHashSet<>();
        for (CloudCluster other : clusters) {
            List<ClusterRow> lying = other.usage().rows().stream().filter(row -> lies(row, temp.item().resourceId())).toList();
            lying.forEach(row -> sharing.add(other.id()));
            for (List<ClusterRow> volume : grouped(lying, row -> Arrays.asList(row.volume()))) {
                double capacity = value(max(volume, ClusterRow::claimCapacity));
                total = Double.isNaN(total) ? capacity : Double.isNaN(capacity) ? total : total + capacity;
            }
        }
        if (!joined.isEmpty() && !Double.isNaN(total) && total != disk) {
            share(cluster, temp, "Storage", "Storage unattributed", null, max(joined, ClusterRow::claim), max(joined, ClusterRow::volume), max(joined, ClusterRow::storageClass), null,
                    null, null, Double.NaN, (disk - total) / disk / sharing.size());
        }
    }

    /** E.5 iii. */
    private void pods(CloudCluster cluster, Temp temp) {
        List<List<ClusterRow>> groups = grouped(
                cluster.usage().rows().stream().filter(row -> runs(row, temp.item().resourceId())).toList(), row -> Arrays.asList(row.namespace(), row.podLabels()));
        for (List<ClusterRow> group : groups) {
            double used = sum(group, cluster.byMemory() ? ClusterRow::effectiveMemory : ClusterRow::effectiveCpu);
            double capacity = value(max(group, cluster.byMemory() ? ClusterRow::nodeMemory : ClusterRow::nodeCpu));
            share(cluster, temp, "Pod", group.get(0).namespace(), max(group, ClusterRow::node), null, null, null, merged(group.get(0).podLabels(), null, temp.item()),
                    temp.item().costCategory(), max(group, ClusterRow::costCategory), 1.0 / groups.size(), capacity == 0 ? Double.NaN : used / capacity);
        }
    }

    /** E.7. */
    private void network(CloudCluster cluster, Temp temp) {
        for (List<ClusterRow> group : grouped(
                cluster.usage().rows().stream().filter(row -> runs(row, temp.item().resourceId()) && !row.storage()).toList(), row -> Arrays.asList(row.node()))) {
            shares.add(new Share(
                    temp.number(), cluster.alias(), "Pod", "Network unattributed", group.get(0).node(), null, null, null, temp.item().direction(), temp.item().tags().json(), null, null,
                    temp.item().usage(), Arrays.stream(temp.item().costs()).boxed().toList()));
        }
    }

    /** E.5 iv. */
    private void tags(CloudCluster cluster, Temp temp) {
        List<List<ClusterRow>> groups = grouped(
                cluster.usage().rows().stream().filter(row -> isPointedTo(cluster, row, temp.item(), temp.strings())).toList(), row -> Arrays.asList(row.namespace(), row.storage()));
        List<String> anyonesStrings = temps.values().stream().flatMap(Collection::stream).filter(other -> other.number() == temp.number()).flatMap(t -> t.strings().stream()).toList();
        long count = clusters.stream()
                .filter(other -> other.usage().rows().stream().anyMatch(row -> isPointedTo(other, row, temp.item(), anyonesStrings)))
                .count();
        for (List<ClusterRow> group : groups) {
            String podLabels = max(group, ClusterRow::podLabels);
            double part = 1.0 / (groups.size() * Math.max(1, count));
            share(cluster, temp, group.get(0).storage() ? "Storage" : "Pod", group.get(0).namespace(), max(group, ClusterRow::node), max(group, row -> nullIfEmpty(row.claim())),
                    max(group, row -> nullIfEmpty(row.volume())), max(group, row -> nullIfEmpty(row.storageClass())),
                    merged(podLabels, max(group, ClusterRow::volumeLabels), temp.item()), temp.item().costCategory(), max(group, ClusterRow::costCategory), part, part);
        }
    }

    private static boolean isPointedTo(CloudCluster cluster, ClusterRow row, CloudLineItem item, List<String> strings) {
        String byCluster = item.tags().get("openshift_cluster");
        return row.namespace() != null
                && !PSEUDO.contains(row.namespace())
                && (row.namespace().equals(item.tags().get("openshift_project"))
                        || row.node() != null && row.node().equals(item.tags().get("openshift_node"))
                        || cluster.alias().equals(byCluster)
                        || cluster.id().equals(byCluster)
                        || Arrays.stream(String.join(",", strings).split(",", -1))
                                .filter(piece -> !strings.isEmpty())
                                .map(piece -> piece.replace(" ", ""))
                                .anyMatch(piece -> row.podLabels() != null && row.podLabels().contains(piece)
                                        || row.volumeLabels() != null && row.volumeLabels().contains(piece)));
    }

    private static boolean lies(ClusterRow row, String id) {
        return row.csiVolumeHandle() != null && !row.csiVolumeHandle().isEmpty() && id.contains(row.csiVolumeHandle());
    }

    private static boolean runs(ClusterRow row, String id) {
        return row.resourceId() != null && !row.resourceId().isEmpty() && id.contains(row.resourceId());
    }

    private void share(
            CloudCluster cluster, Temp temp, String dataSource, String namespace, String node, String claim, String volume, String storageClass, String tags, String costCategory,
            Integer costCategoryId, double usagePart, double costPart) {
        shares.add(new Share(
                temp.number(), cluster.alias(), dataSource, namespace, node, claim, volume, storageClass, null, tags, costCategory, costCategoryId, temp.item().usage() * usagePart,
                Arrays.stream(temp.item().costs()).map(cost -> cost * costPart).boxed().toList()));
    }

    private static String merged(String podLabels, String volumeLabels, CloudLineItem item) {
        String labels = podLabels != null ? podLabels : volumeLabels;
        return labels == null ? null : TEXTS.labels(labels).overriddenBy(item.tags()).json();
    }

    private static Map<String, String> labels(String json) {
        return json == null ? Map.of() : TEXTS.labels(json).asMap();
    }

    private static <T extends Comparable<T>> T max(List<ClusterRow> rows, Function<ClusterRow, T> value) {
        return rows.stream().map(value).filter(Objects::nonNull).max(Comparable::compareTo).orElse(null);
    }

    private static double sum(List<ClusterRow> rows, Function<ClusterRow, Double> value) {
        return rows.stream().map(value).filter(Objects::nonNull).reduce(Double::sum).orElse(Double.NaN);
    }

    private static double value(Double number) {
        return number == null ? Double.NaN : number;
    }


    private static List<List<ClusterRow>> grouped(List<ClusterRow> rows, Function<ClusterRow, List<Object>> key) {
        Map<List<Object>, List<ClusterRow>> groups = new HashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(key.apply(row), k -> new ArrayList<>()).add(row));
        return List.copyOf(groups.values());
    }

    private static String nullIfEmpty(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** Python's json.dumps of a text. */
    private static String dumps(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            json.append(character > '~' ? String.format("\\u%04x", (int) character) : character == '"' || character == '\\' ? "\\" + character : String.valueOf(character));
        }
        return json.append('"').toString();
    }
}
