package io.costflow.day;

import java.util.Comparator;

/**
 * Text in the order of code points, as Trino and PostgreSQL's C collation have it; Java's own comparison differs where a character needs two chars. NULL is not
 * allowed.
 */
public final class CodePointOrder implements Comparator<String> {

    public static final CodePointOrder INSTANCE = new CodePointOrder();

    private CodePointOrder() {}

    @Override
    public int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean xSurrogate = Character.isSurrogate(x);
                return xSurrogate == Character.isSurrogate(y) ? Character.compare(x, y) : xSurrogate ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** The larger text, where NULL is no value; NULL when both are. */
    public static String larger(String a, String b) {
        return a == null ? b : b == null || INSTANCE.compare(a, b) >= 0 ? a : b;
    }
}
