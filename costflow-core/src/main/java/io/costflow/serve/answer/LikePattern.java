package io.costflow.serve.answer;

import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.protocol.StatementFailure;
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
     * @throws StatementFailure if the escape is no single letter, or stands before one that needs none
     */
    static LikePattern of(String like, String escape) throws StatementFailure {
        if (escape != null && escape.length() != 1) {
            throw new StatementFailure(ErrorCode.INVALID_FUNCTION_ARGUMENT, "Escape string must be a single character");
        }
        if (like == null) {
            return new LikePattern(Pattern.compile(".*", Pattern.DOTALL));
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char letter = like.charAt(i);
            if (escape != null && escape.indexOf(letter) == 0) {
                i++;
                if (i == like.length() || "%_".indexOf(like.charAt(i)) < 0 && like.charAt(i) != letter) {
                    throw new StatementFailure(
                            ErrorCode.INVALID_FUNCTION_ARGUMENT, "Escape character must be followed by '%', '_' or the escape character itself");
                }
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
