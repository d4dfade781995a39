package io.costflow.testbed;

import io.costflow.testbed.DemoCluster.Claim;
import io.costflow.testbed.DemoCluster.Node;
import io.costflow.testbed.GcpProject.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes up the GCP project that clusters run on, the same one for the same seed: their machines, disks and traffic, a database that only labels tell whose it
 * is, and things that no cluster knows.
 */
final class GcpProjectPlanner {
    private static final double SECONDS = 3600;
    private static final double GIBIBYTE = 1L << 30;
    private static final double COMMITTED_USE = 0.28;
    private static final int HOURS = 24;
    /** A disk is somewhat larger than what is claimed of it. */
    private static final double ROOM = 1.25;
    private static final String PLACE = "//compute.googleapis.com/projects/" + GcpProject.ID + "/zones/" + Infrastructure.GCP.region() + "-a/";
    private static final List<GcpSku> OF_BUCKETS =
            List.of(GcpSku.BUCKET, GcpSku.BUCKET_IN_DEPTH, GcpSku.BUCKET_WRITES, GcpSku.BUCKET_READS, GcpSku.BUCKET_OUT);

    private final Random random;
    private final List<Resource> resources = new ArrayList<>();

    GcpProjectPlanner(long seed) {
        this.random = new Random(seed);
    }

    /**
     * The project.
     *
     * @param clusters the clusters that run on it
     * @param scale how much more there is
     */
    GcpProject plan(String source, List<DemoCluster> clusters, Scale.Account scale) {
        for (DemoCluster cluster : clusters) {
            cluster.nodes().forEach(this::machine);
            disks(cluster);
        }
        database("shop-search", Map.of("openshift_project", "shop"), PointingTags.runs(clusters, "shop"));
        database("website", Map.of("team", "website"), false);
        add(GcpSku.SUPPORT, "", "", Map.of(), SECONDS, 0, false);
        for (int i = 0; i < scale.otherResources(); i++) {
            String name = "archive-" + i;
            double bytes = (100 + random.nextInt(900)) * GIBIBYTE;
            add(GcpSku.BUCKET, name, bucket(name), Map.of("archive", "a" + i), bytes * SECONDS, 0, false);
        }
        PointingTags tags = new PointingTags(clusters);
        for (int i = 0; i < scale.itemizedResources(); i++) {
            String name = "bucket-" + i;
            boolean ofCluster = tags.isPointing(i);
            for (GcpSku sku : OF_BUCKETS) {
                double usage = (1 + i % 100) * sku.usagePerPricingUnit() / HOURS;
                resources.add(new Resource(sku, name, bucket(name), tags.text(i), usage, 0, i % HOURS, ofCluster));
            }
        }
        return new GcpProject(source, "demo-project", List.copyOf(resources));
    }

    private void machine(Node node) {
        String globalName = PLACE + "instances/" + node.name();
        add(GcpSku.machine(node.cores()), node.resourceId(), globalName, Map.of(), SECONDS, COMMITTED_USE, true);
        add(GcpSku.DATA_IN, node.resourceId(), globalName, Map.of(), (1 + random.nextInt(3)) * GIBIBYTE, 0, true);
        add(GcpSku.DATA_OUT, node.resourceId(), globalName, Map.of(), (1 + random.nextInt(2)) * GIBIBYTE, 0, true);
    }

    private void disks(DemoCluster cluster) {
        for (Claim claim : cluster.claimsOn(Infrastructure.GCP.driver())) {
            String handle = claim.volume().csiHandle();
            add(GcpSku.DISK, handle, PLACE + "disk/" + handle, Map.of(), Math.ceil(claim.bytes() / GIBIBYTE * ROOM) * GIBIBYTE * SECONDS, 0, true);
        }
    }

    private void database(String name, Map<String, String> labels, boolean ofCluster) {
        add(GcpSku.DATABASE, name, "//sqladmin.googleapis.com/projects/" + GcpProject.ID + "/instances/" + name, labels, SECONDS, 0, ofCluster);
    }

    private static String bucket(String name) {
        return "//storage.googleapis.com/projects/_/buckets/" + name;
    }

    private void add(GcpSku sku, String name, String globalName, Map<String, String> labels, double usage, double discount, boolean ofCluster) {
        resources.add(new Resource(sku, name, globalName, LabelText.of(new TreeMap<>(labels)), usage, discount, ofCluster));
    }
}
