package io.costflow.reference;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the reference data of tenants that days are asked of. */
final class RequestedSnapshots {

    /** Reads the tables of some tenants. */
    interface Tables {
        List<ReferenceSnapshot> read(Collection<String> tenants) throws IOException;
    }

    /**
     * What was read.
     *
     * @param requests the requests that it was read for, by tenant
     */
    record Read(Map<String, List<UUID>> requests, List<ReferenceSnapshot> snapshots) {}

    private final ReferenceRequests requests;
    private final Tables tables;

    RequestedSnapshots(ReferenceRequests requests, Tables tables) {
        this.requests = requests;
        this.tables = tables;
    }

    /** Reads the tables of tenants with requests that they were not read for, all of them after the requests were seen. */
    Read read() throws IOException {
        Map<String, List<UUID>> waiting = requests.waiting();
        return new Read(waiting, waiting.isEmpty() ? List.of() : tables.read(waiting.keySet()));
    }

    /** Records at which revision the data is known, and returns it. */
    Long record(String tenant, List<UUID> ids, long revision) throws IOException {
        requests.wereRead(tenant, ids, revision);
        return revision;
    }
}
