package io.costflow.job;

import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What a run did.
 *
 * @param reports the outcome of each day
 * @param files how many files were read
 * @param rowsRead how many line items they had
 * @param emptySources a sentence for each source that has no file in the window
 * @param warnings full sentences about what is odd but no error, such as a published day without files
 * @param notes full sentences about what is in order, such as an output that is not published
 * @param stages how long each stage took, in the order in which they are shown
 */
public record RunResult(
        List<DayReport> reports, long files, long rowsRead, List<String> emptySources, List<String> warnings, List<String> notes, Map<String, Duration> stages) {

    /** Of a run whose results are not collected here. */
    static final RunResult NOTHING = new RunResult(List.of(), 0, 0, List.of(), List.of(), List.of(), Map.of());

    /** The days that ended like this. */
    public List<DayReport> days(Outcome outcome) {
        return reports.stream().filter(report -> report.outcome() == outcome).toList();
    }

    /** The sum of a count over all days. */
    public long sum(ToLongFunction<DayReport> count) {
        return reports.stream().mapToLong(count).sum();
    }
}
