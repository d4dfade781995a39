package io.costflow.random;

/**
 * Checks a property over random cases, by default the same at each run.
 *
 * <p>Each case has a seed, and the failure of a case names it: {@code -Drandom.seed=SEED -Drandom.cases=1} repeats that case alone. Other values of these
 * system properties try other cases, or more of them. All cases are one test: where a property fails, it usually fails for hundreds of them.
 */
public final class RandomCases {

    private static final long FIRST_SEED = 20251003;

    /** What must hold in every case. */
    @FunctionalInterface
    public interface Property {
        void check(RandomValues values) throws Exception;
    }

    private RandomCases() {}

    /** Checks a property in that many cases, if no system property says otherwise, up to the first that fails. */
    public static void check(int cases, Property property) {
        String seed = System.getProperty("random.seed");
        String count = System.getProperty("random.cases");
        check(seed == null ? FIRST_SEED : Long.parseLong(seed), count == null ? cases : Integer.parseInt(count), property);
    }

    static void check(long firstSeed, int cases, Property property) {
        if (cases < 1) {
            throw new IllegalArgumentException("A property is checked in one case at least, not in " + cases + ".");
        }
        for (int i = 0; i < cases; i++) {
            long seed = firstSeed + i;
            try {
                property.check(RandomValues.ofSeed(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("Case " + (i + 1) + " of " + cases + ", which -Drandom.seed=" + seed + " -Drandom.cases=1 repeats: " + e.getMessage(), e);
            }
        }
    }
}
