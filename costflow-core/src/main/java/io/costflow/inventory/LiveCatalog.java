package io.costflow.inventory;

import io.costflow.database.Database;
import io.costflow.database.SqlErrorClass;
import io.costflow.database.SqlStates;
import io.costflow.database.TableRights;
import io.costflow.database.UnreadableTablesException;
import io.costflow.day.LakeFile;
import io.costflow.day.OutputPeriod;
import io.costflow.day.PublishedState;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.provider.WantedOutputs;
import io.costflow.publish.StatementChains;
import io.costflow.publish.StatusTable;
import io.costflow.publish.StatusTable.Refusal;
import io.costflow.publish.Table;
import io.costflow.publish.TenantLocks;
import io.costflow.publish.WriteRule;
import io.costflow.reference.Deliveries;
import io.costflow.reference.FoundSources;
import io.costflow.reference.ManifestTables;
import io.costflow.reference.ReferenceCatalog;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SourceDirectory;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import io.costflow.settings.DayRange;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real lake and the real database. */
final class LiveCatalog implements InventoryCatalog {

    private static final long serialVersionUID = 1L;
    private static final int LISTINGS_AT_ONCE = 8;
    private static final Logger LOG = LoggerFactory.getLogger(LiveCatalog.class);

    private final Settings settings;
    private final SourceDirectory directory;
    private final ReferenceCatalog referenceCatalog;
    private final WantedOutputs outputs;
    private transient Database database;
    private transient FileDaysMemory memory;
    private transient RowRecount recount;
    private transient ShadowRecount shadows;
    private transient Handovers handovers;
    private transient Surveyor surveyor;
    private transient ListedMonths listedMonths;
    private transient TenantLocks locks;
    /** The tenants that the last poll has left out. */
    private HashSet<String> leftOutBefore = new HashSet<>();
    /** The sources that each tenant was last known to have. */
    private final HashMap<String, List<SourceSettings>> sourcesBefore = new HashMap<>();

    LiveCatalog(Settings settings) {
        this.settings = settings;
        this.directory = Providers.directory();
        this.referenceCatalog = Providers.references(settings);
        this.outputs = new WantedOutputs(settings.run(), settings.sources());
    }

    private record Tables(
            List<SourceSettings> sources,
            Deliveries deliveries,
            PublishedDays published,
            Map<String, ReferenceSnapshot> references,
            Map<String, Map<String, Map<String, SourceMode>>> modes,
            Map<String, String> leftOut,
            Set<String> recovered) {}

    /** What the tables of one tenant say. */
    private record TenantTables(
            Map<OutputPeriod, PublishedState> days,
            long largestRevision,
            Map<String, StatusTable.Standing> standings,
            Map<OutputPeriod, Refusal> refused,
            ReferenceSnapshot reference,
            Map<String, Map<String, SourceMode>> modes) {}

    @Override
    public Look look(Set<String> known, Set<SourceMonth> changing) throws IOException, InterruptedException {
        LakeFileSystem.reachFromJobManager(settings.lake());
        DayRange window = settings.window().on(LocalDate.now(ZoneOffset.UTC));
        if (settings.run().inventory().createsReportPeriods()) {
            new ReportPeriods(settings, database()).create();
        }
        Tables tables = database().read(connection -> tables(connection, window, known));
        leftOutBefore = new HashSet<>(tables.leftOut().keySet());
        List<SourceSettings> served = tables.sources().stream().filter(source -> !leftOutBefore.contains(source.tenant())).toList();
        sourcesBefore.putAll(byTenant(served));
        if (known.isEmpty() || recount == null) { // an enumerator that begins counts everything
            recount = new RowRecount(settings, database());
            shadows = new ShadowRecount(settings, database());
            handovers = new Handovers(settings.run().isContinuous() ? WriteRule.of(settings.serve()) : WriteRule.ALWAYS);
            forgetListings();
        }
        listedMonths().heard(tables.deliveries());
        RowFindings rows = recount.findings(served, window, Instant.now()).withDue(handovers.since(served, tables.modes(), window));
        if (settings.run().isContinuous()) {
            rows = rows.with(shadows.findings(served, tables.modes(), window, Instant.now()));
        }
        tables.published().days().keySet().removeAll(rows.gone());
        List<SourceSettings> listed = tables.sources().stream().filter(source -> !isFrozen(source, tables)).toList();
        if (!settings.run().inventory().isOurs()) {
            return found(window, list(listed, window, changing), tables, rows, Surveyed.NOTHING);
        }
        Listing listing = list(surveyor().linked(listed), window, changing);
        Surveyed surveyed = surveyor().survey(listing, window);
        return found(window, surveyed.links() == 0 ? listing : linked(listing), tables, rows, surveyed);
    }

    private Look found(DayRange window, Listing listing, Tables tables, RowFindings rows, Surveyed surveyed) {
        return new Look(
                window, withoutFiles(listing, tables, window), tables.published(), tables.references(), rows, tables.leftOut(), tables.recovered(), surveyed,
                contended(tables));
    }

    /** Two jobs that serve one tenant publish its days in turn, each what the other has published already. */
    private Map<String, String> contended(Tables tables) {
        return !settings.run().isContinuous() ? Map.of() : locks().contended(tables.sources().stream().map(SourceSettings::tenant).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The listing with the links that the survey has found. Of a cluster that runs on a cloud, more may be read. */
    private Listing linked(Listing listing) throws IOException, InterruptedException {
        List<SourceSettings> sources = listing.months().stream().map(SourceMonth::source).distinct().toList();
        Map<String, SourceSettings> linked = surveyor().linked(sources).stream().collect(Collectors.toMap(SourceSettings::uuid, source -> source));
        Map<SourceMonth, List<LakeFile>> files = new LinkedHashMap<>();
        Map<SourceMonth, String> failed = new LinkedHashMap<>();
        listing.failed().forEach((month, reason) -> failed.put(new SourceMonth(linked.get(month.source().uuid()), month.month()), reason));
        int again = 0;
        for (Map.Entry<SourceMonth, List<LakeFile>> before : listing.files().entrySet()) {
            SourceMonth month = new SourceMonth(linked.get(before.getKey().source().uuid()), before.getKey().month());
            boolean known = month.equals(before.getKey());
            again += known ? 0 : 1;
            try {
                files.put(month, known ? before.getValue() : list(month));
            } catch (IOException e) {
                failed.put(month, String.valueOf(e.getMessage()));
            }
        }
        return new Listing(listing.at(), files, failed, listing.complete(), listing.listed() + again);
    }

    private Surveyor surveyor() {
        if (surveyor == null) {
            surveyor = new Surveyor(settings, database(), budget(), outputs);
        }
        return surveyor;
    }

    /** A run that goes on leaves a tenant alone whose tables cannot be used. One that ends names each of its days, so it has to know them. */
    private boolean isFrozen(SourceSettings source, Tables tables) {
        return settings.run().isContinuous() && tables.leftOut().containsKey(source.tenant());
    }

    private Listing withoutFiles(Listing listing, Tables tables, DayRange window) {
        Map<SourceMonth, String> failed = new LinkedHashMap<>(listing.failed());
        for (SourceSettings source : tables.sources()) {
            if (isFrozen(source, tables)) {
                window.months().forEach(month -> failed.put(new SourceMonth(source, month), tables.leftOut().get(source.tenant())));
            }
        }
        return new Listing(listing.at(), listing.files(), failed, listing.complete(), listing.listed());
    }

    private Tables tables(Connection connection, DayRange window, Set<String> known) throws SQLException {
        FoundSources found = directory.find(settings, connection);
        Map<String, String> leftOut = new TreeMap<>(found.unreadable());
        Map<OutputPeriod, PublishedState> days = new HashMap<>();
        Map<String, StatusTable.Standing> standings = new HashMap<>();
        Map<OutputPeriod, Refusal> refused = new HashMap<>();
        Map<String, ReferenceSnapshot> references = new HashMap<>();
        Map<String, Map<String, Map<String, SourceMode>>> modes = new HashMap<>();
        long largestRevision = 0;
        for (Map.Entry<String, List<SourceSettings>> tenant : byTenant(found.sources()).entrySet()) {
            Set<String> knownOfTenant = leftOutBefore.contains(tenant.getKey()) ? Set.of() : known;
            try {
                TenantTables tables = Database.ofTenant(connection, one -> tables(one, tenant.getKey(), tenant.getValue(), window, knownOfTenant));
                days.putAll(tables.days());
                standings.putAll(tables.standings());
                refused.putAll(tables.refused());
                references.put(tenant.getKey(), tables.reference());
                modes.put(tenant.getKey(), tables.modes());
                largestRevision = Math.max(largestRevision, tables.largestRevision());
                if (settings.run().isContinuous() && !StatusTable.isWritable(connection, tenant.getKey())) {
                    leftOut.put(tenant.getKey(), "The role " + settings.database().user() + " lacks rights on " + StatusTable.NAME
                            + ", or may not create it; ./costflow doctor names the statement.");
                }
            } catch (UnreadableTablesException e) {
                leftOut.put(tenant.getKey(), e.getMessage());
            }
        }
        List<SourceSettings> sources = new ArrayList<>(found.sources());
        // of a tenant whose sources cannot be discovered now, those of before are not taken for removed
        found.unreadable().keySet().forEach(tenant -> sources.addAll(sourcesBefore.getOrDefault(tenant, List.of())));
        Set<String> recovered = new HashSet<>(leftOutBefore);
        recovered.removeAll(leftOut.keySet());
        Deliveries deliveries = settings.run().isContinuous() ? ManifestTables.read(connection) : Deliveries.NONE;
        return new Tables(sources, deliveries, new PublishedDays(days, largestRevision, standings, refused), references, modes, leftOut, recovered);
    }

    private static Map<String, List<SourceSettings>> byTenant(List<SourceSettings> sources) {
        return sources.stream().collect(Collectors.groupingBy(SourceSettings::tenant, TreeMap::new, Collectors.toList()));
    }

    private TenantTables tables(Connection connection, String tenant, List<SourceSettings> sources, DayRange window, Set<String> known) throws SQLException {
        Map<OutputPeriod, PublishedState> days = new HashMap<>();
        for (SourceSettings source : sources.stream().filter(source -> !known.contains(source.uuid())).toList()) {
            for (Output output : Providers.of(source).outputs()) {
                if (output.byDefault()) {
                    StatusTable.adopt(connection, tenant, source.uuid(), output.id());
                }
            }
            days.putAll(StatusTable.read(connection, tenant, source.uuid(), window.from(), window.to()));
        }
        Map<OutputPeriod, Refusal> refused = StatusTable.refused(connection, tenant, window.from(), window.to());
        refused.keySet().removeAll(stillMissing(connection, tenant, refused));
        return new TenantTables(days, StatusTable.largestRevision(connection, tenant), StatusTable.standings(connection, tenant, window.from(), window.to()),
                refused, referenceCatalog.snapshot(connection, tenant), StatementChains.modes(connection, tenant));
    }

    /** The refused days of outputs whose tables, or rights on them, are missing still: it is of no use to compute them. */
    private static Set<OutputPeriod> stillMissing(Connection connection, String tenant, Map<OutputPeriod, Refusal> refused) throws SQLException {
        Set<OutputPeriod> missing = new HashSet<>();
        refused.forEach((period, refusal) -> {
            if (SqlStates.of(refusal.sqlState()).errorClass() == SqlErrorClass.MISSING) {
                missing.add(period);
            }
        });
        for (Output output : Providers.outputs()) {
            List<String> names = output.tables().stream().map(Table::name).toList();
            if (missing.stream().anyMatch(period -> period.output().equals(output.id())) && TableRights.areWritable(connection, tenant, names)) {
                missing.removeIf(period -> period.output().equals(output.id()));
            }
        }
        return missing;
    }

    /** Lists the months that are due. The others have the files of their last listings. */
    private Listing list(List<SourceSettings> sources, DayRange window, Set<SourceMonth> changing) throws IOException, InterruptedException {
        Instant at = Instant.now();
        List<SourceMonth> months = sources.stream().flatMap(source -> SourceMonth.of(source, window).stream()).toList();
        Set<SourceMonth> due = listedMonths().due(months, changing);
        Map<SourceMonth, List<LakeFile>> before = new HashMap<>();
        months.forEach(month -> before.put(month, listedMonths().files(month)));
        ExecutorService listers = Executors.newFixedThreadPool(LISTINGS_AT_ONCE);
        try {
            Map<SourceMonth, Future<List<LakeFile>>> listings = new LinkedHashMap<>();
            due.forEach(month -> listings.put(month, listers.submit(() -> list(month))));
            if (!due.isEmpty() && fail(listings.values())) {
                listedMonths().other(months, due).ifPresent(month -> listings.put(month, listers.submit(() -> list(month))));
            }
            return collect(at, months, listings, before, changing);
        } finally {
            listers.shutdownNow();
        }
    }

    /** Whether all of them fail: then the listing of another month shows whether the lake is away, or these months alone cannot be listed. */
    private static boolean fail(Collection<Future<List<LakeFile>>> listings) throws InterruptedException {
        for (Future<List<LakeFile>> listing : listings) {
            try {
                listing.get();
                return false;
            } catch (ExecutionException e) {
                // what it is about is collected later
            }
        }
        return true;
    }

    /** A month that cannot be listed does not stop the others, unless none can. */
    private Listing collect(
            Instant at, List<SourceMonth> months, Map<SourceMonth, Future<List<LakeFile>>> listings, Map<SourceMonth, List<LakeFile>> before, Set<SourceMonth> changing)
            throws IOException, InterruptedException {
        Map<SourceMonth, List<LakeFile>> files = new LinkedHashMap<>();
        Map<SourceMonth, String> failed = new LinkedHashMap<>();
        Set<String> changed = new HashSet<>();
        for (SourceMonth month : months) {
            Future<List<LakeFile>> listing = listings.get(month);
            if (listing == null) {
                files.put(month, before.get(month));
                continue;
            }
            try {
                files.put(month, listing.get());
                if (changing.contains(month) || files.get(month) != before.get(month)) {
                    changed.add(month.source().uuid());
                }
            } catch (ExecutionException e) {
                failed.put(month, String.valueOf(e.getCause().getMessage()));
                if (failed.size() == months.size()) {
                    throw new IOException(e.getCause().getMessage(), e.getCause());
                }
            }
        }
        return new Listing(at, files, failed, complete(changed), listings.size());
    }

    /** The sources among these of which koku has written all files, so that these need not settle. */
    private Set<String> complete(Set<String> sources) {
        if (listedMonths().complete(sources).isEmpty()) {
            return Set.of();
        }
        try {
            return listedMonths().complete(sources, database().readAtOnce(ManifestTables::read));
        } catch (IOException | IllegalStateException e) {
            LOG.debug("koku's manifests could not be read after a listing, whose changes settle.", e);
            return Set.of();
        }
    }

    @Override
    public List<LakeFile> list(SourceMonth month) throws IOException, InterruptedException {
        long began = listedMonths().begin();
        List<LakeFile> files = new LakeLister(new LakeLayout(settings.lake().root()), budget(), settings.run().overlap(), outputs).list(month);
        return listedMonths().listed(month, began, files);
    }

    private synchronized ListedMonths listedMonths() {
        if (listedMonths == null) {
            listedMonths = new ListedMonths(settings.continuous().fullListing(), System::nanoTime);
        }
        return listedMonths;
    }

    private synchronized void forgetListings() {
        listedMonths = null;
    }

    private synchronized TenantLocks locks() {
        if (locks == null) {
            locks = new TenantLocks(settings.database());
        }
        return locks;
    }

    private synchronized Database database() {
        if (database == null) {
            database = Database.keepingConnection(settings.database());
        }
        return database;
    }

    @Override
    public synchronized void close() {
        if (database != null) {
            database.close();
        }
        if (locks != null) {
            locks.close();
            locks = null;
        }
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
            memory = new FileDaysMemory(database());
        }
        return memory;
    }

    /** A run that goes on looks again anyway. */
    private Duration budget() {
        Duration budget = settings.run().readBudget();
        return settings.run().isContinuous() && settings.continuous().poll().compareTo(budget) < 0 ? settings.continuous().poll() : budget;
    }
}
