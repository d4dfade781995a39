package io.costflow.testbed;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Believable usage of generated clusters and the bills of what they run on, the same for the same seed. In the middle of the days a database of
 * the first cluster moves to another node in the afternoon, and the next day's pod file of that cluster comes in two chunks.
 */
public final class DemoData {
    private static final List<String> ALIASES = List.of("Frankfurt", "Dublin", "Stockholm", "Milan", "Paris");
    private static final int MANIFEST = 1;
    private static final int MOVING_HOUR = 13;
    private static final String ACCOUNT_SOURCE = "c057f10e-0000-4000-8000-%012x";
    private static final int FIRST_ACCOUNT = 0xaa;
    private static final String SHARED_DISK = "vol-0c057f10e0000d15c";

    private final long seed;
    private final LocalDate from;
    private final int days;
    private final List<DemoCluster> clusters = new ArrayList<>();
    private final Map<CloudAccount, List<DemoCluster>> accounts = new LinkedHashMap<>();

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
        for (Scale.Clusters group : scale.groups()) {
            addClusters(group, scale, moveAt);
        }
    }

    private void addClusters(Scale.Clusters group, Scale scale, Instant moveAt) {
        Scale.Account account = group.account();
        boolean onAws = account != null && account.cloud() == Infrastructure.AWS;
        List<DemoCluster> here = new ArrayList<>();
        for (int nodes : group.nodes()) {
            int number = clusters.size();
            boolean first = number == 0;
            Infrastructure infrastructure = account == null ? Infrastructure.AWS : account.cloud();
            DemoCluster cluster = new ClusterPlanner(seed + number, scale, first ? moveAt : null, infrastructure, onAws ? SHARED_DISK : null)
                    .plan("c057f10e-0000-4000-8000-%012d".formatted(number + 1), ALIASES.get(number), nodes, first ? scale.idleNodes() : 0);
            clusters.add(cluster);
            here.add(cluster);
        }
        if (account != null) {
            accounts.put(plan(ACCOUNT_SOURCE.formatted(FIRST_ACCOUNT + accounts.size()), here, account), here);
        }
    }

    private CloudAccount plan(String source, List<DemoCluster> here, Scale.Account account) {
        return switch (account.cloud()) {
            case AWS -> new AwsAccountPlanner(seed, SHARED_DISK).plan(source, here, account);
            case AZURE -> new AzureSubscriptionPlanner(seed).plan(source, here, account);
            case GCP -> new GcpProjectPlanner(seed).plan(source, here, account);
        };
    }

    /** The clusters. */
    public List<DemoCluster> clusters() {
        return clusters;
    }

    /** The accounts that clusters run on. */
    public Set<CloudAccount> accounts() {
        return accounts.keySet();
    }

    /** The AWS account that clusters run on, if some do. */
    public Optional<AwsAccount> awsAccount() {
        return accounts.keySet().stream().filter(AwsAccount.class::isInstance).map(AwsAccount.class::cast).findFirst();
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

    /** Writes the files of all clusters and of their accounts below a folder, which becomes the lake's root, and returns how much that was. */
    public LakeTotals write(Path root, String tenant) throws IOException {
        LakeTotals totals = new LakeTotals();
        String folder = tenant.startsWith("acct") ? tenant.substring(4) : tenant;
        for (DemoCluster cluster : clusters) {
            DemoUsage usage = usage(cluster, new LakeWriter(root, folder, cluster.source(), MANIFEST, LakeWriter.ROWS_PER_CHUNK, totals));
            for (LocalDate day : from.datesUntil(to().plusDays(1)).toList()) {
                usage.write(day, DemoUsage.Part.whole(cluster == clusters.get(0) && day.equals(middle().plusDays(1))));
            }
        }
        for (CloudAccount account : accounts.keySet()) {
            Bill bill = account.bill(new LakeWriter(root, folder, account.source(), MANIFEST, LakeWriter.ROWS_PER_CHUNK, totals));
            for (LocalDate day : from.datesUntil(to().plusDays(1)).toList()) {
                bill.write(day);
            }
        }
        return totals;
    }

    /** Makes up a cluster's usage. */
    public DemoUsage usage(DemoCluster cluster, LakeWriter writer) {
        return new DemoUsage(cluster, seed, writer);
    }

    /** Writes to koku's tables what the job needs to find the clusters and to summarize them. */
    public void insert(KokuDatabase database, String tenant) throws SQLException {
        try (Connection connection = database.connect()) {
            new DemoReference(new ReferenceRows(connection, tenant)).write(clusters, accounts, months());
        }
    }

    private List<LocalDate> months() {
        return from.withDayOfMonth(1).datesUntil(to().plusDays(1), Period.ofMonths(1)).toList();
    }

    /** The day on which something moves. */
    public LocalDate middle() {
        return from.plusDays(days / 2);
    }
}
