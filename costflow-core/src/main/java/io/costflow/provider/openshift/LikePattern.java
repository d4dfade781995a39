package io.costflow.provider.openshift;

/**
 * SQL's LIKE as Trino has it: {@code %} stands for any text, {@code _} for any one character, and there is no escape character (D.2).
 */
public final class LikePattern {

    private final int[] pattern;

    public LikePattern(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    public boolean matches(String text) {
        int[] characters = text.codePoints().toArray();
        int p = 0;
        int c = 0;
        int percent = -1;
        int retry = 0;
        while (c < characters.length) {
            if (p < pattern.length && pattern[p] == '%') {
                percent = p++;
                retry = c;
            } else if (p < pattern.length && (pattern[p] == '_' || pattern[p] == characters[c])) {
                p++;
                c++;
            } else if (percent >= 0) {
                p = percent + 1;
                c = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '%') {
            p++;
        }
        return p == pattern.length;
    }
}
