package io.costflow.demo.live;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The days as a grid: a row for each source, a column for each day, in every cell how old the published revision is. Styles are picocli's markup. */
final class Grid {
    private static final Duration FRESH = Duration.ofSeconds(4);
    private static final DateTimeFormatter HEADER = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);
    private static final int NAME_WIDTH = 10;
    private static final int CELL_WIDTH = 6;
    private static final String NAME = "%-" + NAME_WIDTH + "s";
    private static final String CELL = "%" + (CELL_WIDTH - 1) + "s";

    private Grid() {}

    /** @param width how many columns there are */
    static List<String> lines(Picture picture, int width) {
        List<LocalDate> days = picture.days((width - NAME_WIDTH) / CELL_WIDTH);
        List<String> lines = new ArrayList<>();
        StringBuilder header = new StringBuilder(NAME.formatted(""));
        days.forEach(day -> header.append(' ').append(CELL.formatted(HEADER.format(day))));
        lines.add(header.toString());
        for (GridRow row : picture.rows()) {
            StringBuilder line = new StringBuilder(NAME.formatted(row.name()));
            days.forEach(day -> line.append(' ').append(cell(picture, row, day)));
            lines.add(line.toString());
        }
        return lines;
    }

    private static String cell(Picture picture, GridRow row, LocalDate day) {
        DayState state = picture.state(row, day);
        if (state.isHeldBack()) {
            return styled("bold,fg(white),bg(red)", "HELD");
        }
        if (picture.isAwaited(row, day)) {
            return styled("fg(yellow)", "wait");
        }
        if (!state.isPublished()) {
            return styled("faint", ".");
        }
        Duration age = Duration.between(state.publishedAt(), picture.now());
        return age.compareTo(FRESH) < 0 ? styled("bold,fg(black),bg(green)", "now") : styled("fg(green)", text(age));
    }

    private static String styled(String style, String text) {
        return "@|" + style + " " + CELL.formatted(text) + "|@";
    }

    private static String text(Duration age) {
        long seconds = age.toSeconds();
        return seconds < 60 ? seconds + "s" : seconds < 3600 ? seconds / 60 + "m" : seconds / 3600 + "h";
    }
}
