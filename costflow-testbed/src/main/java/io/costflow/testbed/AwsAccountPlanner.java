package io.costflow.testbed;

import io.costflow.testbed.AwsAccount.Resource;
import io.costflow.testbed.DemoCluster.Claim;
import io.costflow.testbed.DemoCluster.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes up the AWS account that clusters run on, the same one for the same seed: their machines, disks and traffic, databases that only tags tell whose they
 * are, and things that no cluster knows.
 */
final class AwsAccountPlanner {
    /** A disk that both clusters use, and more than they ask for. */
    private static final double SHARED_DISK_GIBIBYTES = 2000;

    private static final double GIBIBYTE = 1L << 30;
    private static final double BOOT_DISK_GIBIBYTES = 120;
    private static final double ALWAYS = 1;
    private static final String NO_ID = "";
    private static final String NO_ZONE = "";
    private static final String NUMBER = "427500000042";
    private static final String REGION = "arn:aws:%s:eu-central-1:" + NUMBER + ":";

    private final Random random;
    private final String sharedDisk;
    private final List<Resource> resources = new ArrayList<>();

    /** @param sharedDisk the disk that several clusters use */
    AwsAccountPlanner(long seed, String sharedDisk) {
        this.random = new Random(seed);
        this.sharedDisk = sharedDisk;
    }

    /**
     * The account.
     *
     * @param clusters the clusters that run on it
     * @param scale how much more there is
     */
    AwsAccount plan(String source, List<DemoCluster> clusters, Scale.Account scale) {
        for (DemoCluster cluster : clusters) {
            machines(cluster);
            add(AwsProduct.ENDPOINT, REGION.formatted("ec2") + "vpc-endpoint/vpce-0" + hex(), Map.of("openshift_cluster", cluster.alias()), ALWAYS, true);
        }
        disks(clusters);
        database("shop-search", Map.of("openshift_project", "shop"), PointingTags.runs(clusters, "shop"));
        database("ledger-archive", Map.of("team", "payments", "environment", "production"), PointingTags.runs(clusters, "payments"));
        database("website", Map.of("team", "website"), false);
        add(AwsProduct.BUCKET, "company-backups", Map.of("backup", "daily"), 30_000, false);
        add(AwsProduct.SCANNER, NO_ID, Map.of(), ALWAYS, false);
        add(AwsProduct.SUPPORT, NO_ID, Map.of(), ALWAYS, false);
        for (int i = 0; i < scale.otherResources(); i++) {
            add(AwsProduct.BUCKET, "archive-" + i, Map.of("archive", "a" + i), 100 + random.nextInt(900), false);
        }
        ItemizedBuckets buckets = new ItemizedBuckets(clusters);
        for (int i = 0; i < scale.itemizedResources(); i++) {
            resources.addAll(buckets.bucket(i));
        }
        return new AwsAccount(source, NUMBER, "demo-production", List.copyOf(resources));
    }

    private void machines(DemoCluster cluster) {
        boolean underSavingsPlan = true;
        for (Node node : cluster.nodes()) {
            String tags = LabelText.of(Map.of("Name", node.name()));
            String id = node.resourceId();
            resources.add(new Resource(AwsProduct.machine(node.cores()), id, node.zone(), tags, ALWAYS, underSavingsPlan, true));
            resources.add(new Resource(AwsProduct.DATA_IN, id, NO_ZONE, tags, 2 + random.nextInt(4), false, true));
            resources.add(new Resource(AwsProduct.DATA_OUT, id, NO_ZONE, tags, 0.5 + random.nextDouble(), false, true));
            resources.add(new Resource(AwsProduct.REGIONAL_IN, id, NO_ZONE, tags, 1 + random.nextInt(3), false, true));
            resources.add(new Resource(AwsProduct.REGIONAL_OUT, id, NO_ZONE, tags, 1 + random.nextInt(3), false, true));
            resources.add(new Resource(AwsProduct.DISK, "vol-0" + hex(), node.zone(), tags, BOOT_DISK_GIBIBYTES, false, false));
            underSavingsPlan = !underSavingsPlan;
        }
    }

    private void disks(List<DemoCluster> clusters) {
        Set<String> seen = new HashSet<>();
        for (DemoCluster cluster : clusters) {
            for (Claim claim : cluster.claimsOn(Infrastructure.AWS.driver())) {
                if (seen.add(claim.volume().csiHandle())) { // a disk may be shared by clusters
                    boolean shared = claim.volume().csiHandle().equals(sharedDisk);
                    add(
                            shared ? AwsProduct.SHARED_DISK : AwsProduct.DISK,
                            claim.volume().csiHandle(),
                            Map.of("Name", claim.volume().name()),
                            shared ? SHARED_DISK_GIBIBYTES : claim.bytes() / GIBIBYTE,
                            true);
                }
            }
        }
    }

    private void database(String name, Map<String, String> tags, boolean ofCluster) {
        add(AwsProduct.DATABASE, REGION.formatted("rds") + "db:" + name, tags, ALWAYS, ofCluster);
    }

    private void add(AwsProduct product, String id, Map<String, String> tags, double amount, boolean ofCluster) {
        resources.add(new Resource(product, id, NO_ZONE, LabelText.of(new TreeMap<>(tags)), amount, false, ofCluster));
    }

    private String hex() {
        byte[] drawn = new byte[8];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
