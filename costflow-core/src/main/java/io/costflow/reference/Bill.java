package io.costflow.reference;

/**
 * A row of reporting_awscostentrybill.
 *
 * @param source the provider's UUID, as text
 * @param month the first day of the month, counted from 1970-01-01
 * @param id the bill's id
 */
public record Bill(String source, long month, int id) {}
