package io.costflow.reference;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Requests for days, which are to be computed from reference data that was read after they were made. */
public interface ReferenceRequests extends Serializable {

    /** There are no requests. */
    ReferenceRequests NONE = new ReferenceRequests() {

        private static final long serialVersionUID = 1L;

        @Override
        public Map<String, List<UUID>> waiting() {
            return Map.of();
        }

        @Override
        public void wereRead(String tenant, List<UUID> requests, long revision) {
            throw new IllegalStateException("There are no requests.");
        }
    };

    /** The requests that no reference data was read for, by tenant. */
    Map<String, List<UUID>> waiting() throws IOException;

    /** Records that reference data of a tenant was read for requests, and at which revision it is known. */
    void wereRead(String tenant, List<UUID> requests, long revision) throws IOException;
}
