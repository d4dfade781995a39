package io.costflow.provider.cloud;

import java.util.Set;

/** Names of namespaces that no cluster has: what is charged to nobody in particular. */
final class Namespaces {

    static final String STORAGE_UNATTRIBUTED = "Storage unattributed";
    static final String NETWORK_UNATTRIBUTED = "Network unattributed";

    private static final Set<String> PSEUDO =
            Set.of("Worker unallocated", "Platform unallocated", STORAGE_UNATTRIBUTED, NETWORK_UNATTRIBUTED);

    private Namespaces() {}

    /** Whether a namespace is one that a cluster has. NULL is none. */
    static boolean isReal(String namespace) {
        return namespace != null && !PSEUDO.contains(namespace);
    }
}
