package io.costflow.settings;

import java.io.Serializable;
import java.time.Duration;

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

    /** What holds the state. */
    public enum Backend {
        /** Java's heap: fast, for as much as fits. */
        HEAP,
        /** RocksDB on the local disk, with incremental checkpoints. */
        ROCKSDB
    }
}
