package io.costflow.testbed;

import io.costflow.testbed.AzureSubscription.Resource;
import io.costflow.testbed.DemoCluster.Claim;
import io.costflow.testbed.DemoCluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes up the Azure subscription that clusters run on, the same one for the same seed: their machines, disks and traffic, a database that only tags tell
 * whose it is, and things that no cluster knows.
 */
final class AzureSubscriptionPlanner {
    private static final double HOURS = 24;
    private static final double GIBIBYTE = 1L << 30;
    private static final String NOTHING = "{}";
    private static final List<AzureMeter> OF_ACCOUNTS =
            List.of(AzureMeter.BLOBS, AzureMeter.BLOBS_IN_DEPTH, AzureMeter.BLOB_WRITES, AzureMeter.BLOB_READS, AzureMeter.BLOBS_OUT);

    private final Random random;
    private final List<Resource> resources = new ArrayList<>();

    AzureSubscriptionPlanner(long seed) {
        this.random = new Random(seed);
    }

    /**
     * The subscription.
     *
     * @param clusters the clusters that run on it
     * @param scale how much more there is
     */
    AzureSubscription plan(String source, List<DemoCluster> clusters, Scale.Account scale) {
        for (DemoCluster cluster : clusters) {
            cluster.nodes().forEach(this::machine);
            disks(cluster);
        }
        database("shop-search", Map.of("openshift_project", "shop"), PointingTags.runs(clusters, "shop"));
        database("website", Map.of("team", "website"), false);
        add(AzureMeter.SUPPORT, "", Map.of(), NOTHING, 1, false);
        for (int i = 0; i < scale.otherResources(); i++) {
            add(AzureMeter.BLOBS, storageAccount("archive" + i), Map.of("archive", "a" + i), NOTHING, 100 + random.nextInt(900), false);
        }
        PointingTags tags = new PointingTags(clusters);
        for (int i = 0; i < scale.itemizedResources(); i++) {
            boolean ofCluster = tags.isPointing(i);
            for (AzureMeter meter : OF_ACCOUNTS) {
                resources.add(new Resource(meter, storageAccount("bucket" + i), tags.text(i), NOTHING, 1 + i % 100, ofCluster));
            }
        }
        return new AzureSubscription(source, "demo-subscription", List.copyOf(resources));
    }

    private void machine(Node node) {
        String type = "{\"ServiceType\": \"" + Infrastructure.AZURE.machineType(node.cores()) + "\"}";
        add(AzureMeter.machine(node.cores()), node.resourceId(), Map.of(), type, HOURS, true);
        add(AzureMeter.DATA_IN, node.resourceId(), Map.of(), "{\"DataTransferDirection\": \"DataTrIn\"}", 20 + random.nextInt(40), true);
        add(AzureMeter.DATA_OUT, node.resourceId(), Map.of(), "{\"DataTransferDirection\": \"DataTrOut\"}", 5 + random.nextInt(10), true);
        add(AzureMeter.OS_DISK, AzureSubscription.resource("Microsoft.Compute/disks", node.name() + "_OSDisk"), Map.of(), NOTHING, 1, true);
    }

    private void disks(DemoCluster cluster) {
        for (Claim claim : cluster.claimsOn(Infrastructure.AZURE.driver())) {
            add(AzureMeter.disk(claim.bytes() / GIBIBYTE), claim.volume().csiHandle(), Map.of(), NOTHING, 1, true);
        }
    }

    private void database(String name, Map<String, String> tags, boolean ofCluster) {
        add(AzureMeter.DATABASE, AzureSubscription.resource(AzureMeter.DATABASE.resourceType(), name), tags, NOTHING, 2 * HOURS, ofCluster);
    }

    private static String storageAccount(String name) {
        return AzureSubscription.resource(AzureMeter.BLOBS.resourceType(), name);
    }

    private void add(AzureMeter meter, String id, Map<String, String> tags, String additionalInfo, double amount, boolean ofCluster) {
        resources.add(new Resource(meter, id, LabelText.of(new TreeMap<>(tags)), additionalInfo, amount, ofCluster));
    }
}
