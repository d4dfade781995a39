package io.costflow.lineitem;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a file gives to one day: a table for each grouping of the layout, in the layout's order. It does not change. */
public final class CombinedDay {

    private final long rows;
    private final List<TextDictionary> dictionaries;
    private final List<GroupTable> tables;

    CombinedDay(long rows, List<TextDictionary> dictionaries, List<GroupTable> tables) {
        this.rows = rows;
        this.dictionaries = List.copyOf(dictionaries);
        this.tables = List.copyOf(tables);
    }

    /** A day of no line items: every table is there and has no groups. */
    public static CombinedDay empty(LineItemLayout layout) {
        return new FileTotals(layout, new VectorSet(layout.neededColumns(), Map.of())).day(0, 0);
    }

    /**
     * The day that {@link #encode} made the bytes from.
     *
     * @throws IllegalArgumentException when the bytes are of another version or are not such bytes
     */
    public static CombinedDay decode(byte[] bytes) {
        return new DayDecoder(bytes).day();
    }

    /** How many line items the file has on the day. */
    public long rows() {
        return rows;
    }

    /** The groups of a grouping, which is counted from 0 on. */
    public GroupTable table(int grouping) {
        return tables.get(grouping);
    }

    /** The day in bytes, compact and complete. Equal days give equal bytes. */
    public byte[] encode() {
        return DayEncoder.encode(this);
    }

    List<TextDictionary> dictionaries() {
        return dictionaries;
    }

    List<GroupTable> tables() {
        return tables;
    }

    /** Days are equal when all their tables hold the same in the same order. */
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
