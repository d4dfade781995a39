package io.costflow.provider.cloud;

import io.costflow.provider.LinkRule.Match;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the clusters whose nodes are among the resources of a cloud, in one pass over the resources. */
public final class LinkSearch {

    private final Map<String, Set<String>> clusters = new HashMap<>();
    private final Match match;
    private final TextIndex index;

    /** @param keys the texts by which each cluster is found */
    public LinkSearch(Match match, Map<String, Set<String>> keys) {
        this.match = match;
        keys.forEach((cluster, texts) -> texts.forEach(text -> clusters.computeIfAbsent(text, first -> new TreeSet<>()).add(cluster)));
        index = match == Match.CONTAINS ? new TextIndex(clusters.keySet()) : null;
    }

    /** The clusters that have a node among resources. */
    public Set<String> clusters(Collection<String> resources) {
        Set<String> found = new TreeSet<>();
        for (String resource : resources) {
            for (String text : texts(resource)) {
                found.addAll(clusters.getOrDefault(text, Set.of()));
            }
        }
        return found;
    }

    private Collection<String> texts(String resource) {
        return switch (match) {
            case EQUAL -> List.of(resource);
            case CONTAINS -> index.foundIn(resource);
        };
    }
}
