package io.costflow.provider.openshift;

import io.costflow.provider.Report;
import io.costflow.provider.openshift.RawDay.HourItem;
import io.costflow.provider.openshift.RawDay.LabelsItem;
import io.costflow.provider.openshift.RawDay.PodItem;
import io.costflow.provider.openshift.RawDay.Used;
import io.costflow.provider.openshift.RawDay.VolumeItem;
import io.costflow.provider.openshift.RawDayFiles.Cut;
import io.costflow.random.RandomValues;
import io.costflow.reference.ReferenceSnapshot.NamespacePattern;
import io.costflow.reference.ReferenceSnapshot.NodeRole;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Random days of few names, so that everything that can meet does meet. */
final class RandomDays {

    private final RandomValues values;

    private RandomDays(RandomValues values) {
        this.values = values;
    }

    static RawDay day(RandomValues values) {
        RandomDays days = new RandomDays(values);
        return new RawDay(
                LocalDate.parse(values.oneOf("2024-02-10", "2025-02-10", "2025-10-03")),
                values.list(0, 8, days::pod),
                values.list(0, 6, days::hour),
                values.list(0, 5, days::volume),
                values.list(0, 4, () -> new LabelsItem(days.node(), days.labels())),
                values.list(0, 4, () -> new LabelsItem(days.namespace(), days.labels())),
                days.reference());
    }

    /** How the files of some reports are cut; those of the others are not. */
    static Map<Report, Cut> cuts(RandomValues values) {
        Map<Report, Cut> cuts = new HashMap<>();
        for (Report report : RawDayFiles.REPORTS) {
            if (values.chance(0.7)) {
                cuts.put(report, new Cut(values.list(0, 2, values.random()::nextDouble), values.oneOf(1, 2, 3, Integer.MAX_VALUE)));
            }
        }
        return cuts;
    }

    private PodItem pod() {
        return new PodItem(
                namespace(), podName(), node(), resourceId(), labels(), used(RawDay.HOUR), used(RawDay.HOUR * RawDay.GIB), amount(1), amount(RawDay.GIB), role());
    }

    private Used used(double unit) {
        return new Used(amount(unit), amount(unit), amount(unit), amount(unit));
    }

    private HourItem hour() {
        return new HourItem(values.between(0, 2), node(), amount(RawDay.HOUR), amount(RawDay.HOUR * RawDay.GIB));
    }

    private VolumeItem volume() {
        double unit = 86400.0 * RawDay.GIB;
        return VolumeItem.volume(namespace(), podName(), values.orNull(0.1, values.oneOf("c1", "c2")), values.orNull(0.1, values.oneOf("v1", "v2")))
                .of(values.oneOf("gp3", ""), null)
                .labels(labels(), labels())
                .capacityBytes(amount(RawDay.GIB))
                .amounts(amount(unit), amount(unit), amount(unit));
    }

    private ReferenceSnapshot reference() {
        SnapshotBuilder snapshot = SnapshotBuilder.of("org1234567").openShiftKeys(new ArrayList<>(values.subset("app", "node_role_kubernetes_io", "tier")));
        for (int categories = values.between(0, 3); categories > 0; categories--) {
            snapshot.category(values.between(1, 3), values.oneOf("%", "sho_", "shop", "openshift-%", "Worker un%", "Platform unallocated", "_%"));
        }
        for (int roles = values.between(0, 3); roles > 0; roles--) {
            snapshot.role(values.oneOf("n1", "n2", ""), resourceId(), role());
        }
        return snapshot.build();
    }

    private String namespace() {
        return values.orNull(0.1, values.oneOf("shop", "shop", "openshift-kube-apiserver", "Worker unallocated", ""));
    }

    private String podName() {
        return values.orNull(0.1, values.oneOf("p1", "p2"));
    }

    private String node() {
        return values.orNull(0.1, values.oneOf("n1", "n1", "n2", ""));
    }

    private String resourceId() {
        return values.orNull(0.1, values.oneOf("i-1", "i-2", "i-\uFFFD", "i-\uD83D\uDE00", ""));
    }

    private String role() {
        return values.orNull(0.5, values.oneOf("worker", "infra", "master", "gpu", ""));
    }

    private String labels() {
        return values.orNull(0.1, values.oneOf(
                "{}",
                "{\"app\": \"a\"}",
                "{\"app\": \"b\", \"tier\": \"1\"}",
                "{\"tier\": \"1\", \"app\": \"b\"}",
                "{\"app\": \"a\", \"other\": \"x\"}",
                "{\"vm_kubevirt_io_name\": \"vm\"}",
                "{\"node_role_kubernetes_io\": \"infra\"}",
                "{\"tier\": null}"));
    }

    /** Up to 50 of a unit, often none or a whole number. */
    private Double amount(double unit) {
        double amount = switch (values.between(0, 5)) {
            case 0 -> 0;
            case 1 -> values.between(1, 50);
            default -> values.between(0, 50_000) / 1000.0;
        };
        return values.orNull(0.15, amount * unit);
    }
}
