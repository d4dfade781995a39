package io.costflow.provider.azure;

import java.util.Optional;

/** Counts line items whose unit of measure is not understood. The incumbent's statement fails on them; here their quantity is taken as it is (Z.2). */
final class OddUnits {

    private long items;
    private String example;

    void add(UnitOfMeasure unit, String text, long count) {
        if (!unit.understood()) {
            items += count;
            example = text;
        }
    }

    /** A sentence about a day, if there are any. */
    Optional<String> sentence(String day) {
        return items == 0 ? Optional.empty() : Optional.of("On the day " + day + ", " + items + " line items have a unit of measure that begins with a number"
                + " which is not a whole one, such as '" + example + "'. Their quantity is not multiplied by it: do not rely on it.");
    }
}
