package io.costflow.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Contenders that stay from one benchmark to the next: half of what a tiny case takes is the start of a Flink cluster, or of DuckDB, in a new process. What is
 * cold is so in the first case only, which no test asks for.
 */
final class KeptContenders implements Contenders, AutoCloseable {

    /** What makes one contender as good as another. */
    private record Kind(boolean oneCore, List<String> options) {}

    private final Map<Kind, ContenderProcess> started = new HashMap<>();

    /** Starts a process. */
    private interface Start {
        ContenderProcess process(String name, List<String> options) throws IOException;
    }

    @Override
    public Contender start(String name, List<String> options) throws IOException {
        return kept(new Kind(false, options), name, ContenderProcess::start);
    }

    @Override
    public Contender startOnOneCore(String name, List<String> options) throws IOException {
        return kept(new Kind(true, options), name, ContenderProcess::startOnOneCore);
    }

    private Contender kept(Kind kind, String name, Start start) throws IOException {
        if (!started.containsKey(kind)) {
            started.put(kind, start.process(name, kind.options()));
        }
        return new Kept(kind);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (ContenderProcess contender : started.values()) {
            contender.close();
        }
        started.clear();
    }

    /** One that a benchmark closes, and that others use after it, unless it has failed. */
    private final class Kept implements Contender {
        private final Kind kind;

        Kept(Kind kind) {
            this.kind = kind;
        }

        @Override
        public Measurement run(Task task) throws IOException {
            try {
                return started.get(kind).run(task);
            } catch (IOException e) {
                started.remove(kind);
                throw e;
            }
        }

        @Override
        public void close() {}
    }
}
