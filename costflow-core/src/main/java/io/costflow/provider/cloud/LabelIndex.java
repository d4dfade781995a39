package io.costflow.provider.cloud;

import io.costflow.provider.openshift.ClusterRow;
import io.costflow.provider.openshift.LabelTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds rows by a piece of their label text. A piece that is one label, as nearly all are, is looked up; any other, and every piece in texts with escapes, is
 * looked for in each distinct text.
 */
final class LabelIndex {

    private final Map<String, List<ClusterRow>> rowsByText = new LinkedHashMap<>();
    private final Map<String, List<String>> textsByLabel = new HashMap<>();
    private final List<String> textsWithEscapes = new ArrayList<>();
    private final Map<String, List<ClusterRow>> found = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    /** Whether a text is met for the first time. */
    boolean isNew(String text) {
        return seen.add(text);
    }

    void add(String text, ClusterRow row, LabelTexts texts) {
        if (text == null) {
            return;
        }
        List<ClusterRow> rows = rowsByText.get(text);
        if (rows == null) {
            rows = new ArrayList<>();
            rowsByText.put(text, rows);
            if (text.indexOf('\\') >= 0) {
                textsWithEscapes.add(text);
            } else {
                texts.labels(text).asMap().forEach((key, value) ->
                        textsByLabel.computeIfAbsent(label(key, value), label -> new ArrayList<>()).add(text));
            }
        }
        rows.add(row);
    }

    /** The rows whose label text has the piece in it. */
    List<ClusterRow> rowsWith(String piece) {
        return found.computeIfAbsent(piece, this::find);
    }

    private List<ClusterRow> find(String piece) {
        List<ClusterRow> rows = new ArrayList<>();
        if (isOneLabel(piece)) {
            textsByLabel.getOrDefault(piece, List.of()).forEach(text -> rows.addAll(rowsByText.get(text)));
            textsWithEscapes.stream().filter(text -> text.contains(piece)).forEach(text -> rows.addAll(rowsByText.get(text)));
        } else {
            rowsByText.forEach((text, withText) -> {
                if (text.contains(piece)) {
                    rows.addAll(withText);
                }
            });
        }
        return rows;
    }

    /** Whether a piece is {@code "key":"value"} without anything that could stand elsewhere in a text without escapes. */
    private static boolean isOneLabel(String piece) {
        int middle = piece.indexOf("\":\"");
        return middle > 0
                && piece.indexOf('\\') < 0
                && piece.startsWith("\"")
                && piece.endsWith("\"")
                && piece.indexOf('"', 1) == middle
                && piece.indexOf('"', middle + 3) == piece.length() - 1;
    }

    private static String label(String key, String value) {
        return "\"" + key + "\":" + (value == null ? "null" : "\"" + value + "\"");
    }
}
