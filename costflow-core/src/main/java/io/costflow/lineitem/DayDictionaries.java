package io.costflow.lineitem;

import io.costflow.lineitem.GroupColumn.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the dictionaries of one day while its tables are made: of each column's texts only those that the day has, in the order in which they are met. */
final class DayDictionaries {

    private final Map<TextInterner, Selection> selections = new LinkedHashMap<>();

    /** The column of a table whose texts have these numbers in the whole file. */
    Texts column(TextInterner texts, int[] numbersInFile) {
        Selection selection = selections.computeIfAbsent(texts, interner -> new Selection(interner, selections.size()));
        int[] numbers = new int[numbersInFile.length];
        for (int group = 0; group < numbers.length; group++) {
            numbers[group] = selection.numberInDay(numbersInFile[group]);
        }
        return new Texts(selection.dictionary, numbers);
    }

    List<TextDictionary> dictionaries() {
        return selections.values().stream().map(selection -> selection.dictionary).toList();
    }

    private static final class Selection {

        private final TextInterner texts;
        private final TextDictionary dictionary;
        private final int[] numbersInDay;

        Selection(TextInterner texts, int place) {
            this.texts = texts;
            this.dictionary = new TextDictionary(place);
            this.numbersInDay = new int[texts.size() + 1];
        }

        int numberInDay(int numberInFile) {
            if (numbersInDay[numberInFile] == 0 && numberInFile != TextInterner.NULL) {
                numbersInDay[numberInFile] = dictionary.add(texts.text(numberInFile));
            }
            return numbersInDay[numberInFile];
        }
    }
}
