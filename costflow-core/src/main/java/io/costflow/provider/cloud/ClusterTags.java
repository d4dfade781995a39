package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterRow;
import io.costflow.provider.openshift.LabelSet;
import io.costflow.provider.openshift.LabelTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A cluster's names and labels, found in the tags of a bill (E.2, E.3, E.5 iv). Special tags name a project, node or cluster and always count; other tags count
 * when their key is enabled on both sides and a label of the day has the same key and value, all of it ignoring case.
 */
final class ClusterTags {

    static final String PROJECT = "openshift_project";
    static final String NODE = "openshift_node";
    static final String CLUSTER = "openshift_cluster";

    private record Pair(String key, String value) {}

    private record GroupKey(String namespace, boolean storage) {}

    /** What a line item's tags say that rows are looked for by. */
    record Condition(String project, String node, String cluster, Set<String> strings) {
        static Condition of(LabelSet tags, Set<String> strings) {
            return new Condition(tags.get(PROJECT), tags.get(NODE), tags.get(CLUSTER), strings);
        }
    }

    private final CloudCluster cluster;
    private final Predicate<String> enabledOnBothSides;
    private final Set<Pair> pairs = new HashSet<>();
    private final LabelIndex labels = new LabelIndex();
    private final List<ClusterRow> rows = new ArrayList<>();
    private final Map<String, List<ClusterRow>> byNamespace = new HashMap<>();
    private final Map<String, List<ClusterRow>> byNode = new HashMap<>();
    private final Map<Condition, List<TagGroup>> groups = new HashMap<>();
    private final Map<String, Set<String>> matched = new HashMap<>();

    ClusterTags(CloudCluster cluster, Predicate<String> enabledOnBothSides, LabelTexts texts) {
        this.cluster = cluster;
        this.enabledOnBothSides = enabledOnBothSides;
        for (ClusterRow row : cluster.usage().rows()) {
            addPairs(row.podLabels(), texts);
            addPairs(row.volumeLabels(), texts);
            if (Namespaces.isReal(row.namespace())) {
                rows.add(row);
                byNamespace.computeIfAbsent(row.namespace(), n -> new ArrayList<>()).add(row);
                if (row.node() != null) {
                    byNode.computeIfAbsent(row.node(), n -> new ArrayList<>()).add(row);
                }
                labels.add(row.podLabels(), row, texts);
                labels.add(row.volumeLabels(), row, texts);
            }
        }
    }

    private void addPairs(String text, LabelTexts texts) {
        if (text != null && labels.isNew(text)) {
            texts.labels(text).asMap().forEach((key, value) -> {
                if (value != null) {
                    pairs.add(new Pair(key.toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT)));
                }
            });
        }
    }

    /**
     * The strings by which the cluster's names and labels are found in a line item's tags, as {@code "key": "value"}; empty when there is none.
     *
     * @param tags the tags of the line item that survive the provider's enabled keys
     * @param rawTags all of them as the provider wrote them
     */
    Set<String> matched(LabelSet tags, String rawTags) {
        return matched.computeIfAbsent(rawTags, raw -> find(tags, raw));
    }

    private Set<String> find(LabelSet tags, String rawTags) {
        Set<String> strings = new LinkedHashSet<>();
        tags.asMap().forEach((key, value) -> {
            if (value == null) {
                return;
            }
            boolean special = switch (key) {
                case PROJECT -> cluster.usage().namespaces().contains(value);
                case NODE -> cluster.usage().nodes().contains(value);
                case CLUSTER -> value.equals(cluster.id()) || value.equals(cluster.alias());
                default -> false;
            };
            // A special tag is looked for without JSON's escapes, so one that needs some is not found.
            String plain = "\"" + key + "\": \"" + value + "\"";
            if (special && rawTags.contains(plain)) {
                strings.add(plain);
            }
            if (enabledOnBothSides.test(key) && pairs.contains(new Pair(key.toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT)))) {
                // Any pair is looked for as a text, so a value that is a number or a boolean is not found.
                String escaped = AsciiJson.text(key) + ": " + AsciiJson.text(value);
                if (rawTags.contains(escaped)) {
                    strings.add(escaped);
                }
            }
        });
        return strings;
    }

    /** The rows that a line item's tags point to, by namespace and data source. */
    List<TagGroup> groups(Condition condition) {
        return groups.computeIfAbsent(condition, this::group);
    }

    private List<TagGroup> group(Condition condition) {
        Map<GroupKey, TagGroup> found = new LinkedHashMap<>();
        for (ClusterRow row : rows(condition)) {
            found.computeIfAbsent(new GroupKey(row.namespace(), row.storage()), key -> new TagGroup(key.namespace(), key.storage())).add(row);
        }
        return List.copyOf(found.values());
    }

    private Set<ClusterRow> rows(Condition condition) {
        // Rows that are equal count as one: only maxima are made of them.
        Set<ClusterRow> found = new LinkedHashSet<>();
        if (condition.cluster() != null && (condition.cluster().equals(cluster.alias()) || condition.cluster().equals(cluster.id()))) {
            found.addAll(rows);
            return found;
        }
        if (condition.project() != null) {
            found.addAll(byNamespace.getOrDefault(condition.project(), List.of()));
        }
        if (condition.node() != null) {
            found.addAll(byNode.getOrDefault(condition.node(), List.of()));
        }
        for (String string : condition.strings()) {
            for (String piece : string.split(",", -1)) {
                found.addAll(labels.rowsWith(piece.replace(" ", "")));
            }
        }
        return found;
    }
}
