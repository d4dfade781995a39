package io.costflow.random;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The values of one random case, drawn one after the other. */
public final class RandomValues {

    private final Random random;

    private RandomValues(Random random) {
        this.random = random;
    }

    /** The values of one seed. Neighbouring seeds of {@link Random} begin alike, so they are mixed first. */
    static RandomValues ofSeed(long seed) {
        return new RandomValues(new Random(new SplittableRandom(seed).nextLong()));
    }

    /** The source of all values, for what draws by itself. */
    public Random random() {
        return random;
    }

    /** Draws an integer, both bounds included. */
    public int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** Draws true with a probability between 0 and 1. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Draws one of some values, each as likely as the others. */
    @SafeVarargs
    public final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** Draws one of some values, each as likely as the others. */
    public <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Replaces a value by null with a probability between 0 and 1. */
    public <T> T orNull(double probability, T value) {
        return chance(probability) ? null : value;
    }

    /** Draws a list whose length is between two bounds, both included. */
    public <T> List<T> list(int least, int most, Supplier<T> element) {
        int size = between(least, most);
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }

    /** Draws some of some values, perhaps none or all. */
    @SafeVarargs
    public final <T> Set<T> subset(T... values) {
        Set<T> subset = new LinkedHashSet<>();
        for (T value : values) {
            if (random.nextBoolean()) {
                subset.add(value);
            }
        }
        return subset;
    }

    /** Draws a text of the letters of an alphabet, perhaps an empty one. */
    public String text(String alphabet, int mostLetters) {
        int length = between(0, mostLetters);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
