package io.costflow.compare;

import io.costflow.compare.RowDifference.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is known to make the rows of the incumbent differ. docs/differences-and-losses.md has more. */
public enum Explanation {
    /** There are no rows at all. */
    NO_ROWS("The table has no rows of the day: it was not summarised yet, or its rows were deleted."),
    /** All numbers are the same multiple. */
    COUNTED_SEVERAL_TIMES("The table has a multiple of every amount: files of several manifests were added up, or files that were replaced were left behind."),
    /** Nothing but markup differs. */
    MARKUP("Only markup differs: the cost model's markup was changed after the day was summarised."),
    /** Nothing but labels and tags differs. */
    LABELS("Only labels or tags differ: tag keys were enabled or disabled, or the tag mapping was changed, after the day was summarised."),
    /** A few rows differ in their amounts only. */
    AMOUNTS("Only amounts differ: what they are shared by was counted over other days (windows), or in another order of clusters, or usage was delivered again."),
    /** The rows are older than the files. */
    NOT_SUMMARISED("koku has not summarised the day since its newest file came.");

    private static final double SAME = 1e-6;

    private final String sentence;

    Explanation(String sentence) {
        this.sentence = sentence;
    }

    /** The name in the table of comparisons. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The explanations of these names, comma-separated; a name of another version is left out. */
    static List<Explanation> ofTexts(String texts) {
        List<String> names = texts == null ? List.of() : List.of(texts.split(", "));
        return Arrays.stream(values()).filter(explanation -> names.contains(explanation.text())).toList();
    }

    /** A sentence for people. */
    public String sentence() {
        return sentence;
    }

    /**
     * What explains differences.
     *
     * @param theirRows how many rows the table has
     * @param differences all rows that differ
     */
    static List<Explanation> of(long theirRows, List<RowDifference> differences, Map<String, ComparedColumn> columns) {
        List<Explanation> found = new ArrayList<>();
        if (differences.isEmpty()) {
            return found;
        }
        if (theirRows == 0) {
            found.add(NO_ROWS);
            return found;
        }
        List<RowDifference> different = differences.stream().filter(difference -> difference.kind() == Kind.DIFFERENT).toList();
        if (different.size() < differences.size()) {
            return found;
        }
        if (areMultiples(different, columns)) {
            found.add(COUNTED_SEVERAL_TIMES);
        } else if (different.stream().allMatch(row -> row.ours().keySet().stream().allMatch(column -> columns.get(column).shared()))) {
            found.add(MARKUP);
        } else if (different.stream().allMatch(row -> row.ours().keySet().stream().allMatch(column -> columns.get(column).labels()))) {
            found.add(LABELS);
        } else if (different.stream().allMatch(row -> row.ours().keySet().stream().allMatch(column -> columns.get(column).numeric()))) {
            found.add(AMOUNTS);
        }
        return found;
    }

    /** Whether all amounts that differ are the same whole multiple of ours. */
    private static boolean areMultiples(List<RowDifference> different, Map<String, ComparedColumn> columns) {
        double factor = Double.NaN;
        for (RowDifference row : different) {
            for (Map.Entry<String, String> value : row.ours().entrySet()) {
                String theirs = row.theirs().get(value.getKey());
                if (!columns.get(value.getKey()).numeric() || value.getValue() == null || theirs == null) {
                    return false;
                }
                double ratio = Double.parseDouble(theirs) / Double.parseDouble(value.getValue());
                boolean whole = ratio > 1.5 && Math.abs(ratio - Math.rint(ratio)) <= SAME * ratio;
                if (!whole || !Double.isNaN(factor) && Math.rint(ratio) != factor) {
                    return false;
                }
                factor = Math.rint(ratio);
            }
        }
        return true;
    }
}
