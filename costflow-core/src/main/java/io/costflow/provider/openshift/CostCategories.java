package io.costflow.provider.openshift;

import io.costflow.reference.ReferenceSnapshot.NamespacePattern;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cost categories of namespaces, by LIKE patterns. A namespace that several patterns match multiplies what is summed (D.2, hazard b). */
public final class CostCategories {

    private record Compiled(LikePattern pattern, int category) {}

    private final List<Compiled> patterns;
    private final Map<String, List<Integer>> matches = new HashMap<>();

    public CostCategories(List<NamespacePattern> patterns) {
        this.patterns = patterns.stream().map(p -> new Compiled(new LikePattern(p.pattern()), p.categoryId())).toList();
    }

    /** The categories of all patterns that match, one entry per pattern, in the order of the category; empty for NULL. */
    public List<Integer> matching(String namespace) {
        return namespace == null ? List.of() : matches.computeIfAbsent(namespace, this::find);
    }

    /** How many rows a left join with the patterns makes of one: at least one. */
    int times(String namespace) {
        return Math.max(1, matching(namespace).size());
    }

    /** The largest matching category, or null. */
    Integer largest(String namespace) {
        List<Integer> found = matching(namespace);
        return found.isEmpty() ? null : found.get(found.size() - 1);
    }

    private List<Integer> find(String namespace) {
        return patterns.stream()
                .filter(compiled -> compiled.pattern().matches(namespace))
                .map(Compiled::category)
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
