package io.costflow.provider.openshift;

import io.costflow.lineitem.GroupTable;

/** The names and label sets of a day as numbers. Each distinct name and label text of a table is looked at once, however many groups have it. */
final class DayNumbers {

    private final LabelTexts texts;
    private final Numbered<String> names = new Numbered<>();
    private final Numbered<LabelSet> labels = new Numbered<>();
    private final LabelMerges merges = new LabelMerges(labels);

    /** @param texts the labels that survive */
    DayNumbers(LabelTexts texts) {
        this.texts = texts;
    }

    /** The number of the name that each group of a table has in a key. */
    int[] names(GroupTable table, int key) {
        return table.numbers(key, names::number);
    }

    /** The number of the label set that each group of a table has in a key. */
    int[] labels(GroupTable table, int key) {
        return table.numbers(key, text -> labels.number(texts.labels(text)));
    }

    int number(String name) {
        return names.number(name);
    }

    int number(LabelSet set) {
        return labels.number(set);
    }

    /** The name of a number, null for NULL. */
    String name(int number) {
        return names.value(number);
    }

    /** The label set of a number, null for NULL. */
    LabelSet labelSet(int number) {
        return labels.value(number);
    }

    /** The labels, overridden by stronger ones, as {@link LabelSet#overriddenBy} says; neither may be NULL. */
    int merge(int set, int stronger) {
        return merges.merge(set, stronger);
    }
}
