package io.costflow.job;

import io.costflow.day.SourceDay;
import io.costflow.publish.DayReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what a run that ends says of itself. */
final class CollectedRun implements RunListener {

    private final Map<SourceDay, DayReport> reports = new ConcurrentHashMap<>();
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();

    /** A day may be planned again while the job runs: what became of its newest plan counts. */
    @Override
    public void reported(DayReport report) {
        reports.merge(report.day(), report, (a, b) -> a.revision() > b.revision() ? a : b);
    }

    @Override
    public void warned(String warning) {
        warnings.add(warning);
    }

    /** What became of each day, in the order of tenants, sources and days. */
    List<DayReport> reports() {
        return reports.values().stream().sorted(Comparator.comparing(report -> report.day().toString())).toList();
    }

    List<String> warnings() {
        return new ArrayList<>(warnings);
    }
}
