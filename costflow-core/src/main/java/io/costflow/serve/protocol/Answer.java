package io.costflow.serve.protocol;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What a statement is answered.
 *
 * @param columns the columns of its rows; none for a statement that gives no rows
 * @param rows the rows, which may come while they are read; values are what JSON has
 * @param updateType what a statement that changes something has done, such as {@code INSERT}; or null
 * @param updateCount how many rows that concerned, or null
 * @param headers what the client's session is to take over
 * @param warnings sentences for the client
 */
public record Answer(
        List<ResultColumn> columns, Iterator<List<Object>> rows, String updateType, Long updateCount, Map<String, String> headers, List<String> warnings) {

    /** Rows of a question. */
    public static Answer rows(List<ResultColumn> columns, List<List<Object>> rows) {
        return rows(columns, rows.iterator());
    }

    /** Rows of a question that come one after another. */
    public static Answer rows(List<ResultColumn> columns, Iterator<List<Object>> rows) {
        return new Answer(columns, rows, null, null, Map.of(), List.of());
    }

    /** A statement that is done and counts nothing. */
    public static Answer done(String updateType) {
        return new Answer(List.of(), List.<List<Object>>of().iterator(), updateType, null, Map.of(), List.of());
    }

    /** A statement that has concerned so many rows. */
    public static Answer counted(String updateType, long count, List<String> warnings) {
        return new Answer(
                List.of(new ResultColumn("rows", TrinoType.BIGINT)), List.of(List.<Object>of(count)).iterator(), updateType, count, Map.of(), warnings);
    }

    /** A statement about the client's session. */
    public static Answer ofSession(String updateType, Map<String, String> headers) {
        return new Answer(List.of(), List.<List<Object>>of().iterator(), updateType, null, headers, List.of());
    }

    /** The same with other rows. */
    public Answer withRows(Iterator<List<Object>> others) {
        return new Answer(columns, others, updateType, updateCount, headers, warnings);
    }

    /** The same; where it has no columns, with one that says {@code true}, as older versions of Trino had it. */
    Answer withColumns() {
        return columns.isEmpty()
                ? new Answer(
                        List.of(new ResultColumn("result", TrinoType.BOOLEAN)), List.of(List.<Object>of(true)).iterator(), updateType, updateCount, headers, warnings)
                : this;
    }
}
