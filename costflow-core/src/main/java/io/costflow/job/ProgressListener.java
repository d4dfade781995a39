package io.costflow.job;

/** Is told how far a run is. */
@FunctionalInterface
public interface ProgressListener {

    void update(ProgressSnapshot snapshot);
}
