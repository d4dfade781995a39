package io.costflow.lineitem;

import io.costflow.lineitem.parquet.ColumnBatch;
import java.util.Arrays;
import java.util.List;

/** The line items of one file on one day, combined: a table for each grouping, in the layout's order. Immutable. */
public final class CombinedDay {

    private final long rows;
    private final List<DayDictionary> dictionaries;
    private final List<GroupTable> tables;

    CombinedDay(long rows, List<DayDictionary> dictionaries, List<GroupTable> tables) {
        this.rows = rows;
        this.dictionaries = List.copyOf(dictionaries);
        this.tables = List.copyOf(tables);
    }

    /** Returns a day without line items: every table is there and has no groups. */
    public static CombinedDay empty(LineItemLayout layout) {
        return new FileAggregator(layout, ColumnBatch.empty(layout.requestedColumns())).day(0, 0);
    }

    /**
     * Decodes the bytes of {@link #encode}.
     *
     * @throws IllegalArgumentException when the bytes have another version or are no encoded day
     */
    public static CombinedDay decode(byte[] bytes) {
        return CombinedDayCodec.decode(bytes);
    }

    /** Returns the number of line items that the file has on the day. */
    public long rows() {
        return rows;
    }

    /** Returns the groups of a grouping, given by its position in the layout. */
    public GroupTable table(int grouping) {
        return tables.get(grouping);
    }

    /** Encodes the day compactly. Equal days have equal bytes. */
    public byte[] encode() {
        return CombinedDayCodec.encode(this);
    }

    List<DayDictionary> dictionaries() {
        return dictionaries;
    }

    List<GroupTable> tables() {
        return tables;
    }

    /** Compares all tables, including the order of their groups. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CombinedDay day && Arrays.equals(encode(), day.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    @Override
    public String toString() {
        return "CombinedDay[rows=" + rows + ", groups=" + tables.stream().map(GroupTable::size).toList() + "]";
    }
}
