package io.costflow.testbed;

import io.costflow.settings.SourceSettings;
import io.costflow.settings.SourceSettings.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Believable usage of made-up clusters and the bill of the AWS account that they run on, the same for the same seed. In the middle of the days a database of
 * the first cluster moves to another node in the afternoon, and the next day's pod file of that cluster comes in two chunks.
 */
public final class DemoData {
    private static final List<String> ALIASES = List.of("Frankfurt", "Dublin", "Stockholm", "Milan", "Paris");
    private static final int MANIFEST = 1;
    private static final int MOVING_HOUR = 13;
    private static final String AWS_SOURCE = "c057f10e-0000-4000-8000-0000000000aa";
    private static final String SHARED_DISK = "vol-0c057f10e0000d15c";

    private final long seed;
    private final LocalDate from;
    private final int days;
    private final List<DemoCluster> clusters = new ArrayList<>();
    private final Optional<AwsAccount> account;

    /**
     * Makes up the clusters.
     *
     * @param seed what everything random comes from
     * @param from the first day
     * @param scale how much there is to be; at most five clusters
     */
    public DemoData(long seed, LocalDate from, Scale scale) {
        this.seed = seed;
        this.from = from;
        this.days = scale.days();
        Instant moveAt = middle().atTime(MOVING_HOUR, 0).toInstant(ZoneOffset.UTC);
        for (int i = 0; i < scale.nodes().size(); i++) {
            boolean first = i == 0;
            String source = "c057f10e-0000-4000-8000-%012d".formatted(i + 1);
            clusters.add(new ClusterPlanner(seed + i, scale, first ? moveAt : null, scale.aws() == null ? null : SHARED_DISK)
                    .plan(source, ALIASES.get(i), scale.nodes().get(i), first ? scale.idleNodes() : 0));
        }
        this.account = Optional.ofNullable(scale.aws())
                .map(aws -> new AwsAccountPlanner(seed, SHARED_DISK).plan(AWS_SOURCE, clusters, aws));
    }

    /** The clusters and their AWS account as sources of a run, for when they are not to be discovered. */
    public List<SourceSettings> sources(String tenant) {
        String infrastructure = account.map(AwsAccount::source).orElse(null);
        List<SourceSettings> sources = new ArrayList<>();
        for (DemoCluster cluster : clusters) {
            sources.add(new SourceSettings(tenant, Type.OCP, cluster.source(), cluster.id(), cluster.alias(), infrastructure, null, null));
        }
        account.ifPresent(aws -> sources.add(new SourceSettings(tenant, Type.AWS, aws.source(), null, null, null, null, null)));
        return sources;
    }

    List<DemoCluster> clusters() {
        return clusters;
    }

    /** The AWS account that the clusters run on, if they do. */
    Optional<AwsAccount> account() {
        return account;
    }

    /** The first day. */
    public LocalDate from() {
        return from;
    }

    /** The last day. */
    public LocalDate to() {
        return from.plusDays(days - 1L);
    }

    /** How many days there are. */
    public int days() {
        return days;
    }

    /** Writes the files of all clusters and of their AWS account below a folder, which becomes the lake's root, and returns how much that was. */
    public LakeTotals write(Path root, String tenant) throws IOException {
        LakeTotals totals = new LakeTotals();
        String folder = tenant.startsWith("acct") ? tenant.substring(4) : tenant;
        for (DemoCluster cluster : clusters) {
            DemoUsage usage = usage(cluster, new LakeWriter(root, folder, cluster.source(), MANIFEST, LakeWriter.ROWS_PER_CHUNK, totals));
            for (LocalDate day : from.datesUntil(to().plusDays(1)).toList()) {
                usage.write(day, DemoUsage.Part.whole(cluster == clusters.get(0) && day.equals(middle().plusDays(1))));
            }
        }
        if (account.isPresent()) {
            AwsAccount aws = account.get();
            DemoBill bill = new DemoBill(aws, new LakeWriter(root, folder, aws.source(), MANIFEST, LakeWriter.ROWS_PER_CHUNK, totals));
            for (LocalDate day : from.datesUntil(to().plusDays(1)).toList()) {
                bill.write(day);
            }
        }
        return totals;
    }

    /** Makes up a cluster's usage. */
    DemoUsage usage(DemoCluster cluster, LakeWriter writer) {
        return new DemoUsage(cluster, seed, writer);
    }

    /** Writes to koku's tables what the job needs to find the clusters and to summarize them. */
    public void insert(KokuDatabase database, String tenant) throws SQLException {
        try (Connection connection = database.connect()) {
            new DemoReference(new ReferenceRows(connection, tenant)).write(clusters, account, months());
        }
    }

    private List<LocalDate> months() {
        return from.withDayOfMonth(1).datesUntil(to().plusDays(1), Period.ofMonths(1)).toList();
    }

    /** The day on which something moves. */
    LocalDate middle() {
        return from.plusDays(days / 2);
    }
}
