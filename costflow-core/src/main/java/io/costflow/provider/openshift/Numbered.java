package io.costflow.provider.openshift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the distinct values of a day, so that they are grouped and joined as numbers: equal values have the same number, whatever table they come from. NULL
 * has a number too.
 *
 * @param <T> the values, which are compared by equals
 */
final class Numbered<T> {

    /** The number of NULL. */
    static final int NULL = 0;

    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    Numbered() {
        values.add(null);
    }

    /** The number of a value. */
    int number(T value) {
        if (value == null) {
            return NULL;
        }
        Integer known = numbers.putIfAbsent(value, values.size());
        if (known != null) {
            return known;
        }
        values.add(value);
        return values.size() - 1;
    }

    /** The value of a number; null for NULL. */
    T value(int number) {
        return values.get(number);
    }
}
