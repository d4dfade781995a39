package io.costflow.inventory;

import io.costflow.database.Database;
import io.costflow.database.Tables;
import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import io.costflow.provider.CorrelatedOutput;
import io.costflow.provider.Output;
import io.costflow.provider.Provider;
import io.costflow.provider.Providers;
import io.costflow.publish.RowCounts;
import io.costflow.publish.RowCounts.Counted;
import io.costflow.publish.SourceModes;
import io.costflow.publish.StatementChains;
import io.costflow.publish.StatusTable;
import io.costflow.publish.Table;
import io.costflow.publish.WriteRule;
import io.costflow.reference.ReferenceReader;
import io.costflow.reference.RunningSummaries;
import io.costflow.settings.DayRange;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the rows of published periods again and again, and finds the ones that another program has changed the number of. Only months are counted whose
 * partition was changed since. What cannot be counted is left alone until the next time.
 */
final class RowRecount {

    private static final Logger LOG = LoggerFactory.getLogger(RowRecount.class);
    private static final HeldBack UNDER_WAY = HeldBack.because("Rows of the day are gone, and koku is summarising its source now, so that rows that are put back"
            + " would be deleted again. Run again when koku's summary has ended.");

    private record OutputMonth(String tenant, String output, YearMonth month) {}

    /**
     * The counts of an output's tables in a month.
     *
     * @param changes what changes whenever one of the tables is changed, table by table, asked before they were counted
     */
    private record Counts(List<String> changes, List<Counted> counted) {

        boolean differ() {
            return !RowCounts.differing(counted).isEmpty() || counted.stream().anyMatch(known -> known.differsSince() != null);
        }
    }

    private final Settings settings;
    private final Database database;
    private final boolean continuous;
    private final Duration interval;
    private final RestorePolicy policy;
    private final Map<OutputMonth, Counts> counts = new HashMap<>();
    private Instant next = Instant.MIN;
    private RowFindings last = RowFindings.NONE;

    RowRecount(Settings settings, Database database) {
        this.database = database;
        this.settings = settings;
        this.continuous = settings.run().isContinuous();
        this.interval = settings.continuous().recount();
        this.policy = new RestorePolicy(continuous ? settings.continuous().restoreAfter() : Duration.ZERO);
    }

    /** Counts if it is time for that, else repeats what was found last. */
    RowFindings findings(List<SourceSettings> sources, DayRange window, Instant now) {
        if (now.isBefore(next)) {
            return last.repeated();
        }
        next = now.plus(interval);
        Findings found = new Findings(sources, window, now);
        try {
            database.changeOneByOne(connection -> {
                RunningSummaries running = RunningSummaries.read(connection);
                for (String tenant : sources.stream().map(SourceSettings::tenant).distinct().sorted().toList()) {
                    recount(connection, tenant, running, found);
                }
                return found;
            });
        } catch (IOException | IllegalStateException failure) {
            LOG.warn("The rows of published days could not be counted; they are counted again in {} s. The reason: {}", interval.toSeconds(), failure.getMessage());
        }
        last = found.all();
        return last;
    }

    /** A tenant whose tables cannot be counted does not keep others from it. */
    private void recount(Connection connection, String tenant, RunningSummaries running, Findings found) {
        try {
            if (!Tables.exists(connection, tenant, StatusTable.NAME)) {
                return;
            }
            StatusTable.create(connection, tenant);
            RowCounts rows = new RowCounts(connection, tenant);
            found.modes = StatementChains.modes(connection, tenant);
            for (Provider provider : Providers.all()) {
                for (Output output : provider.outputs()) {
                    Set<YearMonth> published = new TreeSet<>(rows.months(output.id()));
                    if (!published.isEmpty()) { // the tables of a provider may be there only where a tenant has such sources
                        found.gone.addAll(forgetGoneMonths(rows, provider, output, published));
                        published.retainAll(Set.copyOf(found.window.months()));
                        found.evaluate(rows, running, count(rows, tenant, output, published));
                    }
                }
            }
        } catch (SQLException failure) {
            LOG.warn("The rows of published days of {} could not be counted; they are counted again in {} s. The reason: {}",
                    tenant, interval.toSeconds(), failure.getMessage());
        }
    }

    private static List<OutputPeriod> forgetGoneMonths(RowCounts rows, Provider provider, Output output, Set<YearMonth> published) throws SQLException {
        List<OutputPeriod> gone = new ArrayList<>();
        for (YearMonth month : published) {
            for (Table<?> table : output.tables()) {
                if (rows.isGone(table, month)) {
                    gone.addAll(rows.forget(output.id(), month));
                    break;
                }
            }
        }
        boolean cloud = provider.billTable() != null;
        gone.addAll(rows.forgetMonthsWithout(
                output.id(), cloud ? provider.billTable() : ReferenceReader.REPORT_PERIODS,
                cloud ? ReferenceReader.BILLING_PERIOD_START : ReferenceReader.REPORT_PERIOD_START,
                output instanceof CorrelatedOutput ? 0 : provider.folders().neighbours()));
        for (Table<?> table : output.tables()) {
            if (table.own() && !gone.isEmpty()) {
                rows.deleteRows(table, gone);
            }
        }
        gone.stream().collect(Collectors.groupingBy(period -> period.tenant() + "/" + period.source(), TreeMap::new, Collectors.counting()))
                .forEach((source, days) -> LOG.info("{} published days of {} of {} are forgotten: koku has removed their months.", days, output.id(), source));
        return gone;
    }

    /** Counts all tables of an output in each month in which one of them was changed or was found to differ, so that the counts are of one time. */
    private List<Counted> count(RowCounts rows, String tenant, Output output, Set<YearMonth> published) throws SQLException {
        counts.keySet().removeIf(known -> known.tenant().equals(tenant) && known.output().equals(output.id()) && !published.contains(known.month()));
        List<Counted> all = new ArrayList<>();
        for (YearMonth month : published) {
            OutputMonth key = new OutputMonth(tenant, output.id(), month);
            List<String> now = new ArrayList<>();
            for (Table<?> table : output.tables()) {
                now.add(rows.changes(table, month));
            }
            Counts known = counts.get(key);
            if (known == null || now.contains(null) || !now.equals(known.changes()) || known.differ()) {
                List<Counted> counted = new ArrayList<>();
                for (Table<?> table : output.tables()) {
                    counted.addAll(rows.count(output.id(), table, month));
                }
                known = new Counts(now, counted);
                counts.put(key, known);
            }
            all.addAll(known.counted());
        }
        return all;
    }

    /** What one recount finds, tenant by tenant. */
    private final class Findings {

        private final Collection<SourceSettings> sources;
        private final Set<String> known;
        private final DayRange window;
        private final Instant now;
        private final Set<OutputPeriod> due = new HashSet<>();
        private final Map<OutputPeriod, HeldBack> heldBack = new HashMap<>();
        private final Set<OutputPeriod> gone = new HashSet<>();
        private final Set<String> warnings = new TreeSet<>();
        private int differing;
        /** Who writes what in the tenant that is counted. */
        private Map<String, Map<String, SourceMode>> modes = Map.of();

        Findings(Collection<SourceSettings> sources, DayRange window, Instant now) {
            this.sources = sources;
            this.known = sources.stream().map(SourceSettings::uuid).collect(Collectors.toSet());
            this.window = window;
            this.now = now;
        }

        void evaluate(RowCounts rows, RunningSummaries running, List<Counted> all) throws SQLException {
            Set<OutputPeriod> differ = new HashSet<>();
            for (Counted counted : RowCounts.differing(all)) {
                if (isOfWindow(counted.period()) && isOurs(counted.period())) {
                    differ.add(counted.period());
                    evaluate(rows, running, counted);
                }
            }
            for (Counted counted : all) {
                if (counted.differsSince() != null && !differ.contains(counted.period())) {
                    rows.record(counted.period(), false);
                }
            }
        }

        private void evaluate(RowCounts rows, RunningSummaries running, Counted counted) throws SQLException {
            OutputPeriod period = counted.period();
            differing++;
            if (rows.record(period, true)) {
                LOG.info("The tables hold another number of rows of {} than was published: another program has deleted or added some.", period);
            }
            boolean underWay = running.concern(period.source(), sources);
            Instant dueAt = policy.dueAt(counted, now);
            if (!continuous && underWay) {
                heldBack.put(period, UNDER_WAY);
            } else if (!underWay && !now.isBefore(dueAt)) {
                due.add(period);
                next = earlier(next, now.plus(policy.restoreAfter()));
            } else {
                next = earlier(next, underWay ? now.plus(policy.restoreAfter()) : dueAt);
            }
            if (continuous && RestorePolicy.turns(counted, now) >= RestorePolicy.TURNS) {
                warnings.add("Another program and Costflow take turns at " + period + ": its rows were put back several times within a day, and are changed"
                        + " again. Costflow waits longer each time. Find out who deletes them, such as summary tasks of koku that were left running"
                        + " (docs/operations.md).");
            } else if (continuous) {
                warnings.add("Another program has deleted or added rows of " + period.output() + " of " + period.tenant() + "/" + period.source()
                        + ". Costflow puts its days right when they have stayed like that for continuous.restore-after and koku is not summarising the source.");
            }
        }

        /** Whether Costflow writes the period by itself: what is written on request only is put back on request. */
        private boolean isOurs(OutputPeriod period) {
            WriteRule rule = continuous ? WriteRule.of(settings.serve()) : WriteRule.ALWAYS;
            return !rule.onRequest() && SourceModes.of(modes, period.source(), period.output()).orElse(rule.usual()).isWritten();
        }

        private boolean isOfWindow(OutputPeriod period) {
            return known.contains(period.source()) && period.overlaps(window.from(), window.to());
        }

        private static Instant earlier(Instant a, Instant b) {
            return a.isBefore(b) ? a : b;
        }

        RowFindings all() {
            return new RowFindings(Set.copyOf(due), Map.copyOf(heldBack), Set.copyOf(gone), differing, List.copyOf(warnings), ShadowFindings.NONE);
        }
    }
}
