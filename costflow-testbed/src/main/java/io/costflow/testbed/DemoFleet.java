package io.costflow.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many small clusters that all use the same: for what depends on the number of sources, days and files, not on what is in them. The files are written for the
 * first cluster only, and linked for all others.
 */
public final class DemoFleet {
    private static final Scale EACH = new Scale(List.of(4), 4, 0, 1);
    private static final LocalDate ANY_DAY = LocalDate.of(2025, 1, 1);
    private static final int MANIFEST = 1;
    private static final String BUCKET = "fleet";
    private static final String PREFIX = "data";

    private final long seed;
    private final List<DemoCluster> clusters;

    /**
     * @param seed what everything random comes from
     * @param size how many clusters
     */
    public DemoFleet(long seed, int size) {
        this.seed = seed;
        DemoCluster one = new DemoData(seed, ANY_DAY, EACH).clusters().get(0);
        this.clusters = IntStream.rangeClosed(1, size)
                .mapToObj(number -> like(one, number))
                .toList();
    }

    private static DemoCluster like(DemoCluster one, int number) {
        String source = "c057f10e-0000-4000-8000-%012d".formatted(number);
        return new DemoCluster(source, one.id() + "-" + number, "Cluster " + number, one.nodes(), one.namespaces(), one.pods());
    }

    /** The lake's root, as the job's settings name it. */
    public String root() {
        return "s3://" + BUCKET + "/" + PREFIX;
    }

    /** The UUIDs of the clusters as sources. */
    public List<String> sources() {
        return clusters.stream().map(DemoCluster::source).toList();
    }

    /** Writes the first cluster's days to a folder of an object store, as the store itself would. */
    public void write(Path folder, LocalDate from, LocalDate to) throws Exception {
        try (DemoFolder files = DemoFolder.create(); EmbeddedObjectStore store = EmbeddedObjectStore.start(folder, 0)) {
            DemoUsage usage = usage(clusters.get(0), files.path());
            for (LocalDate day : from.datesUntil(to.plusDays(1)).toList()) {
                usage.write(day, DemoUsage.Part.whole(false));
            }
            store.createBucket(BUCKET);
            new DemoBucket(store, BUCKET, PREFIX).upload(files.path());
        }
    }

    /**
     * Gives every cluster what was written for the first one, in the folder of another object store, by hard links: what is overwritten there is another file.
     *
     * @param written a folder on the same disk
     * @return the number of objects
     */
    public int link(Path written, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(written)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        String first = clusters.get(0).source();
        for (DemoCluster cluster : clusters) {
            for (Path file : files) {
                Path link = folder.resolve(written.relativize(file).toString().replace(first, cluster.source()));
                Files.createDirectories(link.getParent());
                Files.createLink(link, file);
            }
        }
        return files.size() * clusters.size();
    }

    /** Writes to koku's tables what the job needs to find the clusters and to summarize days of some months. */
    public void insert(KokuDatabase database, LocalDate from, LocalDate to) throws SQLException {
        List<LocalDate> months = from.withDayOfMonth(1).datesUntil(to.plusDays(1), Period.ofMonths(1)).toList();
        try (Connection connection = database.connect()) {
            new DemoReference(new ReferenceRows(connection, EmbeddedDatabase.TENANT)).write(clusters, Map.of(), months);
        }
    }

    /**
     * Overwrites one file: what the pods of a day used.
     *
     * @param cluster its place in the fleet, from 0
     * @param measured how much it was, 1 being what it was first
     * @return the file's key
     */
    public String overwrite(EmbeddedObjectStore store, int cluster, LocalDate day, double measured) throws IOException {
        try (DemoFolder folder = DemoFolder.create()) {
            usage(clusters.get(cluster), folder.path()).write(day, DemoUsage.Part.measured(measured));
            Path daily;
            try (Stream<Path> found = Files.walk(folder.path().resolve("daily"))) {
                daily = found.filter(Files::isRegularFile)
                        .filter(file -> file.getFileName().toString().startsWith(PodHour.LAYOUT.name()))
                        .findFirst()
                        .orElseThrow();
            }
            String key = PREFIX + "/" + folder.path().relativize(daily).toString().replace('\\', '/');
            store.upload(daily, BUCKET, key);
            return key;
        }
    }

    private DemoUsage usage(DemoCluster cluster, Path root) {
        return new DemoUsage(cluster, seed, new LakeWriter(root, EmbeddedDatabase.TENANT, cluster.source(), MANIFEST));
    }
}
