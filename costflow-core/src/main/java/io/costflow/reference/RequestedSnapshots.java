package io.costflow.reference;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the reference data of tenants that days are asked of. It has a separate thread, since calls that Flink makes at a fixed rate pile up behind a slow one,
 * and keep the answers waiting.
 */
final class RequestedSnapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestedSnapshots.class);

    /** Reads the tables of some tenants. */
    interface Tables {
        List<ReferenceSnapshot> read(Collection<String> tenants) throws IOException;
    }

    /** Takes snapshots in, and says at which revision each tenant is known then. */
    interface Known {
        Map<String, Long> after(List<ReferenceSnapshot> snapshots) throws InterruptedException;
    }

    private final ReferenceRequests requests;
    private final Tables tables;
    private final long pauseMillis;
    private ScheduledExecutorService thread;

    /** @param pauseMillis the pause between two polls for requests; 0 when they are polled by hand */
    RequestedSnapshots(ReferenceRequests requests, Tables tables, long pauseMillis) {
        this.requests = requests;
        this.tables = tables;
        this.pauseMillis = pauseMillis;
    }

    /** Begins to poll. */
    void start(Known known) {
        if (pauseMillis > 0) {
            thread = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread own = new Thread(task, "reference-requests");
                own.setDaemon(true);
                return own;
            });
            thread.scheduleWithFixedDelay(() -> attempt(known), pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void attempt(Known known) {
        try {
            poll(known);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            LOG.warn("The reference data of requests could not be read; this is tried again: {}", failure.getMessage());
        }
    }

    /** Reads the tables of tenants with requests that they were not read for, and records at which revision they are known now. */
    void poll(Known known) throws IOException, InterruptedException {
        Map<String, List<UUID>> waiting = requests.waiting();
        if (waiting.isEmpty()) {
            return;
        }
        Map<String, Long> revisions = known.after(tables.read(waiting.keySet()));
        for (Map.Entry<String, List<UUID>> tenant : waiting.entrySet()) {
            Long revision = revisions.get(tenant.getKey());
            if (revision != null) {
                requests.wereRead(tenant.getKey(), tenant.getValue(), revision);
            }
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
