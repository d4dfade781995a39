package io.costflow.lineitem;

import java.util.function.ToIntFunction;

/** What the groups of a table have in one key or measure. */
sealed interface GroupColumn {

    /** Texts: per group a place in the dictionary + 1, or 0 for NULL. */
    record Texts(TextDictionary dictionary, int[] numbers) implements GroupColumn {
        String text(int group) {
            return numbers[group] == 0 ? null : dictionary.text(numbers[group] - 1);
        }

        int[] numbers(ToIntFunction<String> numberOf) {
            int[] ofEntries = new int[dictionary.size() + 1];
            boolean[] known = new boolean[dictionary.size() + 1];
            known[0] = true;
            int[] ofGroups = new int[numbers.length];
            for (int group = 0; group < ofGroups.length; group++) {
                int entry = numbers[group];
                if (!known[entry]) {
                    ofEntries[entry] = numberOf.applyAsInt(dictionary.text(entry - 1));
                    known[entry] = true;
                }
                ofGroups[group] = ofEntries[entry];
            }
            return ofGroups;
        }
    }

    /** Instants in microseconds since 1970-01-01 UTC, {@link TimeVector#NULL} for NULL. */
    record Times(long[] times) implements GroupColumn {}

    /** Numbers, NaN for NULL. */
    record Numbers(double[] numbers) implements GroupColumn {}
}
