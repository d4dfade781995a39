package io.costflow.lineitem;

import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What a file holds, combined.
 *
 * @param rows all line items of the file
 * @param rowsOutsideMonth line items whose day is not in the month of the file's prefix, or that have no time: they are ignored
 * @param days what the file holds, by epoch day: the wanted days for which it has line items
 * @param daysFound every epoch day of the month for which the file has line items, wanted or not
 */
public record CombinedFile(long rows, long rowsOutsideMonth, SortedMap<Long, CombinedDay> days, SortedSet<Long> daysFound) {}
