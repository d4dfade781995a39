package io.costflow.lineitem;

/** What the groups of a table have in one key or measure. */
sealed interface GroupColumn {

    /** Texts: per group a place in the dictionary + 1, or 0 for NULL. */
    record Texts(TextDictionary dictionary, int[] numbers) implements GroupColumn {
        String text(int group) {
            return numbers[group] == 0 ? null : dictionary.text(numbers[group] - 1);
        }
    }

    /** Instants in microseconds since 1970-01-01 UTC, {@link TimeVector#NULL} for NULL. */
    record Times(long[] times) implements GroupColumn {}

    /** Numbers, NaN for NULL. */
    record Numbers(double[] numbers) implements GroupColumn {}
}
