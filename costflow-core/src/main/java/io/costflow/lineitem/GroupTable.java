package io.costflow.lineitem;

import io.costflow.lineitem.parquet.TimeVector;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The groups of one {@link Grouping} on one day, in the order of their first line items. Keys and measures are addressed by their position in the grouping.
 * Immutable.
 */
public final class GroupTable {

    private final int size;
    private final List<Column> keys;
    private final List<Column> measures;

    GroupTable(int size, List<Column> keys, List<Column> measures) {
        this.size = size;
        this.keys = List.copyOf(keys);
        this.measures = List.copyOf(measures);
    }

    /** Returns the number of groups. */
    public int size() {
        return size;
    }

    /** Returns the text of a key of kind TEXT or LABELS, null for NULL. Equal texts of a column are the same object within a day. */
    public String text(int key, int group) {
        return ((Texts) keys.get(key)).text(group);
    }

    /**
     * Maps the texts of a key to numbers, one for each group; NULL is 0.
     *
     * @param numberOf maps a text; it is called once for each distinct text
     */
    public int[] numbers(int key, ToIntFunction<String> numberOf) {
        return ((Texts) keys.get(key)).numbers(numberOf);
    }

    /** Returns whether a key of kind TIME or DAY is NULL. */
    public boolean timeIsNull(int key, int group) {
        return time(key, group) == TimeVector.NULL;
    }

    /** Returns the instant of a key of kind TIME or DAY in microseconds since 1970-01-01 UTC. It is undefined for NULL. */
    public long time(int key, int group) {
        return ((Times) keys.get(key)).times()[group];
    }

    /** Returns the value of a key of kind NUMBER, NaN for NULL. */
    public double numberKey(int key, int group) {
        return ((Numbers) keys.get(key)).numbers()[group];
    }

    /** Returns whether a measure is NULL: no line item of the group has a value. */
    public boolean isNull(int measure, int group) {
        Column column = measures.get(measure);
        return column instanceof Numbers numbers ? Double.isNaN(numbers.numbers()[group]) : ((Texts) column).ids()[group] == 0;
    }

    /** Returns the value of a measure of numbers, NaN for NULL. */
    public double number(int measure, int group) {
        return ((Numbers) measures.get(measure)).numbers()[group];
    }

    /** Returns the value of a measure of texts, null for NULL. */
    public String maxText(int measure, int group) {
        return ((Texts) measures.get(measure)).text(group);
    }

    List<Column> keys() {
        return keys;
    }

    List<Column> measures() {
        return measures;
    }

    /** The values of one key or measure, by group. */
    sealed interface Column {}

    /** Texts by id: the entry of the dictionary + 1, or 0 for NULL. */
    record Texts(DayDictionary dictionary, int[] ids) implements Column {
        String text(int group) {
            return ids[group] == 0 ? null : dictionary.text(ids[group] - 1);
        }

        int[] numbers(ToIntFunction<String> numberOf) {
            int[] ofIds = new int[dictionary.size() + 1];
            boolean[] known = new boolean[dictionary.size() + 1];
            known[0] = true;
            int[] ofGroups = new int[ids.length];
            for (int group = 0; group < ofGroups.length; group++) {
                int id = ids[group];
                if (!known[id]) {
                    ofIds[id] = numberOf.applyAsInt(dictionary.text(id - 1));
                    known[id] = true;
                }
                ofGroups[group] = ofIds[id];
            }
            return ofGroups;
        }
    }

    /** Instants in microseconds since 1970-01-01 UTC, {@link TimeVector#NULL} for NULL. */
    record Times(long[] times) implements Column {}

    /** Numbers, NaN for NULL. */
    record Numbers(double[] numbers) implements Column {}
}
