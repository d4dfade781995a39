package io.costflow.assembly;

/**
 * A day that was forgotten a short while ago, so that delayed contributions do not bring it back.
 *
 * @param planRevision the revision of the plan that said so
 * @param revision the largest revision of the day's results
 * @param until when this is dropped too, in milliseconds since 1970-01-01 UTC
 */
public record ForgottenDay(long planRevision, long revision, long until) {}
