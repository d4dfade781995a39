package io.costflow.inventory;

import io.costflow.database.Database;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    LiveCatalog(Settings settings) {
        this.settings = settings;
    }

    private record Tables(List<SourceSettings> sources, PublishedDays published, Map<String, ReferenceSnapshot> references) {}

    @Override
    public Look look() throws IOException, InterruptedException {
        LakeFileSystem.reachFromJobManager(settings.lake());
        Tables tables = new Database(settings.database()).read(this::tables);
        return new Look(list(tables.sources()), tables.published(), tables.references());
    }

    private Tables tables(Connection connection) throws SQLException {
        List<SourceSettings> sources = SourceDirectory.sources(settings, connection);
        DayRange window = window();
        Map<SourceDay, PublishedDays.Published> days = new HashMap<>();
        long largestRevision = 0;
        for (SourceSettings source : sources) {
            StatusTable.read(connection, source.tenant(), source.uuid(), window.from(), window.to())
                    .forEach((day, published) -> days.put(
                            SourceDay.of(source.tenant(), source.uuid(), day), new PublishedDays.Published(published.fingerprint(), published.checksum())));
        }
        for (String tenant : sources.stream().map(SourceSettings::tenant).distinct().toList()) {
            largestRevision = Math.max(largestRevision, StatusTable.largestRevision(connection, tenant));
        }
        Map<String, ReferenceSnapshot> references =
                ReferenceCatalog.snapshots(connection, sources).stream().collect(Collectors.toMap(ReferenceSnapshot::tenant, snapshot -> snapshot));
        return new Tables(sources, new PublishedDays(days, largestRevision), references);
    }

    private Listing list(List<SourceSettings> sources) throws IOException, InterruptedException {
        long revision = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        ExecutorService listers = Executors.newFixedThreadPool(LISTINGS_AT_ONCE);
        try {
            Map<SourceMonth, Future<List<LakeFile>>> listings = new LinkedHashMap<>();
            for (SourceSettings source : sources) {
                for (YearMonth month : window().months()) {
                    SourceMonth sourceMonth = new SourceMonth(source, month);
                    listings.put(sourceMonth, listers.submit(() -> list(sourceMonth)));
                }
            }
            Map<SourceMonth, List<LakeFile>> files = new LinkedHashMap<>();
            for (Map.Entry<SourceMonth, Future<List<LakeFile>>> listing : listings.entrySet()) {
                files.put(listing.getKey(), listing.getValue().get());
            }
            return new Listing(revision, files);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            listers.shutdownNow();
        }
    }

    @Override
    public List<LakeFile> list(SourceMonth month) throws IOException, InterruptedException {
        return new LakeLister(new LakeLayout(settings.lake().root()), settings.run().readBudget()).list(month);
    }

    private DayRange window() {
        return settings.window().on(LocalDate.now(ZoneOffset.UTC));
    }
}
