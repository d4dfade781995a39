package io.costflow.publish;

import io.costflow.day.OutputPeriod;

/**
 * Some rows of an output's period on their way to a table.
 *
 * @param period what they are rows of
 * @param revision the revision that the rows belong to
 * @param table the name of a {@link Table}
 * @param rows how many there are
 * @param text the rows as lines of PostgreSQL's COPY text format, UTF-8, the columns in the table's order
 */
public record DayRows(OutputPeriod period, long revision, String table, int rows, byte[] text) {}
