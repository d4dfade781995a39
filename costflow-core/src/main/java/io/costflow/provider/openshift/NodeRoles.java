package io.costflow.provider.openshift;

import io.costflow.day.CodePointOrder;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.OpenShiftLineItems.Places;
import io.costflow.reference.ReferenceSnapshot.NodeRole;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The roles of nodes. What reporting_ocp_nodes says counts; a (node, resource id) that has no row there gets the role that koku would store for it, from the
 * day's own line items (C.6).
 */
public final class NodeRoles {

    /** The namespace whose pods run on masters alone. */
    public static final String API_SERVER_NAMESPACE = "openshift-kube-apiserver";
    private static final LikePattern INFRA_LABEL = new LikePattern("%\"node_role_kubernetes_io\": \"infra\"%");

    private record Machine(String node, String resourceId) {}

    /** What the day says of a machine. */
    private static final class Observed {
        private String role;
        private boolean runsApiServer;
    }

    private final Map<Machine, String> known = new HashMap<>();
    private final Map<Machine, Observed> observed = new HashMap<>();
    private final OwnedLabels nodeLabels;
    /** The roles that were asked for. */
    private final Map<Machine, Optional<String>> roles = new HashMap<>();

    NodeRoles(List<NodeRole> stored, List<GroupTable> places, OwnedLabels nodeLabels) {
        this.nodeLabels = nodeLabels;
        for (NodeRole row : stored) {
            known.merge(new Machine(row.node(), row.resourceId()), row.role() == null ? "" : row.role(), CodePointOrder::larger);
        }
        for (GroupTable table : places) {
            for (int group = 0; group < table.size(); group++) {
                Machine machine = new Machine(table.text(Places.NODE, group), table.text(Places.RESOURCE_ID, group));
                Observed day = observed.computeIfAbsent(machine, m -> new Observed());
                day.role = CodePointOrder.larger(day.role, table.isNull(Places.NODE_ROLE, group) ? null : table.maxText(Places.NODE_ROLE, group));
                day.runsApiServer |= API_SERVER_NAMESPACE.equals(table.text(Places.NAMESPACE, group));
            }
        }
    }

    /** The role of a node, or null when it is unknown. NULL names join nothing. */
    String role(String node, String resourceId) {
        if (node == null || resourceId == null) {
            return null;
        }
        return roles.computeIfAbsent(new Machine(node, resourceId), machine -> Optional.ofNullable(find(machine))).orElse(null);
    }

    private String find(Machine machine) {
        return known.containsKey(machine) ? known.get(machine) : derived(machine);
    }

    private String derived(Machine machine) {
        Observed day = observed.get(machine);
        List<String> texts = nodeLabels.texts(machine.node());
        if (day == null || texts.isEmpty()) {
            return null;
        }
        return role(day.role, day.runsApiServer, texts);
    }

    /**
     * The role that koku stores for a node.
     *
     * @param reported the largest role that line items have, or null
     * @param runsApiServer whether pods of the API server run on it
     * @param texts the node's labels
     */
    public static String role(String reported, boolean runsApiServer, Collection<String> texts) {
        if (reported != null) {
            return reported;
        }
        if (runsApiServer) {
            return "master";
        }
        return texts.stream().anyMatch(text -> text != null && INFRA_LABEL.matches(text)) ? "infra" : "worker";
    }
}
