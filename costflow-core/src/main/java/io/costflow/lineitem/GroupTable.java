package io.costflow.lineitem;

import io.costflow.lineitem.GroupColumn.Numbers;
import io.costflow.lineitem.GroupColumn.Texts;
import io.costflow.lineitem.GroupColumn.Times;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The groups that one grouping made of a day's line items, in the order in which their first line items were met. Keys and measures are counted from 0 on, in
 * the order of the {@link Grouping}. It does not change.
 */
public final class GroupTable {

    private final int size;
    private final List<GroupColumn> keys;
    private final List<GroupColumn> measures;

    GroupTable(int size, List<GroupColumn> keys, List<GroupColumn> measures) {
        this.size = size;
        this.keys = List.copyOf(keys);
        this.measures = List.copyOf(measures);
    }

    /** How many groups there are. */
    public int size() {
        return size;
    }

    /** The text of a key of kind TEXT or LABELS, null for NULL. Equal texts of a column are the same object within a day. */
    public String text(int key, int group) {
        return ((Texts) keys.get(key)).text(group);
    }

    /**
     * A number for every group: that which its text has, and 0 for NULL.
     *
     * @param numberOf the number of a text, which is asked for once for each distinct text
     */
    public int[] numbers(int key, ToIntFunction<String> numberOf) {
        return ((Texts) keys.get(key)).numbers(numberOf);
    }

    /** Whether a key of kind TIME is NULL. */
    public boolean timeIsNull(int key, int group) {
        return time(key, group) == TimeVector.NULL;
    }

    /** The instant of a key of kind TIME in microseconds since 1970-01-01 UTC; without meaning for NULL. */
    public long time(int key, int group) {
        return ((Times) keys.get(key)).times()[group];
    }

    /** Whether a measure is NULL: no line item of the group has a value. */
    public boolean isNull(int measure, int group) {
        GroupColumn column = measures.get(measure);
        return column instanceof Numbers numbers ? Double.isNaN(numbers.numbers()[group]) : ((Texts) column).numbers()[group] == 0;
    }

    /** The value of a measure of numbers; NaN for NULL. */
    public double number(int measure, int group) {
        return ((Numbers) measures.get(measure)).numbers()[group];
    }

    /** The value of a measure of texts, null for NULL. */
    public String maxText(int measure, int group) {
        return ((Texts) measures.get(measure)).text(group);
    }

    List<GroupColumn> keys() {
        return keys;
    }

    List<GroupColumn> measures() {
        return measures;
    }
}
