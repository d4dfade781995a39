package io.costflow.provider.openshift;

import io.costflow.day.ReportType;
import io.costflow.provider.openshift.RawDay.HourItem;
import io.costflow.provider.openshift.RawDay.LabelsItem;
import io.costflow.provider.openshift.RawDay.PodItem;
import io.costflow.provider.openshift.RawDay.Used;
import io.costflow.provider.openshift.RawDay.VolumeItem;
import io.costflow.provider.openshift.RawDayFiles.Cut;
import io.costflow.reference.NamespacePattern;
import io.costflow.reference.NodeRole;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random days of few names, so that everything that can meet does meet. */
final class RandomDays {

    private static final Arbitrary<String> NAMESPACES = of("shop", "shop", "openshift-kube-apiserver", "Worker unallocated", "").injectNull(0.1);
    private static final Arbitrary<String> NODES = of("n1", "n1", "n2", "").injectNull(0.1);
    private static final Arbitrary<String> PODS = of("p1", "p2").injectNull(0.1);
    private static final Arbitrary<String> RESOURCE_IDS = of("i-1", "i-2", "i-\uFFFD", "i-\uD83D\uDE00", "").injectNull(0.1);
    private static final Arbitrary<String> ROLES = of("worker", "infra", "master", "gpu", "").injectNull(0.5);
    private static final Arbitrary<String> LABELS = of(
                    "{}",
                    "{\"app\": \"a\"}",
                    "{\"app\": \"b\", \"tier\": \"1\"}",
                    "{\"tier\": \"1\", \"app\": \"b\"}",
                    "{\"app\": \"a\", \"other\": \"x\"}",
                    "{\"vm_kubevirt_io_name\": \"vm\"}",
                    "{\"node_role_kubernetes_io\": \"infra\"}",
                    "{\"tier\": null}")
            .injectNull(0.1);
    private static final Arbitrary<Double> AMOUNTS = Arbitraries.doubles().between(0, 50).ofScale(3).injectNull(0.15);

    private RandomDays() {}

    static Arbitrary<RawDay> days() {
        return Combinators.combine(
                        of("2024-02-10", "2025-02-10", "2025-10-03").map(LocalDate::parse),
                        pods().list().ofMaxSize(8),
                        hours().list().ofMaxSize(6),
                        volumes().list().ofMaxSize(5),
                        labels(NODES).list().ofMaxSize(4),
                        labels(NAMESPACES).list().ofMaxSize(4),
                        reference())
                .as(RawDay::new);
    }

    static Arbitrary<Map<ReportType, Cut>> cuts() {
        Arbitrary<Cut> cut = Combinators.combine(Arbitraries.doubles().between(0, 1).list().ofMaxSize(2), of(1, 2, 3, Integer.MAX_VALUE)).as(Cut::new);
        return Arbitraries.maps(Arbitraries.of(RawDayFiles.TYPES), cut);
    }

    private static Arbitrary<PodItem> pods() {
        return Combinators.combine(NAMESPACES, PODS, NODES, RESOURCE_IDS, LABELS, used(RawDay.HOUR), used(RawDay.HOUR * RawDay.GIB), nodes())
                .as((namespace, pod, node, resourceId, labels, cpu, memory, machine) -> new PodItem(
                        namespace, pod, node, resourceId, labels, cpu, memory, machine.nodeCores(), machine.nodeBytes(), machine.nodeRole()));
    }

    /** Only what a pod line item says of its node. */
    private static Arbitrary<PodItem> nodes() {
        return Combinators.combine(AMOUNTS, amounts(RawDay.GIB), ROLES)
                .as((cores, bytes, role) -> PodItem.pod(null, null, null).onNodeOf(cores, bytes).nodeRole(role));
    }

    private static Arbitrary<Used> used(double unit) {
        return Combinators.combine(amounts(unit), amounts(unit), amounts(unit), amounts(unit)).as(Used::new);
    }

    private static Arbitrary<HourItem> hours() {
        return Combinators.combine(Arbitraries.integers().between(0, 2), NODES, amounts(RawDay.HOUR), amounts(RawDay.HOUR * RawDay.GIB)).as(HourItem::new);
    }

    private static Arbitrary<VolumeItem> volumes() {
        Arbitrary<VolumeItem> named = Combinators.combine(NAMESPACES, PODS, of("c1", "c2").injectNull(0.1), of("v1", "v2").injectNull(0.1), of("gp3", ""))
                .as((namespace, pod, claim, volume, storageClass) -> VolumeItem.volume(namespace, pod, claim, volume).of(storageClass, null));
        double unit = 86400.0 * RawDay.GIB;
        return Combinators.combine(named, LABELS, LABELS, amounts(RawDay.GIB), amounts(unit), amounts(unit), amounts(unit))
                .as((item, ofVolume, ofClaim, bytes, capacity, request, usage) ->
                        item.labels(ofVolume, ofClaim).capacityBytes(bytes).amounts(capacity, request, usage));
    }

    private static Arbitrary<LabelsItem> labels(Arbitrary<String> owners) {
        return Combinators.combine(owners, LABELS).as(LabelsItem::new);
    }

    private static Arbitrary<ReferenceSnapshot> reference() {
        Arbitrary<NamespacePattern> patterns = Combinators.combine(
                        of("%", "sho_", "shop", "openshift-%", "Worker un%", "Platform unallocated", "_%"), Arbitraries.integers().between(1, 3))
                .as(NamespacePattern::new);
        Arbitrary<NodeRole> roles = Combinators.combine(of("n1", "n2", ""), RESOURCE_IDS, ROLES).as(NodeRole::new);
        return Combinators.combine(
                        Arbitraries.subsetOf("app", "node_role_kubernetes_io", "tier"), patterns.list().ofMaxSize(3), roles.list().ofMaxSize(3))
                .as((keys, categories, nodes) -> {
                    SnapshotBuilder snapshot = SnapshotBuilder.of("org1234567").openShiftKeys(List.copyOf(keys));
                    categories.forEach(category -> snapshot.category(category.categoryId(), category.pattern()));
                    nodes.forEach(node -> snapshot.role(node.node(), node.resourceId(), node.role()));
                    return snapshot.build();
                });
    }

    private static Arbitrary<Double> amounts(double unit) {
        return AMOUNTS.map(amount -> amount == null ? null : (Double) (amount * unit));
    }

    @SafeVarargs
    private static <T> Arbitrary<T> of(T... values) {
        return Arbitraries.of(values);
    }
}
