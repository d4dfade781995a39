package io.costflow.lineitem;

import io.costflow.lineitem.parquet.TextInterner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the distinct texts of one column on one day. A {@code String} is created when it is first asked for. */
final class DayDictionary {

    private final int position;
    private final List<byte[]> utf8 = new ArrayList<>();
    private String[] strings = new String[0];

    /** Creates an empty dictionary at a position among the dictionaries of the day. */
    DayDictionary(int position) {
        this.position = position;
    }

    int position() {
        return position;
    }

    List<byte[]> utf8() {
        return utf8;
    }

    int size() {
        return utf8.size();
    }

    /** Adds a text and returns the new size. */
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

    /** Builds the dictionaries of a day from those of the file: each has only the texts that the day uses, in order of first use. */
    static final class Builder {

        private final Map<TextInterner, Selection> selections = new LinkedHashMap<>();

        /** Translates ids of the file to a column of the day. */
        GroupTable.Texts column(TextInterner texts, int[] idsInFile) {
            Selection selection = selections.computeIfAbsent(texts, interner -> new Selection(interner, selections.size()));
            int[] ids = new int[idsInFile.length];
            for (int group = 0; group < ids.length; group++) {
                ids[group] = selection.idInDay(idsInFile[group]);
            }
            return new GroupTable.Texts(selection.dictionary, ids);
        }

        List<DayDictionary> build() {
            return selections.values().stream().map(selection -> selection.dictionary).toList();
        }
    }

    private static final class Selection {

        private final TextInterner texts;
        private final DayDictionary dictionary;
        private final int[] idsInDay;

        Selection(TextInterner texts, int position) {
            this.texts = texts;
            this.dictionary = new DayDictionary(position);
            this.idsInDay = new int[texts.size() + 1];
        }

        int idInDay(int idInFile) {
            if (idsInDay[idInFile] == 0 && idInFile != TextInterner.NULL) {
                idsInDay[idInFile] = dictionary.add(texts.text(idInFile));
            }
            return idsInDay[idInFile];
        }
    }
}
