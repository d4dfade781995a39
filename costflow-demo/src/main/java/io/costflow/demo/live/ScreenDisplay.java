package io.costflow.demo.live;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Paints each picture over the one before. The last one stays when nothing more comes. */
final class ScreenDisplay implements Display {
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";

    private final PrintWriter terminal;
    private final int columns;
    private int painted;

    /** @param columns how wide the terminal is */
    ScreenDisplay(PrintWriter terminal, int columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    @Override
    public void show(Picture picture) {
        List<String> lines = Frame.lines(picture, columns);
        StringBuilder text = new StringBuilder(painted == 0 ? "" : UP.formatted(painted) + "\r");
        for (String line : lines) {
            text.append(Ansi.ON.string(line)).append(CLEAR_TO_END_OF_LINE).append('\n');
        }
        terminal.print(text);
        terminal.flush();
        painted = lines.size();
    }
}
