package io.costflow.reference;

/**
 * A row of reporting_ocpusagereportperiod.
 *
 * @param source the provider's UUID, as text
 * @param month the first day of the month, counted from 1970-01-01
 * @param id the report period's id
 */
public record ReportPeriod(String source, long month, int id) {}
