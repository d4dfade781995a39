package io.costflow.publish;

/**
 * A day as the tables hold it.
 *
 * @param revision the revision that was published last
 * @param fingerprint what it was made from
 * @param checksum the checksum of its rows
 */
public record PublishedDay(long revision, String fingerprint, String checksum) {}
