package io.costflow.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Listens to SIGTERM and SIGINT while it is open. Not a shutdown hook: Java runs all hooks at once, and those of Flink would take the cluster apart while it
 * takes a savepoint.
 */
final class StopSignals implements AutoCloseable {

    /** What a process that a signal ended adds to the signal's number. */
    private static final int ENDED_BY_SIGNAL = 128;

    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();

    private StopSignals() {}

    static StopSignals listen() {
        StopSignals signals = new StopSignals();
        for (String name : new String[] {"TERM", "INT"}) {
            Signal signal = new Signal(name);
            signals.before.put(signal, Signal.handle(signal, signals::arrived));
        }
        return signals;
    }

    /** The first signal asks; the second does not wait for an answer. */
    private void arrived(Signal signal) {
        if (!asked.complete(null)) {
            Runtime.getRuntime().halt(ENDED_BY_SIGNAL + signal.getNumber());
        }
    }

    /** Is complete as soon as a signal has arrived. */
    CompletableFuture<Void> asked() {
        return asked;
    }

    @Override
    public void close() {
        before.forEach(Signal::handle);
    }
}
