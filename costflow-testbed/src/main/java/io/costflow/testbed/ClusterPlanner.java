package io.costflow.testbed;

import io.costflow.testbed.DemoCluster.Claim;
import io.costflow.testbed.DemoCluster.Move;
import io.costflow.testbed.DemoCluster.Namespace;
import io.costflow.testbed.DemoCluster.Node;
import io.costflow.testbed.DemoCluster.Pod;
import io.costflow.testbed.Workload.Naming;
import io.costflow.testbed.Workload.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** Makes up a cluster: the same one for the same seed. */
final class ClusterPlanner {
    private static final double GIBIBYTE = 1L << 30;
    private static final int SMALL_NODE_PODS = 16;
    private static final int MANY_NODES = 10;
    /** One copy of the business namespaces for so many workers. */
    private static final int WORKERS_PER_COPY = 8;

    private static final String CEPH = "openshift-storage.cephfs.csi.ceph.com";

    private final Random random;
    private final Scale scale;
    private final Instant moveAt;
    private final Infrastructure infrastructure;
    private final String sharedDisk;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Namespace> namespaces = new TreeMap<>();
    private final Map<String, Claim> shared = new HashMap<>();
    private final Map<String, Integer> replicas = new HashMap<>();
    private final Map<String, String> hashes = new HashMap<>();
    private final List<Pod> pods = new ArrayList<>();
    private boolean moved;

    /**
     * @param moveAt when one of the pods with their own volumes moves to another worker, or null
     * @param infrastructure what the cluster runs on
     * @param sharedDisk the id of a disk that the cluster shares with others, or null
     */
    ClusterPlanner(long seed, Scale scale, Instant moveAt, Infrastructure infrastructure, String sharedDisk) {
        this.random = new Random(seed);
        this.scale = scale;
        this.moveAt = moveAt;
        this.infrastructure = infrastructure;
        this.sharedDisk = sharedDisk;
    }

    DemoCluster plan(String source, String alias, int nodeCount, int idleNodes) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        int masters = nodeCount >= MANY_NODES ? 3 : 1;
        int infra = nodeCount >= MANY_NODES ? 2 : 1;
        for (int i = 0; i < nodeCount; i++) {
            nodes.add(node(alias, i, i < masters ? Place.MASTER : i < masters + infra ? Place.INFRA : Place.WORKER));
        }
        for (int i = 0; i < nodeCount; i++) {
            fill(nodes.get(i), i >= nodeCount - idleNodes, nodeCount - masters - infra);
        }
        return new DemoCluster(source, id, alias, List.copyOf(nodes), List.copyOf(namespaces.values()), List.copyOf(pods));
    }

    private Node node(String alias, int index, Place place) {
        double cores = scale.podsPerNode() <= SMALL_NODE_PODS ? 8 : 64;
        String role = place.name().toLowerCase(Locale.ROOT);
        String name = infrastructure.nodeName(alias.toLowerCase(Locale.ROOT), index);
        Map<String, String> labels = new TreeMap<>();
        labels.put("kubernetes_io_arch", "amd64");
        labels.put("kubernetes_io_hostname", name);
        labels.put("kubernetes_io_os", "linux");
        labels.put("node_kubernetes_io_instance_type", infrastructure.machineType(cores));
        labels.put("node_openshift_io_os_id", "rhcos");
        labels.put("node_role_kubernetes_io", role);
        labels.put("topology_kubernetes_io_region", infrastructure.region());
        String zone = infrastructure.zone(index);
        labels.put("topology_kubernetes_io_zone", zone);
        return new Node(name, infrastructure.nodeId(name, zone, hex(8)), zone, role, cores, cores * 4 * GIBIBYTE, LabelText.of(labels));
    }

    private void fill(Node node, boolean idle, int workers) {
        int before = pods.size();
        workloads(Place.EVERY_NODE).forEach(workload -> pods.add(pod(workload, workload.namespace(), node)));
        List<Workload> own = workloads(Place.valueOf(node.role().toUpperCase(Locale.ROOT)));
        int copies = Math.max(1, workers / WORKERS_PER_COPY);
        int turn = nodes.indexOf(node) * scale.podsPerNode();
        while (!idle && pods.size() - before < scale.podsPerNode()) {
            Workload workload = own.get(turn % own.size());
            int copy = turn / own.size() % copies;
            boolean named = copy == 0 || workload.isPlatform();
            pods.add(pod(workload, named ? workload.namespace() : workload.namespace() + "-" + (copy + 1), node));
            turn++;
        }
    }

    private List<Workload> workloads(Place place) {
        return switch (scale.pods()) {
            case ALL -> Workload.on(place);
            // The masters have none, and run what they always do.
            case DATABASES -> place == Place.MASTER ? Workload.on(place) : Workload.on(place).stream().filter(Workload::hasVolumes).toList();
        };
    }

    private Pod pod(Workload workload, String namespace, Node node) {
        namespaces.computeIfAbsent(namespace, name -> namespace(workload, name));
        int replica = replicas.merge(namespace + "/" + workload.name(), 1, Integer::sum) - 1;
        String hash = hashes.computeIfAbsent(namespace + "/" + workload.name(), absent -> hex(5));
        boolean stateful = workload.naming() == Naming.STATEFUL_SET;
        String name = workload.name() + (stateful ? "-" + replica : "-" + hash + "-" + hex(3).substring(0, 5));
        Map<String, String> labels = new TreeMap<>();
        labels.put("app", workload.name());
        labels.put("environment", workload.environment());
        labels.put("team", workload.team());
        labels.put("version", "1." + replica / 3 % 4);
        labels.put(stateful ? "statefulset_kubernetes_io_pod_name" : "pod_template_hash", stateful ? name : hash);
        return new Pod(workload, namespace, name, node, move(workload, node), LabelText.of(labels), claim(workload, namespace, name));
    }

    /** The first database that is placed moves to another worker. */
    private Move move(Workload workload, Node from) {
        if (moved || moveAt == null || !workload.name().equals("orders-db")) {
            return null;
        }
        moved = true;
        Node to = nodes.stream().filter(node -> node.role().equals(from.role()) && !node.equals(from)).findFirst().orElse(from);
        return new Move(moveAt, to);
    }

    private Claim claim(Workload workload, String namespace, String pod) {
        if (workload.volumeGibibytes() == 0) {
            return null;
        }
        if (workload.naming() == Naming.STATEFUL_SET) {
            return cloudClaim(workload, "data-" + pod, hex(8));
        }
        return shared.computeIfAbsent(namespace, absent -> sharedClaim(workload, namespace));
    }

    /** The claim of all pods of a namespace: of the first such namespace on the disk that clusters share. */
    private Claim sharedClaim(Workload workload, String namespace) {
        return sharedDisk != null && namespace.equals(workload.namespace())
                ? newClaim(workload, "datasets", "io2-shared", infrastructure.driver(), volumeName(), sharedDisk)
                : cephClaim(workload, hex(8));
    }

    /** A claim on a disk of the cloud. */
    private Claim cloudClaim(Workload workload, String name, String hex) {
        String volume = volumeName();
        return newClaim(workload, name, infrastructure.storageClass(), infrastructure.driver(), volume, infrastructure.diskHandle(volume, hex));
    }

    /** A claim on storage that the cluster provides itself. */
    private Claim cephClaim(Workload workload, String hex) {
        return newClaim(workload, "datasets", "ocs-storagecluster-cephfs", CEPH, volumeName(), "0001-0011-openshift-storage-" + hex);
    }

    private String volumeName() {
        return "pvc-" + new UUID(random.nextLong(), random.nextLong());
    }

    private Claim newClaim(Workload workload, String name, String storageClass, String driver, String volume, String handle) {
        String volumeLabels = LabelText.of(Map.of("topology_kubernetes_io_region", infrastructure.region()));
        String claimLabels = LabelText.of(new TreeMap<>(Map.of("app", workload.name(), "backup", workload.isPlatform() ? "none" : "daily")));
        return new Claim(name, new VolumeHour.Volume(volume, storageClass, driver, handle, volumeLabels), workload.volumeGibibytes() * GIBIBYTE, claimLabels);
    }

    private static Namespace namespace(Workload workload, String name) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("kubernetes_io_metadata_name", name);
        if (workload.isPlatform()) {
            labels.put("openshift_io_cluster_monitoring", "true");
        } else {
            labels.put("cost_center", "cc-" + Math.floorMod(workload.team().hashCode(), 900));
            labels.put("environment", workload.environment());
        }
        return new Namespace(name, LabelText.of(labels));
    }

    private String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
