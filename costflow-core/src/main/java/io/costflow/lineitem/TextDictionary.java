package io.costflow.lineitem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The distinct texts that a day has in one column, filled while the day is made. Java strings are made only when they are asked for, and once. */
final class TextDictionary {

    private final int place;
    private final List<byte[]> utf8 = new ArrayList<>();
    private String[] strings = new String[0];

    /** An empty dictionary at a place among the dictionaries of the day. */
    TextDictionary(int place) {
        this.place = place;
    }

    int place() {
        return place;
    }

    List<byte[]> utf8() {
        return utf8;
    }

    int size() {
        return utf8.size();
    }

    /** Adds a text and returns how many there are now. */
    int add(byte[] text) {
        utf8.add(text);
        return utf8.size();
    }

    String text(int entry) {
        if (strings.length < utf8.size()) {
            strings = new String[utf8.size()];
        }
        String text = strings[entry];
        if (text == null) {
            text = new String(utf8.get(entry), StandardCharsets.UTF_8);
            strings[entry] = text;
        }
        return text;
    }
}
