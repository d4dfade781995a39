package io.costflow.inventory;

import io.costflow.database.Database;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.publish.ComparisonTable;
import io.costflow.publish.RowCounts;
import io.costflow.publish.SourceModes;
import io.costflow.publish.Table;
import io.costflow.publish.TableVersions;
import io.costflow.publish.TableVersions.Day;
import io.costflow.publish.TableVersions.Version;
import io.costflow.publish.WriteRule;
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
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the periods of outputs in mode shadow that are to be compared: another program has changed their rows since they were compared, has left them alone for
 * one interval, and is not summarising their source.
 */
final class ShadowRecount {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowRecount.class);

    private record TableMonth(String tenant, String table, YearMonth month) {}

    private record PeriodTable(OutputPeriod period, String table) {}

    /** The version of rows that were to be compared, and when that was. */
    private record HandedOut(String version, Instant at) {}

    /** The versions of a month of a table, and what changed whenever the table did. */
    private record Known(String changes, Set<String> sources, Map<Day, Version> versions) {}

    /** After how many intervals rows are to be compared again that have no comparison yet: it may have failed. */
    private static final int AGAIN_AFTER = 4;

    private final Settings settings;
    private final Database database;
    private final WriteRule rule;
    private final Duration interval;
    private final Map<TableMonth, Known> known = new HashMap<>();
    private Map<PeriodTable, String> before = new HashMap<>();
    /** What was handed out to be compared: it is not handed out again for a while if it is as it was. */
    private final Map<PeriodTable, HandedOut> handedOut = new HashMap<>();
    private Instant next = Instant.MIN;
    private ShadowFindings last = ShadowFindings.NONE;

    ShadowRecount(Settings settings, Database database) {
        this.database = database;
        this.settings = settings;
        this.rule = WriteRule.of(settings.serve());
        this.interval = settings.continuous().recount();
    }

    /**
     * Compares versions if it is time for that, else repeats what was found last.
     *
     * @param modes who writes what, by tenant, source and output
     */
    ShadowFindings findings(List<SourceSettings> sources, Map<String, Map<String, Map<String, SourceMode>>> modes, DayRange window, Instant now) {
        if (now.isBefore(next)) {
            return last.repeated();
        }
        next = now.plus(interval);
        Round round = new Round(sources, modes, window, now);
        Map<String, List<SourceSettings>> byTenant = sources.stream().collect(Collectors.groupingBy(SourceSettings::tenant, TreeMap::new, Collectors.toList()));
        try {
            database.changeOneByOne(connection -> {
                RunningSummaries running = RunningSummaries.read(connection);
                for (Map.Entry<String, List<SourceSettings>> tenant : byTenant.entrySet()) {
                    round.look(connection, tenant.getKey(), tenant.getValue(), running);
                }
                return round;
            });
        } catch (IOException | IllegalStateException failure) {
            LOG.warn("The rows of sources in mode shadow could not be looked at; the next time is in {} s. The reason: {}", interval.toSeconds(), failure.getMessage());
            return last.repeated();
        }
        before = round.versions;
        handedOut.keySet().retainAll(round.versions.keySet());
        known.keySet().removeIf(key -> !window.months().contains(key.month()));
        last = ShadowFindings.of(Set.copyOf(round.due), round.comparisons);
        return last;
    }

    /** One look at all tenants. */
    private final class Round {

        private final List<SourceSettings> all;
        private final Map<String, Map<String, Map<String, SourceMode>>> modes;
        private final DayRange window;
        private final Instant now;
        private final Map<PeriodTable, String> versions = new HashMap<>();
        private final Set<OutputPeriod> due = new HashSet<>();
        private final List<ComparisonTable.Row> comparisons = new ArrayList<>();

        Round(List<SourceSettings> all, Map<String, Map<String, Map<String, SourceMode>>> modes, DayRange window, Instant now) {
            this.all = all;
            this.modes = modes;
            this.window = window;
            this.now = now;
        }

        /** A tenant whose tables cannot be read does not keep others from it. */
        void look(Connection connection, String tenant, List<SourceSettings> sources, RunningSummaries running) {
            try {
                ComparisonTable.deleteOld(connection, tenant, window.from(), settings.serve().keepComparisons());
                Map<Output, Set<String>> shadowed = shadowed(modes.getOrDefault(tenant, Map.of()), sources);
                if (shadowed.isEmpty()) {
                    return;
                }
                Map<PeriodTable, String> compared = new HashMap<>();
                ComparisonTable.read(connection, tenant, window.from(), window.to()).forEach((row, version) -> {
                    boolean isShadowed = shadowed.entrySet().stream()
                            .anyMatch(entry -> entry.getKey().id().equals(row.period().output()) && entry.getValue().contains(row.period().source()));
                    if (isShadowed) {
                        compared.put(new PeriodTable(row.period(), row.table()), version);
                        comparisons.add(row);
                    }
                });
                for (Map.Entry<Output, Set<String>> entry : shadowed.entrySet()) {
                    for (Table<?> table : entry.getKey().tables()) {
                        if (!table.own()) {
                            versions(connection, tenant, entry.getKey(), table, entry.getValue()).forEach((period, version) ->
                                    evaluate(new PeriodTable(period, table.name()), version.text(), compared, running));
                        }
                    }
                }
            } catch (SQLException failure) {
                LOG.warn("The rows of sources in mode shadow of {} could not be looked at; the next time is in {} s. The reason: {}",
                        tenant, interval.toSeconds(), failure.getMessage());
            }
        }

        private void evaluate(PeriodTable key, String version, Map<PeriodTable, String> compared, RunningSummaries running) {
            versions.put(key, version);
            boolean settled = version.equals(before.get(key)) && !running.concern(key.period().source(), all);
            HandedOut last = handedOut.get(key);
            boolean waits = last != null && last.version().equals(version) && now.isBefore(last.at().plus(interval.multipliedBy(AGAIN_AFTER)));
            if (!version.equals(compared.get(key)) && settled && !waits) {
                handedOut.put(key, new HandedOut(version, now));
                due.add(key.period());
            }
        }

        private Map<Output, Set<String>> shadowed(Map<String, Map<String, SourceMode>> ofTenant, List<SourceSettings> sources) {
            Map<Output, Set<String>> shadowed = new HashMap<>();
            for (SourceSettings source : sources) {
                for (Output output : Providers.of(source).outputs()) {
                    if (SourceModes.of(ofTenant, source.uuid(), output.id()).orElse(rule.usual()) == SourceMode.SHADOW) {
                        shadowed.computeIfAbsent(output, some -> new HashSet<>()).add(source.uuid());
                    }
                }
            }
            return shadowed;
        }

        /** The versions of all periods of the window, those without rows too. */
        private Map<OutputPeriod, Version> versions(Connection connection, String tenant, Output output, Table<?> table, Set<String> sources) throws SQLException {
            Map<OutputPeriod, Version> periods = new HashMap<>();
            for (String source : sources) {
                for (LocalDate day = window.from(); !day.isAfter(window.to()); day = day.plusDays(1)) {
                    periods.put(output.period(SourceDay.of(tenant, source, day)), Version.EMPTY);
                }
            }
            for (YearMonth month : window.months()) {
                versions(connection, tenant, table, month, sources).forEach((day, version) ->
                        periods.computeIfPresent(output.period(SourceDay.of(tenant, day.source(), day.day())), (period, other) -> other.and(version)));
            }
            return periods;
        }

        private Map<Day, Version> versions(Connection connection, String tenant, Table<?> table, YearMonth month, Set<String> sources) throws SQLException {
            TableMonth key = new TableMonth(tenant, table.name(), month);
            String changes = new RowCounts(connection, tenant).changes(table, month);
            Known last = known.get(key);
            if (last == null || changes == null || !changes.equals(last.changes()) || !last.sources().equals(sources)) {
                last = new Known(changes, sources, new TableVersions(connection, tenant).read(table, sources, month.atDay(1), month.atEndOfMonth()));
                known.put(key, last);
            }
            return last.versions();
        }
    }
}
