package io.costflow.bench;

import io.costflow.bench.ChangeFigures.Described;
import io.costflow.bench.ChangeFigures.Latency;
import io.costflow.settings.ContinuousSettings;
import java.time.Duration;

/** What was measured of changes in a lake. */
final class ChangeTables {
    private static final double MEBIBYTE = 1L << 20;
    private static final double SETTLE = FollowingWork.PACE.toSeconds();

    private static final Duration DAY = Duration.ofDays(1);
    /** An OpenShift cluster uploads every six hours. */
    private static final int DELIVERIES_A_DAY = 4;

    private ChangeTables() {}

    /** A change, beside the least that has to be done. */
    static BenchTable change(ChangeLake lake, ChangeFigures figures) {
        BenchTable table = new BenchTable("least");
        int changes = figures.changes.size();
        table.line("sources", "%,.0f", lake.fleet().sources().size());
        table.line("days in the window, over all sources", "%,.0f", lake.sourceDays());
        table.line("first start: wall, s", "%,.1f", figures.start.wallSeconds());
        table.line("first start: CPU, s", "%,.1f", figures.start.cpuSeconds());
        table.line("first start: rows written", "%,.0f", figures.start.written());
        table.compare("days computed per changed file", "%.2f", figures.days / (double) changes, 1, Target.atMost(1));
        table.line("changed file: seen to committed, less the second to settle, s", "%.2f", figures.latency(Latency::committed) - SETTLE, Target.atMost(1));
        table.line("changed file: uploaded to seen, s", "%.2f", figures.latency(Latency::seen));
        table.line("changed file: uploaded to committed, s", "%.2f", figures.latency(change -> change.seen() + change.committed()));
        table.line("first changed file: uploaded to committed, s", "%.2f", figures.changes.get(0).seen() + figures.changes.get(0).committed());
        table.compare("objects asked for per changed file", "%.2f", figures.objects / (double) changes, 1, Target.atMost(1));
        table.line("LIST requests apart from looks per changed file", "%.2f", figures.listsApart / (double) changes);
        table.line("GET and HEAD requests per changed file", "%.2f", figures.objectRequests / (double) changes);
        table.compare("LIST requests per look", "%,.1f", figures.listsPerLook(), lake.prefixes(), Target.atMost(1));
        table.line("other requests per look at unchanged files", "%.1f", figures.idleObjectRequests / (double) figures.looks.size(), Target.atMost(0));
        table.line("look: wall, s", "%.2f", figures.lookSeconds());
        table.line("look: CPU, s", "%.2f", figures.cpuPerLook());
        table.line("heap in use, MiB", "%,.0f", figures.collected.heapBytes() / MEBIBYTE);
        table.line("peak resident, MiB", "%,.0f", figures.collected.residentBytes() / MEBIBYTE);
        return table;
    }

    /** A lake that koku's manifests describe, beside one that they do not. Requests of a day are those of the polls and deliveries that were measured, as often as a day has them. */
    static BenchTable described(ChangeLake lake, ChangeFigures undescribed, Described described) {
        BenchTable table = new BenchTable("not described");
        ContinuousSettings defaults = ContinuousSettings.DEFAULTS;
        double listsPerChange = described.lists / (double) described.seconds.size();
        double fullListings = DAY.dividedBy(defaults.fullListing()) * (double) lake.prefixes();
        double deliveries = DELIVERIES_A_DAY * lake.fleet().sources().size() * listsPerChange;
        table.line("LIST requests of polls while nothing changes", "%,.0f", described.idleLists, Target.atMost(0));
        table.line("LIST requests per delivery", "%,.1f", listsPerChange);
        table.compare("LIST requests a day, %d deliveries of each source".formatted(DELIVERIES_A_DAY), "%,.0f", fullListings + deliveries,
                DAY.dividedBy(defaults.poll()) * undescribed.listsPerLook(), Target.atMost(0.02));
        table.compare("koku's commit, or the upload, to committed, s", "%.2f", Series.median(described.seconds.stream().skip(1).mapToDouble(Double::doubleValue)),
                undescribed.latency(change -> change.seen() + change.committed()), Target.atMost(1));
        return table;
    }

    /** The same with a past outside the window, beside the window alone. */
    static BenchTable past(ChangeFigures alone, ChangeFigures withPast) {
        BenchTable table = new BenchTable("the window alone");
        table.compare("with a past: heap in use, MiB", "%,.0f", withPast.collected.heapBytes() / MEBIBYTE, alone.collected.heapBytes() / MEBIBYTE,
                Target.atMost(1.1));
        table.compare("with a past: peak resident, MiB", "%,.0f", withPast.collected.residentBytes() / MEBIBYTE, alone.collected.residentBytes() / MEBIBYTE);
        table.compare("with a past: LIST requests per look", "%,.1f", withPast.listsPerLook(), alone.listsPerLook(), Target.atMost(1));
        table.compare("with a past: look: wall, s", "%.2f", withPast.lookSeconds(), alone.lookSeconds());
        table.compare("with a past: look: CPU, s", "%.2f", withPast.cpuPerLook(), alone.cpuPerLook());
        table.compare("with a past: changed file: seen to committed, s", "%.2f", withPast.latency(Latency::committed), alone.latency(Latency::committed));
        table.compare("with a past and from a savepoint: start: wall, s", "%,.1f", withPast.start.wallSeconds(), alone.start.wallSeconds());
        table.compare("with a past and from a savepoint: start: CPU, s", "%,.1f", withPast.start.cpuSeconds(), alone.start.cpuSeconds());
        return table;
    }
}
