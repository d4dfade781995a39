package io.costflow.inventory;

import io.costflow.database.Database;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.PublishedState;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.provider.WantedOutputs;
import io.costflow.publish.StatusTable;
import io.costflow.reference.ReferenceCatalog;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SourceDirectory;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.settings.DayRange;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** The real lake and the real database. */
final class LiveCatalog implements InventoryCatalog {

    private static final long serialVersionUID = 1L;
    private static final int LISTINGS_AT_ONCE = 8;

    private final Settings settings;
    private final SourceDirectory directory;
    private final ReferenceCatalog referenceCatalog;
    private final WantedOutputs outputs;
    private transient FileDaysMemory memory;
    private transient RowRecount recount;

    LiveCatalog(Settings settings) {
        this.settings = settings;
        this.directory = Providers.directory();
        this.referenceCatalog = Providers.references(settings);
        this.outputs = new WantedOutputs(settings.run(), settings.sources());
    }

    private record Tables(List<SourceSettings> sources, PublishedDays published, Map<String, ReferenceSnapshot> references) {}

    @Override
    public Look look(Set<String> known) throws IOException, InterruptedException {
        LakeFileSystem.reachFromJobManager(settings.lake());
        DayRange window = settings.window().on(LocalDate.now(ZoneOffset.UTC));
        Tables tables = new Database(settings.database()).read(connection -> tables(connection, window, known));
        if (known.isEmpty() || recount == null) { // an enumerator that begins counts everything
            recount = new RowRecount(settings);
        }
        RowFindings rows = recount.findings(tables.sources(), window, Instant.now());
        tables.published().days().keySet().removeAll(rows.gone());
        return new Look(window, list(tables.sources(), window), tables.published(), tables.references(), rows);
    }

    private Tables tables(Connection connection, DayRange window, Set<String> known) throws SQLException {
        List<SourceSettings> sources = directory.sources(settings, connection);
        Map<OutputPeriod, PublishedState> days = new HashMap<>();
        Map<String, StatusTable.Standing> standings = new HashMap<>();
        long largestRevision = 0;
        for (SourceSettings source : sources.stream().filter(source -> !known.contains(source.uuid())).toList()) {
            for (Output output : Providers.of(source).outputs()) {
                if (output.byDefault()) {
                    StatusTable.adopt(connection, source.tenant(), source.uuid(), output.id());
                }
            }
            days.putAll(StatusTable.read(connection, source.tenant(), source.uuid(), window.from(), window.to()));
        }
        for (String tenant : sources.stream().map(SourceSettings::tenant).distinct().toList()) {
            largestRevision = Math.max(largestRevision, StatusTable.largestRevision(connection, tenant));
            standings.putAll(StatusTable.standings(connection, tenant, window.from(), window.to()));
        }
        Map<String, ReferenceSnapshot> references =
                referenceCatalog.snapshots(connection, sources).stream().collect(Collectors.toMap(ReferenceSnapshot::tenant, snapshot -> snapshot));
        return new Tables(sources, new PublishedDays(days, largestRevision, standings), references);
    }

    private Listing list(List<SourceSettings> sources, DayRange window) throws IOException, InterruptedException {
        Instant at = Instant.now();
        ExecutorService listers = Executors.newFixedThreadPool(LISTINGS_AT_ONCE);
        try {
            Map<SourceMonth, Future<List<LakeFile>>> listings = new LinkedHashMap<>();
            for (SourceSettings source : sources) {
                for (YearMonth month : window.months()) {
                    SourceMonth sourceMonth = new SourceMonth(source, month);
                    listings.put(sourceMonth, listers.submit(() -> list(sourceMonth)));
                }
            }
            return collect(at, listings);
        } finally {
            listers.shutdownNow();
        }
    }

    /** A month that cannot be listed does not stop the others, unless none can. */
    private Listing collect(Instant at, Map<SourceMonth, Future<List<LakeFile>>> listings) throws IOException, InterruptedException {
        Map<SourceMonth, List<LakeFile>> files = new LinkedHashMap<>();
        Map<SourceMonth, String> failed = new LinkedHashMap<>();
        for (Map.Entry<SourceMonth, Future<List<LakeFile>>> listing : listings.entrySet()) {
            try {
                files.put(listing.getKey(), listing.getValue().get());
            } catch (ExecutionException e) {
                failed.put(listing.getKey(), String.valueOf(e.getCause().getMessage()));
                if (failed.size() == listings.size()) {
                    throw new IOException(e.getCause().getMessage(), e.getCause());
                }
            }
        }
        return new Listing(at, files, failed);
    }

    @Override
    public List<LakeFile> list(SourceMonth month) throws IOException, InterruptedException {
        return new LakeLister(new LakeLayout(settings.lake().root()), budget(), settings.run().overlap(), outputs).list(month);
    }

    @Override
    public Map<LakeFile, SortedSet<Long>> recall(Collection<SourceMonth> months) {
        return memory().recall(months);
    }

    @Override
    public void remember(SourceMonth month, Map<LakeFile, SortedSet<Long>> found, Collection<LakeFile> listed) {
        memory().remember(month, found, listed);
    }

    private synchronized FileDaysMemory memory() {
        if (memory == null) {
            memory = new FileDaysMemory(new Database(settings.database()));
        }
        return memory;
    }

    /** A run that goes on looks again anyway. */
    private Duration budget() {
        Duration budget = settings.run().readBudget();
        return settings.run().isContinuous() && settings.continuous().poll().compareTo(budget) < 0 ? settings.continuous().poll() : budget;
    }
}
