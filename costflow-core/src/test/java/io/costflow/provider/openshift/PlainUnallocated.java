package io.costflow.provider.openshift;

import static io.costflow.provider.openshift.PlainSql.groupBy;
import static io.costflow.provider.openshift.PlainSql.leftJoin;
import static io.costflow.provider.openshift.PlainSql.like;
import static io.costflow.provider.openshift.PlainSql.max;
import static io.costflow.provider.openshift.PlainSql.maxText;
import static io.costflow.provider.openshift.PlainSql.minus;
import static io.costflow.provider.openshift.PlainSql.same;
import static io.costflow.provider.openshift.PlainSql.sum;

import io.costflow.provider.openshift.RawDay.LabelsItem;
import io.costflow.provider.openshift.RawDay.PodItem;
import io.costflow.provider.openshift.UsageRow.Kind;
import io.costflow.reference.NamespacePattern;
import io.costflow.reference.NodeRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The specification's D.4 and C.6, word for word: unallocated capacity from the pod rows, and the nodes that koku would store. */
final class PlainUnallocated {

    private static final int NAMESPACE = 2;
    private static final int NODE = 3;
    private static final int RESOURCE_ID = 4;
    private static final int NODE_CPU_HOURS = 9;
    private static final int NODE_MEMORY_HOURS = 11;
    private static final Set<String> NOT_COUNTED = Set.of("Platform unallocated", "Worker unallocated", "Network unattributed", "Storage unattributed");

    private record Join(PlainRow lids, NodeRole role) {}

    private record PodLabelJoin(PodItem ocp, LabelsItem nl) {}

    private PlainUnallocated() {}

    static List<PlainRow> rows(RawDay day, List<PlainRow> pods) {
        List<NodeRole> roles = roles(day);
        List<Join> joined = new ArrayList<>();
        for (PlainRow lids : pods) {
            Object namespace = lids.texts().get(NAMESPACE);
            if (namespace != null && !NOT_COUNTED.contains(namespace)) {
                for (NodeRole role : leftJoin(
                        roles, row -> same(row.node(), lids.texts().get(NODE)) && same(row.resourceId(), lids.texts().get(RESOURCE_ID)))) {
                    joined.add(new Join(lids, role));
                }
            }
        }
        List<PlainRow> rows = new ArrayList<>();
        groupBy(joined, row -> Collections.singletonList(row.lids().texts().get(NODE))).forEach((key, group) -> {
            String role = maxText(group, row -> row.role() == null ? null : row.role().role());
            String namespace = "master".equals(role) || "infra".equals(role) ? "Platform unallocated" : "worker".equals(role) ? "Worker unallocated" : null;
            String resourceId = maxText(group, row -> (String) row.lids().texts().get(RESOURCE_ID));
            for (NamespacePattern cat : leftJoin(day.reference().namespacePatterns(), row -> like(namespace, row.pattern()))) {
                rows.add(new PlainRow(
                        Arrays.asList(Kind.UNALLOCATED, PlainSummary.category(cat), namespace, key.get(0), resourceId, null, null, null, null, null, null),
                        numbers(group)));
            }
        });
        return rows;
    }

    private static List<Double> numbers(List<Join> group) {
        List<Double> numbers = new ArrayList<>();
        for (int used = 0; used < 3; used++) {
            numbers.add(unused(group, NODE_CPU_HOURS, used));
        }
        numbers.add(null);
        for (int used = 4; used < 7; used++) {
            numbers.add(unused(group, NODE_MEMORY_HOURS, used));
        }
        numbers.add(null);
        for (int capacity = 8; capacity < 14; capacity++) {
            int number = capacity;
            numbers.add(max(group, row -> row.lids().numbers().get(number)));
        }
        numbers.addAll(Collections.nCopies(4, null));
        return numbers;
    }

    private static Double unused(List<Join> group, int capacity, int used) {
        return minus(max(group, row -> row.lids().numbers().get(capacity)), sum(group, row -> row.lids().numbers().get(used)));
    }

    /** The largest stored role of each machine, and of machines that are not stored the role that koku would store. */
    private static List<NodeRole> roles(RawDay day) {
        List<NodeRole> roles = new ArrayList<>();
        groupBy(day.reference().nodeRoles(), row -> Arrays.asList(row.node(), row.resourceId())).forEach((key, group) ->
                roles.add(new NodeRole((String) key.get(0), (String) key.get(1), maxText(group, NodeRole::role))));
        List<PodLabelJoin> joined = new ArrayList<>();
        for (PodItem ocp : day.pods()) {
            for (LabelsItem nl : day.nodeLabels()) {
                if (same(ocp.node(), nl.owner())) {
                    joined.add(new PodLabelJoin(ocp, nl));
                }
            }
        }
        groupBy(joined, row -> Arrays.asList(row.ocp().node(), row.ocp().resourceId())).forEach((key, group) -> {
            if (roles.stream().noneMatch(row -> row.node().equals(key.get(0)) && same(row.resourceId(), key.get(1)))) {
                roles.add(new NodeRole((String) key.get(0), (String) key.get(1), derived(group)));
            }
        });
        return roles;
    }

    private static String derived(List<PodLabelJoin> group) {
        String reported = maxText(group, row -> row.ocp().nodeRole());
        if (reported != null) {
            return reported;
        }
        if (group.stream().anyMatch(row -> same(row.ocp().namespace(), "openshift-kube-apiserver"))) {
            return "master";
        }
        return group.stream().anyMatch(row -> like(row.nl().labels(), "%\"node_role_kubernetes_io\": \"infra\"%")) ? "infra" : "worker";
    }
}
