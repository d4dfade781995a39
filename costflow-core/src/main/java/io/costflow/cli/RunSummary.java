package io.costflow.cli;

import io.costflow.job.RunResult;
import io.costflow.day.HeldBack;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints how a run ended for people: the numbers on the output, warnings and held-back days on the error output. */
final class RunSummary {

    private static final int HELD_BACK_SHOWN = 20;

    private RunSummary() {}

    /** Prints the numbers, or that there was nothing to do. */
    static void print(RunResult result, PrintWriter out) {
        if (isNothing(result)) {
            int days = result.reports().size();
            out.println(String.format(Locale.ROOT, days == 1 ? "Nothing to do: %,d day is as it was." : "Nothing to do: %,d days are as they were.", days));
            out.flush();
            return;
        }
        line(out, "Files read", "%,d", result.files());
        line(out, "Rows read", "%,d", result.rowsRead());
        line(out, "Rows", "%,d written, %,d deleted, %,d kept", result.sum(DayReport::written), result.sum(DayReport::deleted), result.sum(DayReport::kept));
        int superseded = result.days(Outcome.SUPERSEDED).size();
        int notWritten = result.days(Outcome.NOT_WRITTEN).size();
        line(out, "Days", "%,d published, %,d unchanged, %,d held back%s", result.days(Outcome.PUBLISHED).size(), result.days(Outcome.UNCHANGED).size(),
                result.days(Outcome.HELD_BACK).size(),
                (superseded == 0 ? "" : String.format(Locale.ROOT, ", %,d already newer", superseded))
                        + (notWritten == 0 ? "" : String.format(Locale.ROOT, ", %,d computed and not written", notWritten)));
        if (!result.stages().isEmpty()) {
            line(out, "Seconds", "%s", result.stages().entrySet().stream().map(stage -> stage.getKey() + " " + seconds(stage.getValue()))
                    .collect(Collectors.joining(", ")));
        }
        out.flush();
    }

    /** Whether every day was found as it was published, without reading a file. */
    private static boolean isNothing(RunResult result) {
        boolean unchanged = !result.reports().isEmpty() && result.days(Outcome.UNCHANGED).size() == result.reports().size();
        return unchanged && result.files() == 0 && result.rowsRead() == 0;
    }

    /**
     * Prints what is odd or wrong.
     *
     * @param emptyFails whether sources without files are a failure
     */
    static void printOddities(RunResult result, boolean emptyFails, PrintWriter error) {
        result.emptySources().forEach(source -> error.println(emptyFails
                ? "No files: " + oneLine(source) + " If there should be none, add --allow-empty." : "Warning: " + oneLine(source)));
        List<DayReport> heldBack = result.days(Outcome.HELD_BACK);
        result.notes().forEach(note -> error.println("Note: " + oneLine(note)));
        result.warnings().forEach(warning -> error.println("Warning: " + oneLine(warning)));
        heldBack.stream().limit(HELD_BACK_SHOWN).forEach(report -> error.println(heldBack(report)));
        if (heldBack.size() > HELD_BACK_SHOWN) {
            List<DayReport> others = heldBack.subList(HELD_BACK_SHOWN, heldBack.size());
            String tables = others.stream().map(report -> report.period().tenant() + ".costflow_status").distinct().sorted().collect(Collectors.joining(", "));
            error.println("and " + others.size() + " more, see " + tables);
        }
        error.flush();
    }

    static String heldBack(DayReport report) {
        HeldBack why = report.heldBack();
        String line = "Held back: tenant " + report.period().tenant() + ", source " + report.period().source() + ", " + report.period().output() + ", "
                + report.period().when() + ": "
                + oneLine(why.reason());
        line += why.file() == null ? "" : " File: " + why.file();
        return line + (why.column() == null ? "" : " Column: " + why.column());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }

    private static void line(PrintWriter out, String label, String format, Object... values) {
        out.println(String.format(Locale.ROOT, "%-11s", label) + String.format(Locale.ROOT, format, values));
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
