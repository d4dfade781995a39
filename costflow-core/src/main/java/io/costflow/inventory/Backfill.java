package io.costflow.inventory;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.provider.CorrelatedOutput;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.settings.SourceSettings;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The days outside the window that requests ask for. They are planned and published beside the days of the window, and forgotten when they are not asked for any
 * more. A cloud's day is attributed to the clusters that have usage rows of it in the tables: the incumbent reads its own summary of the cluster there.
 *
 * @param asked the periods that are asked for
 * @param attributed the clusters' periods whose facts a cloud's day that is asked for may need
 * @param unsummarised the ones of these without rows in the tables, which are not needed
 * @param needed the periods that are asked for, and those of clusters whose facts they need
 * @param days the days of these
 * @param months the months whose folders may hold line items of these days
 */
record Backfill(
        Set<OutputPeriod> asked, Set<OutputPeriod> attributed, Set<OutputPeriod> unsummarised, Set<OutputPeriod> needed, Set<SourceDay> days, Set<SourceMonth> months) {

    /** Nothing is asked for. */
    static final Backfill NONE = new Backfill(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    /**
     * Returns what periods need.
     *
     * @param unsummarised clusters' periods without rows in the tables
     * @param sources the sources as they are known now; periods of others are left out
     */
    static Backfill of(Collection<OutputPeriod> asked, Set<OutputPeriod> unsummarised, Collection<SourceSettings> sources) {
        Set<OutputPeriod> served = new HashSet<>();
        Set<OutputPeriod> attributed = new HashSet<>();
        Set<OutputPeriod> needed = new HashSet<>();
        Set<SourceDay> days = new HashSet<>();
        Set<SourceMonth> months = new LinkedHashSet<>();
        for (OutputPeriod period : asked) {
            for (SourceSettings source : sources) {
                if (isOf(source, period)) {
                    served.add(period);
                    add(period, source, needed, days, months);
                } else if (isNeededOf(source, period)) {
                    Output facts = Providers.of(source).factsOutput().orElseThrow();
                    OutputPeriod cluster = facts.period(new SourceDay(source.tenant(), source.uuid(), period.start()));
                    attributed.add(cluster);
                    if (!unsummarised.contains(cluster)) {
                        add(cluster, source, needed, days, months);
                    }
                }
            }
        }
        return served.isEmpty() ? NONE : new Backfill(served, attributed, unsummarised, needed, days, months);
    }

    private static boolean isOf(SourceSettings source, OutputPeriod period) {
        return source.tenant().equals(period.tenant()) && source.uuid().equals(period.source());
    }

    /** Whether the period is attributed to the source, which runs on the cloud source of the period. */
    private static boolean isNeededOf(SourceSettings source, OutputPeriod period) {
        return source.tenant().equals(period.tenant()) && period.source().equals(source.infrastructure()) && Providers.output(period.output()) instanceof CorrelatedOutput;
    }

    private static void add(OutputPeriod period, SourceSettings source, Set<OutputPeriod> needed, Set<SourceDay> days, Set<SourceMonth> months) {
        needed.add(period);
        for (long day = period.start(); day <= period.to().toEpochDay(); day++) {
            days.add(new SourceDay(period.tenant(), period.source(), day));
        }
        months.addAll(new SourceMonth(source, YearMonth.from(period.from())).around());
    }

    /** The same periods, of sources whose settings may have changed. */
    Backfill of(Collection<SourceSettings> sources) {
        return asked.isEmpty() ? NONE : of(asked, unsummarised, sources);
    }

    /** Whether an output of a day is asked for, or needed for what is. */
    boolean needs(Output output, SourceDay day) {
        return needed.contains(output.period(day));
    }

    /** Whether an output of a day is needed for what is asked for, and not asked for itself. */
    boolean onlyNeeds(Output output, SourceDay day) {
        return needs(output, day) && !asked.contains(output.period(day));
    }
}
