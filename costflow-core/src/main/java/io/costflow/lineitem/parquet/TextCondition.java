package io.costflow.lineitem.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** A condition on the text of a column. It fails for NULL. Texts are ordered by their UTF-8 bytes, which is the order of code points. */
public sealed interface TextCondition extends RowCondition {

    /** Returns the test of a text in UTF-8. */
    Predicate<byte[]> test();

    /** Returns whether it may hold for a text between two others, both included and in UTF-8. */
    boolean mayHoldBetween(byte[] min, byte[] max);

    /**
     * Holds for texts from one bound to the other, both included.
     *
     * @param from the lower bound, or null
     * @param to the upper bound, or null
     */
    record Within(String column, String from, String to) implements TextCondition {

        /** Holds for one text only. */
        public static Within only(String column, String text) {
            return new Within(column, text, text);
        }

        @Override
        public Predicate<byte[]> test() {
            byte[] first = from == null ? new byte[0] : utf8(from);
            if (to == null) {
                return text -> Arrays.compareUnsigned(text, first) >= 0;
            }
            byte[] last = utf8(to);
            return text -> Arrays.compareUnsigned(text, first) >= 0 && Arrays.compareUnsigned(text, last) <= 0;
        }

        @Override
        public boolean mayHoldBetween(byte[] min, byte[] max) {
            return (to == null || Arrays.compareUnsigned(min, utf8(to)) <= 0) && (from == null || Arrays.compareUnsigned(max, utf8(from)) >= 0);
        }
    }

    /** Holds for texts that start with a prefix. */
    record Starting(String column, String start) implements TextCondition {

        @Override
        public Predicate<byte[]> test() {
            byte[] wanted = utf8(start);
            return text -> begins(text, wanted);
        }

        @Override
        public boolean mayHoldBetween(byte[] min, byte[] max) {
            byte[] wanted = utf8(start);
            return (Arrays.compareUnsigned(min, wanted) <= 0 || begins(min, wanted)) && Arrays.compareUnsigned(max, wanted) >= 0;
        }

        private static boolean begins(byte[] text, byte[] start) {
            return text.length >= start.length && Arrays.equals(text, 0, start.length, start, 0, start.length);
        }
    }

    /** Holds for texts for which another condition fails. */
    record Not(TextCondition other) implements TextCondition {

        @Override
        public String column() {
            return other.column();
        }

        @Override
        public Predicate<byte[]> test() {
            return other.test().negate();
        }

        @Override
        public boolean mayHoldBetween(byte[] min, byte[] max) {
            // bounds do not show which texts between them are there
            return true;
        }
    }

    /**
     * Holds for texts for which at least one of several conditions holds.
     *
     * @param conditions on the same column, at least one
     */
    record Either(List<TextCondition> conditions) implements TextCondition {

        @Override
        public String column() {
            return conditions.get(0).column();
        }

        @Override
        public Predicate<byte[]> test() {
            List<Predicate<byte[]>> tests = conditions.stream().map(TextCondition::test).toList();
            return text -> tests.stream().anyMatch(test -> test.test(text));
        }

        @Override
        public boolean mayHoldBetween(byte[] min, byte[] max) {
            return conditions.stream().anyMatch(condition -> condition.mayHoldBetween(min, max));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
