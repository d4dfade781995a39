package io.costflow.job;

import io.costflow.day.OutputPeriod;
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

    private final Map<OutputPeriod, DayReport> reports = new ConcurrentHashMap<>();
    private final Queue<String> emptySources = new ConcurrentLinkedQueue<>();
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Queue<String> notes = new ConcurrentLinkedQueue<>();

    /** A day may be planned again while the job runs: the outcome of its newest plan counts. */
    @Override
    public void reported(DayReport report) {
        reports.merge(report.period(), report, (a, b) -> a.revision() > b.revision() ? a : b);
    }

    @Override
    public void warned(String warning) {
        warnings.add(warning);
    }

    @Override
    public void warnedOfEmptySource(String warning) {
        emptySources.add(warning);
    }

    @Override
    public void noted(String note) {
        notes.add(note);
    }

    /** The outcome of each day, in the order of tenants, sources and days. */
    List<DayReport> reports() {
        return reports.values().stream().sorted(Comparator.comparing(report -> report.period().toString())).toList();
    }

    List<String> emptySources() {
        return new ArrayList<>(emptySources);
    }

    List<String> warnings() {
        return new ArrayList<>(warnings);
    }

    List<String> notes() {
        return new ArrayList<>(notes);
    }
}
