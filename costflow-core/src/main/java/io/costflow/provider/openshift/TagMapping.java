package io.costflow.provider.openshift;

import io.costflow.day.CodePointOrder;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.ReferenceSnapshot.MappedKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Replaces tag keys by the keys that they are mapped to, as koku does in rows that are there already (14-coexistence.md). Rows are written mapped, so that koku
 * finds nothing to do. Bills are matched by the labels as they are.
 */
public final class TagMapping {

    /** PostgreSQL's order of the keys of a jsonb value: of two values for one key the later wins. */
    private static final Comparator<byte[]> JSONB_ORDER = Comparator.<byte[]>comparingInt(key -> key.length).thenComparing(Arrays::compareUnsigned);

    private final Map<String, String> parents = new HashMap<>();
    private final Map<LabelSet, LabelSet> mapped = new HashMap<>();

    private TagMapping() {}

    /** The mapping of keys that are enabled for any of some kinds of sources. Of several parents of a key, the last in code-point order counts. */
    public static TagMapping of(ReferenceSnapshot reference, String... types) {
        TagMapping mapping = new TagMapping();
        for (String type : types) {
            for (MappedKey key : reference.mappedKeys(type)) {
                mapping.parents.merge(key.child(), key.parent(), CodePointOrder::larger);
            }
        }
        return mapping;
    }

    /** Adds the mapping of a kind of source to a digest, which stays as it is when nothing is mapped. */
    public static void addTo(Digest digest, ReferenceSnapshot reference, String type) {
        for (MappedKey key : reference.mappedKeys(type)) {
            digest.add(key.child());
            digest.add(key.parent());
        }
    }

    /**
     * Maps labels; null stays null. Where a key and the one that it is mapped to are both there, all keys that are mapped are dropped, those of other parents too:
     * that is koku's rule.
     */
    public LabelSet mapped(LabelSet labels) {
        return labels == null || parents.isEmpty() ? labels : mapped.computeIfAbsent(labels, this::map);
    }

    private LabelSet map(LabelSet labels) {
        Map<String, String> values = labels.asMap();
        if (values.keySet().stream().noneMatch(parents::containsKey)) {
            return labels;
        }
        if (values.keySet().stream().anyMatch(key -> parents.containsKey(key) && values.containsKey(parents.get(key)))) {
            return labels.restrictedTo(key -> !parents.containsKey(key));
        }
        Map<String, String> renamed = new HashMap<>();
        values.keySet().stream()
                .sorted(Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), JSONB_ORDER))
                .forEach(key -> renamed.put(parents.getOrDefault(key, key), values.get(key)));
        return LabelSet.of(renamed);
    }
}
