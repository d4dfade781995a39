package io.costflow.provider.cloud;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The keys of a cloud's tags that clusters are found by. */
public final class ClusterTagKeys {

    /** Tags that name something in OpenShift always survive, whatever keys are enabled. */
    private static final Set<String> SPECIAL = Set.of(ClusterTags.CLUSTER, ClusterTags.NODE, ClusterTags.PROJECT);

    private ClusterTagKeys() {}

    /** The enabled keys and the special ones. */
    public static Set<String> and(Collection<String> enabledKeys) {
        Set<String> keys = new HashSet<>(enabledKeys);
        keys.addAll(SPECIAL);
        return keys;
    }
}
