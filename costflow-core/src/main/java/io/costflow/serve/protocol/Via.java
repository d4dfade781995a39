package io.costflow.serve.protocol;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** Marks requests that this endpoint passes on, by the header {@code Via} of HTTP, so that it knows them when they come back. */
final class Via {

    static final String HEADER = "Via";

    /** The status of a request that has come back to one that passed it on: Loop Detected. */
    static final int LOOP = 508;

    private static final String OF_COSTFLOW = "costflow-";

    /** The name of this endpoint in the header; random, since endpoints of one service have one address. */
    private final String name = OF_COSTFLOW + Long.toHexString(new SecureRandom().nextLong());

    /** What this endpoint adds to the header. */
    String entry() {
        return "1.1 " + name;
    }

    /** Whether this endpoint has passed the request on already. */
    boolean isIn(Map<String, List<String>> headers) {
        return headers.getOrDefault(HEADER, List.of()).stream().anyMatch(value -> value.contains(name));
    }

    /** Whether any endpoint of Costflow has passed the request on. */
    static boolean isOfCostflow(Map<String, List<String>> headers) {
        return headers.getOrDefault(HEADER, List.of()).stream().anyMatch(value -> value.contains(OF_COSTFLOW));
    }
}
