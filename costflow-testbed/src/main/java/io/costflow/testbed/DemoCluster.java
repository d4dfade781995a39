package io.costflow.testbed;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A generated OpenShift cluster.
 *
 * @param source its UUID as a source in koku
 * @param id its id
 * @param alias its name
 * @param nodes its nodes
 * @param namespaces its namespaces
 * @param pods what runs on it
 */
public record DemoCluster(String source, String id, String alias, List<Node> nodes, List<Namespace> namespaces, List<Pod> pods) {

    /** The claims of pods on disks of a driver, each disk once. */
    List<Claim> claimsOn(String driver) {
        Map<String, Claim> claims = new LinkedHashMap<>();
        for (Pod pod : pods) {
            if (pod.claim() != null && pod.claim().volume().csiDriver().equals(driver)) {
                claims.putIfAbsent(pod.claim().volume().csiHandle(), pod.claim());
            }
        }
        return List.copyOf(claims.values());
    }

    /** A node: its name, its id and its zone at the cloud provider, its role, its size, and its labels as text. */
    record Node(String name, String resourceId, String zone, String role, double cores, double bytes, String labels) {}

    /** A namespace and its labels as text. */
    record Namespace(String name, String labels) {}

    /**
     * A pod.
     *
     * @param workload what it runs
     * @param namespace its namespace
     * @param name its name
     * @param node where it runs
     * @param move where it goes later, or null
     * @param labels its labels as text
     * @param claim the volume that it mounts, or null
     */
    record Pod(Workload workload, String namespace, String name, Node node, Move move, String labels, Claim claim) {

        Node nodeAt(Instant hour) {
            return move == null || hour.isBefore(move.at) ? node : move.to;
        }
    }

    /** A pod's move to another node. */
    record Move(Instant at, Node to) {}

    /** A persistent volume claim: its name, the volume, the size of both, and its labels as text. */
    record Claim(String name, VolumeHour.Volume volume, double bytes, String labels) {}
}
