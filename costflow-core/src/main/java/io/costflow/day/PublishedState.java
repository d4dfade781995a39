package io.costflow.day;

/**
 * What the tables hold of an output's period.
 *
 * @param fingerprint identifies the inputs that the rows were computed from
 * @param checksum of the rows
 */
public record PublishedState(String fingerprint, String checksum) {}
