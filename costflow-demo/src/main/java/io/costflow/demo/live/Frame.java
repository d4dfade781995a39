package io.costflow.demo.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a terminal of 24 lines shows: the grid, the sums, the change that is going on and as many earlier ones as fit. */
final class Frame {
    private static final int MOST_LINES = 23;
    private static final String LEGEND = "@|faint 42s: published 42 s ago   wait: on its way   HELD: an older one stays|@";

    private static final String TITLE = "Costflow keeps the days true";
    private static final int LONGEST_LINE = 140;

    private Frame() {}

    /**
     * The lines, with picocli's markup.
     *
     * @param columns how wide the terminal is
     */
    static List<String> lines(Picture picture, int columns) {
        int width = Math.min(columns, LONGEST_LINE) - 2;
        long seconds = picture.running().toSeconds();
        List<String> lines = new ArrayList<>();
        String running = "for " + (seconds < 60 ? "" : seconds / 60 + " min ") + seconds % 60 + " s";
        lines.add("@|bold " + TITLE + "|@" + " ".repeat(width - 1 - TITLE.length() - running.length()) + running);
        lines.add("");
        lines.addAll(Grid.lines(picture, width));
        lines.add("");
        Totals before = picture.changes().isEmpty() ? Totals.NONE : picture.latest().before().totals();
        lines.add(Sums.of(picture.tables().totals(), before));
        lines.add("");
        int last = picture.changes().size() - 1;
        for (int i = last; i >= 0; i--) {
            List<String> change = change(picture, picture.changes().get(i), i == last, width);
            if (lines.size() + change.size() > MOST_LINES - 1) {
                break;
            }
            lines.addAll(change);
        }
        while (lines.size() < MOST_LINES - 1) {
            lines.add("");
        }
        lines.add(LEGEND);
        return lines;
    }

    private static List<String> change(Picture picture, Progress progress, boolean latest, int width) {
        String number = String.format(Locale.ROOT, "%2d ", progress.number());
        String indent = " ".repeat(number.length());
        List<String> what = Paragraph.lines(progress.change().what(), width - number.length());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < what.size(); i++) {
            lines.add("@|" + (latest ? "bold " : "faint ") + (i == 0 ? number : indent) + what.get(i) + "|@");
        }
        for (String line : Paragraph.lines(Result.of(progress, picture.now()), width - number.length())) {
            lines.add("@|" + (latest ? "fg(cyan) " : "faint ") + indent + line + "|@");
        }
        return lines;
    }
}
