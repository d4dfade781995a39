package io.costflow.provider.openshift;

import io.costflow.provider.openshift.ClusterObjects.Claim;
import io.costflow.provider.openshift.ClusterObjects.Machine;
import io.costflow.provider.openshift.ClusterObjects.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says what is to be written of a cluster, so that the tables hold what koku would store of some months (specification, L.3): rows are added or completed, never
 * removed. What one month writes and a later one writes over is not written at all.
 *
 * @param newNodes nodes without a row
 * @param changedNodes rows of nodes with another role or architecture than before
 * @param newClaims claims without a row
 * @param changedClaims rows of claims that have got a handle
 * @param newProjects projects without a row
 */
public record ObjectChanges(
        List<Node> newNodes, List<StoredNode> changedNodes, List<Claim> newClaims, List<StoredClaim> changedClaims, List<String> newProjects) {

    /**
     * A row of reporting_ocp_nodes.
     *
     * @param id its key; null when it is not stored yet
     * @param node what it says
     */
    public record StoredNode(String id, Node node) {

        private StoredNode with(Node other) {
            return new StoredNode(id, other);
        }
    }

    /**
     * A row of reporting_ocp_pvcs.
     *
     * @param id its key; null when it is not stored yet
     * @param claim what it says
     */
    public record StoredClaim(String id, Claim claim) {}

    /** Another capacity, or another machine, is another row. */
    private record NodeKey(Machine machine, BigDecimal capacity) {

        static NodeKey of(Node node) {
            return new NodeKey(node.machine(), node.capacity() == null ? null : node.capacity().stripTrailingZeros());
        }
    }

    private record ClaimKey(String volume, String name) {

        static ClaimKey of(Claim claim) {
            return new ClaimKey(claim.volume(), claim.name());
        }
    }

    /**
     * Compares the tables with what months hold.
     *
     * @param nodes the cluster's rows; of several of one node and capacity the first counts
     * @param claims the cluster's rows
     * @param projects the cluster's rows
     * @param months what line items say, in the order of the months
     */
    public static ObjectChanges between(
            Collection<StoredNode> nodes, Collection<StoredClaim> claims, Collection<String> projects, Collection<ClusterObjects> months) {
        Map<NodeKey, StoredNode> nodesAfter = new LinkedHashMap<>();
        nodes.forEach(stored -> nodesAfter.putIfAbsent(NodeKey.of(stored.node()), stored));
        Map<ClaimKey, StoredClaim> claimsAfter = new LinkedHashMap<>();
        claims.forEach(stored -> claimsAfter.putIfAbsent(ClaimKey.of(stored.claim()), stored));
        Set<String> newProjects = new LinkedHashSet<>();
        Map<NodeKey, StoredNode> nodesBefore = new HashMap<>(nodesAfter);
        Map<ClaimKey, StoredClaim> claimsBefore = new HashMap<>(claimsAfter);
        for (ClusterObjects month : months) {
            month.nodes().forEach(node -> nodesAfter.merge(NodeKey.of(node), new StoredNode(null, node), (stored, found) -> completed(stored, node)));
            month.claims().forEach(claim -> claimsAfter.merge(ClaimKey.of(claim), new StoredClaim(null, claim), (stored, found) -> completed(stored, claim)));
            newProjects.addAll(month.projects());
        }
        newProjects.removeAll(Set.copyOf(projects));

        List<Node> newNodes = new ArrayList<>();
        List<StoredNode> changedNodes = new ArrayList<>();
        nodesAfter.forEach((key, stored) -> {
            if (stored.id() == null) {
                newNodes.add(stored.node());
            } else if (!stored.equals(nodesBefore.get(key))) {
                changedNodes.add(stored);
            }
        });
        List<Claim> newClaims = new ArrayList<>();
        List<StoredClaim> changedClaims = new ArrayList<>();
        claimsAfter.forEach((key, stored) -> {
            if (stored.id() == null) {
                newClaims.add(stored.claim());
            } else if (!stored.equals(claimsBefore.get(key))) {
                changedClaims.add(stored);
            }
        });
        return new ObjectChanges(newNodes, changedNodes, newClaims, changedClaims, List.copyOf(newProjects));
    }

    /** When role or architecture are missing, koku sets both. */
    private static StoredNode completed(StoredNode stored, Node found) {
        Node known = stored.node();
        return isEmpty(known.role()) || isEmpty(known.architecture())
                ? stored.with(new Node(known.machine(), known.capacity(), found.role(), found.architecture()))
                : stored;
    }

    private static StoredClaim completed(StoredClaim stored, Claim found) {
        return isEmpty(stored.claim().handle()) && found.handle() != null ? new StoredClaim(stored.id(), found) : stored;
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }

    /** How many rows are to be written. */
    public int rows() {
        return newNodes.size() + changedNodes.size() + newClaims.size() + changedClaims.size() + newProjects.size();
    }
}
