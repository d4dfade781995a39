package io.costflow.inventory;

import io.costflow.provider.LinkRule.ClusterKey;
import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import io.costflow.provider.cloud.LinkSearch;
import io.costflow.provider.openshift.ClusterObjects;
import io.costflow.settings.SourceSettings;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds out which cloud source each cluster runs on, from the line items of one month (specification, L.4). Kinds of clouds are tried in the order of
 * {@link Providers}, and the first with a match counts. Of several sources of that kind koku takes any; here it is the one with the smallest UUID. A cluster of
 * which no cloud shows a machine runs where a tag names it, in the same order: koku attributes cost by that tag, but needs to be given the link.
 */
final class LinkFinder {

    /** A cluster without a link, with what is known of it. */
    record Unlinked(SourceSettings source, ClusterObjects objects) {}

    private LinkFinder() {}

    /**
     * The links of clusters.
     *
     * @param clusters clusters without a link
     * @param clouds what is known of cloud sources
     * @return the cloud's UUID by that of the cluster
     */
    static Map<String, String> links(Collection<Unlinked> clusters, Map<SourceMonth, CloudMonth> clouds) {
        Map<String, String> links = new TreeMap<>();
        for (Provider provider : Providers.all()) {
            if (provider.link() != null) {
                Map<String, Set<String>> keys = new TreeMap<>();
                for (Unlinked cluster : clusters) {
                    if (!links.containsKey(cluster.source().uuid())) {
                        keys.put(cluster.source().uuid(), keys(cluster.objects(), provider.link().key()));
                    }
                }
                links.putAll(links(provider, keys, clouds));
            }
        }
        for (Provider provider : Providers.all()) {
            for (SourceMonth cloud : ofProvider(provider, clouds)) {
                for (Unlinked cluster : clusters) {
                    if (isNamed(cluster.source(), clouds.get(cloud).clusterTags())) {
                        links.putIfAbsent(cluster.source().uuid(), cloud.source().uuid());
                    }
                }
            }
        }
        return links;
    }

    private static boolean isNamed(SourceSettings cluster, Set<String> tags) {
        return tags.contains(cluster.clusterId()) || tags.contains(cluster.clusterAlias());
    }

    private static Map<String, String> links(Provider provider, Map<String, Set<String>> keys, Map<SourceMonth, CloudMonth> clouds) {
        Map<String, String> links = new TreeMap<>();
        LinkSearch search = new LinkSearch(provider.link().match(), keys);
        for (SourceMonth month : ofProvider(provider, clouds)) {
            Collection<String> found = search.clusters(clouds.get(month).resources());
            found.forEach(cluster -> links.putIfAbsent(cluster, month.source().uuid()));
        }
        return links;
    }

    private static List<SourceMonth> ofProvider(Provider provider, Map<SourceMonth, CloudMonth> clouds) {
        return clouds.keySet().stream()
                .filter(month -> month.source().type().equals(provider.name()))
                .sorted(Comparator.comparing(month -> month.source().uuid()))
                .toList();
    }

    private static Set<String> keys(ClusterObjects objects, ClusterKey key) {
        return switch (key) {
            case NODE -> objects.nodeNames();
            case RESOURCE_ID -> objects.resourceIds();
        };
    }
}
