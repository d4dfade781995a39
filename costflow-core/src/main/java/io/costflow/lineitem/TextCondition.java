package io.costflow.lineitem;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** What must hold for the text of a column. NULL fulfils no such condition. Texts are ordered by their UTF-8, which is the order of code points. */
public sealed interface TextCondition extends RowCondition {

    /** Tells of a text, in UTF-8, whether it fulfils the condition. */
    Predicate<byte[]> test();

    /** Whether there may be texts that fulfil it from one to another, both included and in UTF-8. */
    boolean mayHoldBetween(byte[] least, byte[] greatest);

    /**
     * A text from one bound to the other, both included.
     *
     * @param from the smallest, or null
     * @param to the largest, or null
     */
    record Within(String column, String from, String to) implements TextCondition {

        /** One text alone. */
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
        public boolean mayHoldBetween(byte[] least, byte[] greatest) {
            return (to == null || Arrays.compareUnsigned(least, utf8(to)) <= 0) && (from == null || Arrays.compareUnsigned(greatest, utf8(from)) >= 0);
        }
    }

    /** A text that begins with another. */
    record Starting(String column, String start) implements TextCondition {

        @Override
        public Predicate<byte[]> test() {
            byte[] wanted = utf8(start);
            return text -> begins(text, wanted);
        }

        @Override
        public boolean mayHoldBetween(byte[] least, byte[] greatest) {
            byte[] wanted = utf8(start);
            return (Arrays.compareUnsigned(least, wanted) <= 0 || begins(least, wanted)) && Arrays.compareUnsigned(greatest, wanted) >= 0;
        }

        private static boolean begins(byte[] text, byte[] start) {
            return text.length >= start.length && Arrays.equals(text, 0, start.length, start, 0, start.length);
        }
    }

    /** A text that does not fulfil another condition. */
    record Not(TextCondition other) implements TextCondition {

        @Override
        public String column() {
            return other.column();
        }

        @Override
        public Predicate<byte[]> test() {
            return other.test().negate();
        }

        /** Bounds tell what may be there, not what must. */
        @Override
        public boolean mayHoldBetween(byte[] least, byte[] greatest) {
            return true;
        }
    }

    /**
     * A text that fulfils one of several conditions.
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
        public boolean mayHoldBetween(byte[] least, byte[] greatest) {
            return conditions.stream().anyMatch(condition -> condition.mayHoldBetween(least, greatest));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
