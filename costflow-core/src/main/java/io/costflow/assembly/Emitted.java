package io.costflow.assembly;

/**
 * What was emitted of an output of a day last. It outlives the plan, so that delayed contributions of an older one do not bring a finished day back.
 *
 * @param planRevision the revision of the plan
 * @param revision the revision of the result
 * @param inputs what the result was to be computed from, see {@link DueOutput#inputs}; null when nothing was to be computed
 */
public record Emitted(long planRevision, long revision, String inputs) {}
