package io.costflow.settings;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Where and how a continuous run keeps what it knows.
 *
 * @param dir the folder of checkpoints and savepoints: {@code file:///folder} or {@code s3://bucket/folder}, without a slash at the end; null on a cluster that
 *     has its own
 * @param backend what holds the state while the job runs
 * @param checkpointInterval how often a checkpoint is taken
 * @param fresh begin with no state, even if the folder has some
 */
public record StateSettings(String dir, Backend backend, Duration checkpointInterval, boolean fresh) implements Serializable {

    static final Option<String> DIR = Option.text("state.dir", Form.LAKE,
            "Where a continuous run keeps its checkpoints and savepoints, for itself alone. Without it, the folder `costflow-state` beside the configuration"
                    + " file; on a Flink cluster, the cluster's own.");
    static final Option<String> BACKEND = Option.text("state.backend", Form.BACKEND, "heap",
            "What holds the state of a continuous run: Java's heap, or RocksDB on the local disk for windows that do not fit.");
    static final Option<Duration> CHECKPOINT_INTERVAL = Option.duration("state.checkpoint-interval", Form.INTERVAL, Duration.ofSeconds(30),
            "How often a continuous run takes a checkpoint.");

    /** In the order of the reference page. */
    static final List<Option<?>> OPTIONS = List.of(DIR, BACKEND, CHECKPOINT_INTERVAL);

    /** What holds where the configuration says nothing, with no folder. */
    public static final StateSettings DEFAULTS = from(CheckedValues.none(), null, false);

    /** @param usualDir the folder where the configuration names none; null when there is none */
    static StateSettings from(CheckedValues values, String usualDir, boolean fresh) {
        String dir = values.get(DIR);
        return new StateSettings(
                dir == null ? usualDir : Form.withoutSlashes(dir), Backend.valueOf(values.get(BACKEND).toUpperCase(Locale.ROOT)), values.get(CHECKPOINT_INTERVAL),
                fresh);
    }

    /** What holds the state. */
    public enum Backend {
        /** Java's heap: fast, for as much as fits. */
        HEAP,
        /** RocksDB on the local disk, with incremental checkpoints. */
        ROCKSDB
    }
}
