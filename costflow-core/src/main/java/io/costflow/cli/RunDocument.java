package io.costflow.cli;

import io.costflow.day.HeldBack;
import io.costflow.job.RunResult;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bounded run for programs.
 *
 * @param status the exit status
 * @param problems what kept the run from working; null if it has worked to its end
 * @param filesRead how many files were read
 * @param rowsRead how many line items they had
 * @param rows what happened to the rows of the tables
 * @param days how days ended; a day counts once for each of its outputs
 * @param heldBack the days that were held back, and why
 * @param leftOut sentences about tenants that are not served, since the role may not use their tables; their days are not among the others
 * @param emptySources sentences about sources without any file in the window
 * @param warnings sentences about what is odd but no failure
 * @param notes sentences about what is in order, such as outputs that are not published
 * @param seconds the time spent in each stage, added up over subtasks
 */
record RunDocument(
        int status, List<String> problems, Long filesRead, Long rowsRead, Rows rows, Days days, List<Held> heldBack, List<String> leftOut, List<String> emptySources,
        List<String> warnings, List<String> notes, Map<String, Double> seconds) {

    record Rows(long written, long deleted, long kept) {}

    record Days(int published, int unchanged, int heldBack, int superseded, int notWritten) {}

    record Held(String tenant, String source, String output, String from, String to, String reason, String file, String column) {

        static Held of(DayReport report) {
            HeldBack why = report.heldBack();
            return new Held(report.period().tenant(), report.period().source(), report.period().output(), report.period().from().toString(),
                    report.period().to().toString(), why.reason(), why.file(), why.column());
        }
    }

    static RunDocument ofProblems(int status, List<String> problems) {
        return new RunDocument(status, problems, null, null, null, null, null, null, null, null, null, null);
    }

    static RunDocument of(int status, RunResult result, List<String> leftOut) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        result.stages().forEach((stage, time) -> seconds.put(stage, time.toMillis() / 1000.0));
        List<DayReport> heldBack = result.days(Outcome.HELD_BACK);
        return new RunDocument(
                status, null, result.files(), result.rowsRead(),
                new Rows(result.sum(DayReport::written), result.sum(DayReport::deleted), result.sum(DayReport::kept)),
                new Days(result.days(Outcome.PUBLISHED).size(), result.days(Outcome.UNCHANGED).size(), heldBack.size(), result.days(Outcome.SUPERSEDED).size(),
                        result.days(Outcome.NOT_WRITTEN).size()),
                heldBack.stream().map(Held::of).toList(), leftOut, result.emptySources(), result.warnings(), result.notes(), seconds);
    }
}
