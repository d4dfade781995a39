package io.costflow.costmodel;

/**
 * A row of the list of virtual machines that koku makes before it summarises them.
 *
 * @param claim a volume claim of the machine, the empty name, or null
 */
public record MachineClaim(String machine, String node, String claim, Double cpuRequest, Double memoryRequest) {}
