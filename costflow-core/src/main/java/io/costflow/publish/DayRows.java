package io.costflow.publish;

import io.costflow.day.SourceDay;

/**
 * Some rows of a day on their way to a table.
 *
 * @param day the day
 * @param revision the revision that the rows belong to
 * @param table the name of a {@link PublishedTable}
 * @param rows how many there are
 * @param text the rows as lines of PostgreSQL's COPY text format, UTF-8, the columns in the table's order
 */
public record DayRows(SourceDay day, long revision, String table, int rows, byte[] text) {}
