package io.costflow.demo.live;

import java.util.ArrayList;
import java.util.List;

/** Text that is broken between words. */
final class Paragraph {

    private Paragraph() {}

    /** The lines of a text; a word that is longer than a line has one for itself, and its end is left out. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            String shown = word.length() > width ? word.substring(0, width - 3) + "..." : word;
            if (!line.isEmpty() && line.length() + 1 + shown.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(shown);
        }
        lines.add(line.toString());
        return lines;
    }
}
