package io.costflow.sql.session;

import java.util.ArrayList;
import java.util.List;

/** Splits a text at the semicolons that end statements: those outside of texts, names and comments. */
public final class Statements {

    private final String text;
    private final List<Statement> found = new ArrayList<>();
    private int begin;
    private boolean isOpen;

    private Statements(String text) {
        this.text = text;
    }

    /** What is in the text; empty statements are left out, and the last one may lack its semicolon. */
    public static List<Statement> in(String text) {
        Statements statements = new Statements(text);
        statements.split();
        statements.add(text.length());
        return statements.found;
    }

    /** Whether the text ends within a statement, so that more must come. */
    public static boolean isUnfinished(String text) {
        Statements statements = new Statements(text);
        statements.split();
        return statements.isOpen || !statements.isBlank(statements.begin, text.length());
    }

    private void split() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '`' || c == '"') {
                at = after(String.valueOf(c), at + 1);
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                at = after("*/", at + 2);
            } else {
                at++;
                if (c == ';') {
                    add(at - 1);
                    begin = at;
                }
            }
        }
    }

    private int after(String end, int from) {
        int at = text.indexOf(end, from);
        isOpen = at < 0;
        return isOpen ? text.length() : at + end.length();
    }

    /** Blanks and comments alone are no statement. */
    private boolean isBlank(int from, int to) {
        return text.substring(from, to).replaceAll("(?s)/\\*.*?\\*/|--[^\\n]*", " ").isBlank();
    }

    private void add(int end) {
        if (isBlank(begin, end)) {
            return;
        }
        int from = begin;
        while (Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        int lineStart = text.lastIndexOf('\n', from - 1) + 1;
        int line = 1 + (int) text.substring(0, from).chars().filter(c -> c == '\n').count();
        found.add(new Statement(text.substring(from, end).stripTrailing(), line, 1 + from - lineStart));
    }
}
