package io.costflow.inventory;

import io.costflow.database.Database;
import io.costflow.database.UnreadableTablesException;
import io.costflow.day.LakeFile;
import io.costflow.day.PlannedNode;
import io.costflow.day.SourceDay;
import io.costflow.inventory.LinkFinder.Unlinked;
import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.Grouping;
import io.costflow.provider.AddedTable;
import io.costflow.provider.LinkRule;
import io.costflow.provider.Providers;
import io.costflow.provider.Report;
import io.costflow.provider.WantedOutputs;
import io.costflow.provider.openshift.ClusterObjects;
import io.costflow.provider.openshift.ClusterObjects.Machine;
import io.costflow.publish.AdvisoryLock;
import io.costflow.retry.Retry;
import io.costflow.settings.DayRange;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps koku's tables of what there is, where koku does not: the objects of clusters, the clouds that clusters run on, and the tables to which rows are only
 * added. Before the days of the window are planned, it reads a few columns of the files that it has not seen, and writes what is missing; so a day is computed
 * once, with what is stored of its nodes and clusters. What is stored wins over what is found.
 */
final class Surveyor {

    private static final Logger LOG = LoggerFactory.getLogger(Surveyor.class);

    private final Database database;
    private final Duration outageBudget;
    private final Duration readBudget;
    private final LakeLayout layout;
    private final WantedOutputs outputs;
    private final FileSurvey files;
    private final Map<String, ClusterMonth> clusters = new HashMap<>();
    private final Map<String, CloudMonth> clouds = new HashMap<>();
    private final Map<SourceMonth, Map<AddedTable, FoundRows>> added = new HashMap<>();
    /** What was written of each cluster last. */
    private final Map<String, Kept> kept = new HashMap<>();
    /** The links that were found and are not in koku's tables, by the UUID of the cluster. */
    private final Map<String, String> found = new HashMap<>();
    /** Those of them that are to be written. */
    private final Map<String, String> unsaved = new HashMap<>();
    /** What was compared last to find links, by tenant and month. */
    private final Map<String, String> compared = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    /** Tenants whose tables could not be used in this survey. */
    private final Set<String> failed = new HashSet<>();

    /**
     * What was written of a cluster.
     *
     * @param version how much of its files that covers
     * @param rows how many rows the tables had then
     */
    private record Kept(int version, long rows) {}

    /**
     * What the tables of a tenant hold.
     *
     * @param rows how many rows there are of each cluster, by its UUID
     * @param roles the roles of nodes
     * @param added the rows of tables to which rows are only added, by the source's UUID
     */
    private record Stored(Map<String, Long> rows, Map<Machine, String> roles, Map<String, Map<AddedTable, Set<List<String>>>> added) {}

    /**
     * What was found of a tenant.
     *
     * @param name its schema
     * @param clusters what is known of each cluster, in the order of the months
     * @param links the clouds of clusters that had none, by the cluster's UUID
     * @param rows what is to be in tables to which rows are only added
     */
    private record Tenant(
            String name,
            Map<SourceSettings, List<ClusterMonth>> clusters,
            Map<String, String> links,
            Map<SourceMonth, Map<AddedTable, FoundRows>> rows) {

        boolean isEmpty() {
            return clusters.isEmpty() && rows.isEmpty();
        }
    }

    /**
     * @param readBudget how long reading a file or listing a folder is retried
     * @param outputs which reports are listed anyway
     */
    Surveyor(Settings settings, Database database, Duration readBudget, WantedOutputs outputs) {
        this.database = database;
        this.outageBudget = settings.database().outageBudget();
        this.readBudget = readBudget;
        this.layout = new LakeLayout(settings.lake().root());
        this.outputs = outputs;
        this.files = new FileSurvey(readBudget);
    }

    /** The sources with the clouds that clusters run on, as far as that is known: from the configuration, else from koku's tables, else from the files. */
    List<SourceSettings> linked(List<SourceSettings> sources) throws IOException, InterruptedException {
        if (sources.stream().noneMatch(Surveyor::isUnlinked)) {
            return sources;
        }
        Set<String> known = sources.stream().map(SourceSettings::uuid).collect(Collectors.toSet());
        Map<String, String> links = new HashMap<>();
        try {
            links.putAll(database.read(connection -> new LinkTables(connection).links()));
        } catch (IllegalStateException e) {
            tell("Which clouds clusters run on cannot be read: " + e.getMessage());
        }
        found.keySet().removeAll(links.keySet());
        found.values().retainAll(known);
        links.putAll(found);
        return sources.stream()
                .map(source -> isUnlinked(source) && links.containsKey(source.uuid()) ? source.withInfrastructure(links.get(source.uuid())) : source)
                .toList();
    }

    private static boolean isUnlinked(SourceSettings source) {
        return !Providers.of(source).isCloud() && source.infrastructure() == null;
    }

    /** Surveys the files of a listing, and brings the tables up to date. */
    Surveyed survey(Listing listing, DayRange window) throws IOException, InterruptedException {
        forgetOthers(listing);
        Map<String, List<SourceMonth>> tenants = listing.months().stream()
                .sorted(Comparator.comparing(SourceMonth::month).thenComparing(SourceMonth::key))
                .collect(Collectors.groupingBy(month -> month.source().tenant(), TreeMap::new, Collectors.toList()));
        List<Tenant> surveyed = new ArrayList<>();
        int linked = 0;
        for (Map.Entry<String, List<SourceMonth>> tenant : tenants.entrySet()) {
            List<SourceMonth> months = tenant.getValue();
            surveyClusters(months, listing, window);
            surveyAddedTables(months, listing, window);
            Map<String, String> links = findLinks(tenant.getKey(), months, listing, window);
            found.putAll(links);
            unsaved.putAll(links);
            linked += links.size();
            surveyed.add(tenant(tenant.getKey(), months));
        }
        surveyed.removeIf(Tenant::isEmpty);
        failed.clear();
        Map<String, Stored> stored = new HashMap<>(read(surveyed));
        List<Tenant> changed = new ArrayList<>();
        int rows = 0;
        for (Tenant tenant : surveyed) {
            if (stored.containsKey(tenant.name())) {
                int written = write(tenant, stored.get(tenant.name()));
                rows += written;
                if (written > 0) {
                    changed.add(tenant);
                }
            }
        }
        stored.putAll(read(changed));
        Map<SourceDay, List<PlannedNode>> nodes = new HashMap<>();
        for (Tenant tenant : surveyed) {
            if (stored.containsKey(tenant.name())) {
                keep(tenant, stored.get(tenant.name()), nodes);
            }
        }
        return new Surveyed(new StoredNodes(nodes), files.takeFiles(), failed.size() + files.takeFailures(), rows, linked);
    }

    /** Forgets the months that have left the window, and those of sources that are gone. */
    private void forgetOthers(Listing listing) {
        Set<String> keys = listing.months().stream().map(SourceMonth::key).collect(Collectors.toSet());
        clusters.keySet().retainAll(keys);
        clouds.keySet().retainAll(keys);
        added.keySet().removeIf(month -> !keys.contains(month.key()));
    }

    private void surveyClusters(List<SourceMonth> months, Listing listing, DayRange window) throws InterruptedException {
        for (SourceMonth month : months) {
            if (!Providers.of(month.source()).isCloud()) {
                ClusterMonth cluster = clusters.computeIfAbsent(month.key(), first -> new ClusterMonth());
                for (Map.Entry<Report, Grouping> report : ClusterObjects.groupings().entrySet()) {
                    List<LakeFile> unknown = files(month, report.getKey(), listing).stream().filter(file -> !cluster.knows(file)).toList();
                    Map<LakeFile, SortedMap<Long, CombinedDay>> read = files.read(unknown, month, report.getValue(), day -> contains(window, day));
                    read.forEach((file, days) -> cluster.add(file, report.getKey(), days));
                }
            }
        }
    }

    /** Usage that is on the invoice of another month than its own adds nothing. */
    private void surveyAddedTables(List<SourceMonth> months, Listing listing, DayRange window) throws InterruptedException {
        for (SourceMonth month : months) {
            for (AddedTable table : Providers.of(month.source()).addedTables()) {
                FoundRows rows = added.computeIfAbsent(month, first -> new HashMap<>()).computeIfAbsent(table, first -> new FoundRows());
                List<LakeFile> unknown = files(month, table.report(), listing).stream().filter(file -> !rows.knows(file)).toList();
                files.read(unknown, month, table.grouping(), day -> month.contains(day) && contains(window, day))
                        .forEach((file, days) -> rows.add(file, table.columns().size(), days));
            }
        }
    }

    /** The links of clusters that have none, month by month: the first month with a match counts. */
    private Map<String, String> findLinks(String tenant, List<SourceMonth> months, Listing listing, DayRange window) throws InterruptedException {
        Map<String, String> links = new TreeMap<>();
        for (YearMonth month : months.stream().map(SourceMonth::month).distinct().toList()) {
            List<Unlinked> unlinked = new ArrayList<>();
            StringBuilder versions = new StringBuilder();
            for (SourceMonth cluster : months) {
                ClusterMonth known = clusters.get(cluster.key());
                if (cluster.month().equals(month) && isUnlinked(cluster.source()) && !links.containsKey(cluster.source().uuid()) && known.version() > 0) {
                    unlinked.add(new Unlinked(cluster.source(), known.objects()));
                    versions.append(cluster.key()).append(known.version());
                }
            }
            if (!unlinked.isEmpty()) {
                Map<SourceMonth, CloudMonth> resources = surveyClouds(months.stream().filter(one -> one.month().equals(month)).toList(), listing, window);
                resources.forEach((cloud, known) -> versions.append(cloud.key()).append(known.version()));
                if (!versions.toString().equals(compared.get(tenant + month))) {
                    Map<String, String> ofMonth = LinkFinder.links(unlinked, resources);
                    links.putAll(ofMonth);
                    // a link may be taken away, and is to be found again then
                    compared.put(tenant + month, ofMonth.isEmpty() ? versions.toString() : "");
                }
            }
        }
        return links;
    }

    private Map<SourceMonth, CloudMonth> surveyClouds(List<SourceMonth> months, Listing listing, DayRange window) throws InterruptedException {
        Map<SourceMonth, CloudMonth> surveyed = new LinkedHashMap<>();
        for (SourceMonth month : months) {
            LinkRule rule = Providers.of(month.source()).link();
            if (rule != null) {
                CloudMonth cloud = clouds.computeIfAbsent(month.key(), first -> new CloudMonth());
                List<LakeFile> unknown = files(month, rule.report(), listing).stream().filter(file -> !cloud.knows(file)).toList();
                files.read(unknown, month, rule.grouping(), day -> month.contains(day) && contains(window, day))
                        .forEach((file, days) -> cloud.add(file, rule, days));
                surveyed.put(month, cloud);
            }
        }
        return surveyed;
    }

    private static boolean contains(DayRange window, long epochDay) {
        return epochDay >= window.from().toEpochDay() && epochDay <= window.to().toEpochDay();
    }

    /** The files of a report, in order. What no output reads is not in the listing. */
    private List<LakeFile> files(SourceMonth month, Report report, Listing listing) throws InterruptedException {
        if (outputs.read(month.source(), report)) {
            return listing.files().getOrDefault(month, List.of()).stream().filter(file -> file.report().equals(report.id())).sorted().toList();
        }
        try {
            return LakeLister.list(report, layout.folder(month.source().account(), report, month.source().uuid(), month.month()), readBudget).stream().sorted().toList();
        } catch (IOException e) {
            tell("The files of " + month + " cannot be listed for the inventory: " + e.getMessage());
            return List.of();
        }
    }

    private Tenant tenant(String name, List<SourceMonth> months) {
        Map<SourceSettings, List<ClusterMonth>> known = new LinkedHashMap<>();
        Map<SourceMonth, Map<AddedTable, FoundRows>> rows = new LinkedHashMap<>();
        for (SourceMonth month : months) {
            ClusterMonth cluster = clusters.get(month.key());
            if (cluster != null && cluster.version() > 0) {
                known.computeIfAbsent(month.source(), first -> new ArrayList<>()).add(cluster);
            }
            if (added.containsKey(month)) {
                rows.put(month, added.get(month));
            }
        }
        Map<String, String> links = new TreeMap<>(unsaved);
        links.keySet().retainAll(months.stream().map(month -> month.source().uuid()).collect(Collectors.toSet()));
        return new Tenant(name, known, links, rows);
    }

    /** What the tables of tenants hold. Tenants whose tables cannot be read are left out. */
    private Map<String, Stored> read(List<Tenant> tenants) throws IOException, InterruptedException {
        if (tenants.isEmpty()) {
            return Map.of();
        }
        return database.read(connection -> {
            Map<String, Stored> stored = new HashMap<>();
            for (Tenant tenant : tenants) {
                try {
                    stored.put(tenant.name(), Database.ofTenant(connection, tables -> stored(tables, tenant)));
                } catch (UnreadableTablesException e) {
                    fail(tenant, e);
                }
            }
            return stored;
        });
    }

    /** Writes what is missing, if anything is. */
    private int write(Tenant tenant, Stored stored) throws IOException, InterruptedException {
        List<SourceSettings> due = tenant.clusters().keySet().stream().filter(cluster -> isDue(cluster, tenant.clusters().get(cluster), stored)).toList();
        boolean complete = tenant.rows().entrySet().stream().allMatch(month -> month.getValue().entrySet().stream()
                .allMatch(table -> stored.added().get(month.getKey().source().uuid()).get(table.getKey()).containsAll(table.getValue().rows())));
        if (due.isEmpty() && tenant.links().isEmpty() && complete) {
            return 0;
        }
        try {
            int written = Retry.within(outageBudget, "Writing the inventory of " + tenant.name(), () -> database.change(connection -> {
                AdvisoryLock.takeOfInventory(connection, tenant.name());
                return write(connection, tenant, due);
            }));
            unsaved.keySet().removeAll(tenant.links().keySet());
            return written;
        } catch (IllegalStateException e) {
            fail(tenant, e);
            return 0;
        }
    }

    private void fail(Tenant tenant, Exception cause) {
        failed.add(tenant.name());
        tell("The inventory of " + tenant.name() + " cannot be kept: " + cause.getMessage());
    }

    /** Remembers what is stored of the clusters now, and of the nodes of their days. */
    private void keep(Tenant tenant, Stored stored, Map<SourceDay, List<PlannedNode>> nodes) {
        tenant.clusters().forEach((cluster, months) -> {
            if (!failed.contains(tenant.name())) { // else it is written at the next poll
                kept.put(cluster.uuid(), new Kept(version(months), stored.rows().getOrDefault(cluster.uuid(), 0L)));
            }
            addNodes(cluster, months, stored.roles(), nodes);
        });
    }

    private static int write(Connection connection, Tenant tenant, List<SourceSettings> due) throws SQLException {
        int written = 0;
        ObjectTables tables = new ObjectTables(connection, tenant.name());
        for (SourceSettings cluster : due) {
            written += tables.write(cluster, tenant.clusters().get(cluster).stream().map(ClusterMonth::objects).toList());
        }
        LinkTables linkTables = new LinkTables(connection);
        for (Map.Entry<String, String> link : tenant.links().entrySet()) {
            written += linkTables.link(link.getKey(), link.getValue());
        }
        for (Map.Entry<SourceMonth, Map<AddedTable, FoundRows>> month : tenant.rows().entrySet()) {
            for (Map.Entry<AddedTable, FoundRows> table : month.getValue().entrySet()) {
                written += new AddedRows(connection, tenant.name(), table.getKey(), month.getKey().source().uuid()).add(table.getValue().rows());
            }
        }
        return written;
    }

    private static Stored stored(Connection connection, Tenant tenant) throws SQLException {
        ObjectTables tables = new ObjectTables(connection, tenant.name());
        Map<String, Map<AddedTable, Set<List<String>>>> added = new HashMap<>();
        for (Map.Entry<SourceMonth, Map<AddedTable, FoundRows>> month : tenant.rows().entrySet()) {
            Map<AddedTable, Set<List<String>>> rows = added.computeIfAbsent(month.getKey().source().uuid(), first -> new HashMap<>());
            for (AddedTable table : month.getValue().keySet()) {
                if (!rows.containsKey(table)) {
                    rows.put(table, new AddedRows(connection, tenant.name(), table, month.getKey().source().uuid()).read());
                }
            }
        }
        return new Stored(tables.rows(), tables.roles(), added);
    }

    /** Whether there is something new of a cluster, or rows of it have gone: koku takes them away with a cluster that it renames. */
    private boolean isDue(SourceSettings cluster, List<ClusterMonth> months, Stored stored) {
        Kept last = kept.get(cluster.uuid());
        return last == null || last.version() != version(months) || last.rows() != stored.rows().getOrDefault(cluster.uuid(), 0L);
    }

    private static int version(Collection<ClusterMonth> months) {
        return months.stream().mapToInt(ClusterMonth::version).sum();
    }

    private static void addNodes(SourceSettings cluster, List<ClusterMonth> months, Map<Machine, String> roles, Map<SourceDay, List<PlannedNode>> nodes) {
        Map<Machine, PlannedNode> planned = new HashMap<>();
        for (ClusterMonth month : months) {
            month.machines().forEach((day, machines) -> {
                List<PlannedNode> ofDay = new ArrayList<>();
                for (Machine machine : machines) {
                    String role = roles.get(machine);
                    if (role != null) {
                        ofDay.add(planned.computeIfAbsent(machine, first -> new PlannedNode(machine.node(), machine.resourceId(), role)));
                    }
                }
                nodes.put(new SourceDay(cluster.tenant(), cluster.uuid(), day), ofDay);
            });
        }
    }

    private void tell(String sentence) {
        if (told.add(sentence)) {
            LOG.warn(sentence);
        }
    }
}
