package io.costflow.serve.answer;

import java.util.regex.Pattern;

/** A pattern of SQL's {@code LIKE}, in which {@code _} stands for any letter and {@code %} for any letters. */
final class LikePattern {

    private final Pattern pattern;

    private LikePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @param like the pattern; null for one that everything matches
     * @param escape what takes the letter after it as it is, or null
     */
    static LikePattern of(String like, String escape) {
        if (like == null) {
            return new LikePattern(Pattern.compile(".*", Pattern.DOTALL));
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char letter = like.charAt(i);
            if (escape != null && escape.indexOf(letter) == 0 && i + 1 < like.length()) {
                i++;
                regex.append(Pattern.quote(String.valueOf(like.charAt(i))));
            } else if (letter == '_') {
                regex.append('.');
            } else if (letter == '%') {
                regex.append(".*");
            } else {
                regex.append(Pattern.quote(String.valueOf(letter)));
            }
        }
        return new LikePattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
