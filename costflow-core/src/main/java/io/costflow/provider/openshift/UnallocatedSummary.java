package io.costflow.provider.openshift;

import io.costflow.day.CodePointOrder;
import io.costflow.provider.openshift.UsageRow.Capacity;
import io.costflow.provider.openshift.UsageRow.Consumption;
import io.costflow.provider.openshift.UsageRow.Kind;
import io.costflow.provider.openshift.UsageRow.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What no pod used of each node (D.4): its capacity less the sums of its pod rows. It may be negative, and stays so. */
final class UnallocatedSummary {

    private static final String PLATFORM = "Platform unallocated";
    private static final String WORKER = "Worker unallocated";
    private static final Set<String> NOT_COUNTED = Set.of(PLATFORM, WORKER, "Network unattributed", "Storage unattributed");

    private final NodeRoles roles;
    private final CostCategories categories;

    UnallocatedSummary(NodeRoles roles, CostCategories categories) {
        this.roles = roles;
        this.categories = categories;
    }

    /** One row per node, and one more for every further cost category that its namespace falls in. */
    List<UsageRow> rows(List<UsageRow> pods) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (UsageRow pod : pods) {
            if (pod.namespace() != null && !NOT_COUNTED.contains(pod.namespace())) {
                nodes.computeIfAbsent(pod.node(), node -> new Node()).add(pod, roles.role(pod.node(), pod.resourceId()));
            }
        }
        List<UsageRow> rows = new ArrayList<>();
        nodes.forEach((name, node) -> {
            String namespace = namespace(node.role);
            List<Integer> matching = categories.matching(namespace);
            if (matching.isEmpty()) {
                rows.add(node.row(namespace, name, null));
            }
            matching.forEach(category -> rows.add(node.row(namespace, name, category)));
        });
        return rows;
    }

    private static String namespace(String role) {
        if (role == null) {
            return null;
        }
        return switch (role) {
            case "master", "infra" -> PLATFORM;
            case "worker" -> WORKER;
            default -> null;
        };
    }

    /** The sums and maxima over the pod rows of a node. */
    private static final class Node {
        private String role;
        private String resourceId;
        private Consumption cpu = Consumption.NONE;
        private Consumption memory = Consumption.NONE;
        private Capacity capacity = Capacity.NONE;

        void add(UsageRow pod, String podRole) {
            role = CodePointOrder.larger(role, podRole);
            resourceId = CodePointOrder.larger(resourceId, pod.resourceId());
            cpu = sum(cpu, pod.cpu());
            memory = sum(memory, pod.memory());
            capacity = larger(capacity, pod.capacity());
        }

        UsageRow row(String namespace, String name, Integer category) {
            return new UsageRow(
                    Kind.UNALLOCATED,
                    category,
                    namespace,
                    name,
                    resourceId,
                    null,
                    unused(capacity.nodeCpuCoreHours(), cpu),
                    unused(capacity.nodeMemoryGigabyteHours(), memory),
                    capacity,
                    Volume.NONE);
        }

        private static Consumption unused(Double available, Consumption used) {
            return new Consumption(
                    Quantity.difference(available, used.usage()),
                    Quantity.difference(available, used.request()),
                    Quantity.difference(available, used.effective()),
                    null);
        }

        private static Consumption sum(Consumption a, Consumption b) {
            return new Consumption(
                    Quantity.sum(a.usage(), b.usage()), Quantity.sum(a.request(), b.request()), Quantity.sum(a.effective(), b.effective()), null);
        }

        private static Capacity larger(Capacity a, Capacity b) {
            return new Capacity(
                    Quantity.larger(a.nodeCpuCores(), b.nodeCpuCores()),
                    Quantity.larger(a.nodeCpuCoreHours(), b.nodeCpuCoreHours()),
                    Quantity.larger(a.nodeMemoryGigabytes(), b.nodeMemoryGigabytes()),
                    Quantity.larger(a.nodeMemoryGigabyteHours(), b.nodeMemoryGigabyteHours()),
                    Quantity.larger(a.clusterCpuCoreHours(), b.clusterCpuCoreHours()),
                    Quantity.larger(a.clusterMemoryGigabyteHours(), b.clusterMemoryGigabyteHours()));
        }
    }
}
