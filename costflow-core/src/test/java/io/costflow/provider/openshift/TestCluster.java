package io.costflow.provider.openshift;

import io.costflow.provider.openshift.RawDay.HourItem;
import io.costflow.provider.openshift.RawDay.LabelsItem;
import io.costflow.provider.openshift.RawDay.PodItem;
import io.costflow.provider.openshift.RawDay.VolumeItem;
import io.costflow.provider.openshift.UsageRow.Kind;
import io.costflow.reference.SnapshotBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One cluster's day, told in a few words, and its summary, computed from real Parquet files. */
final class TestCluster {

    private final LocalDate day;
    private final List<PodItem> pods = new ArrayList<>();
    private final List<HourItem> hours = new ArrayList<>();
    private final List<VolumeItem> volumes = new ArrayList<>();
    private final List<LabelsItem> nodeLabels = new ArrayList<>();
    private final List<LabelsItem> namespaceLabels = new ArrayList<>();
    private final SnapshotBuilder reference = SnapshotBuilder.of("org1234567").openShiftKeys(List.of("app", "tier"));

    private TestCluster(LocalDate day) {
        this.day = day;
    }

    /** A day in October 2025, with the keys app and tier enabled. */
    static TestCluster cluster() {
        return on("2025-10-03");
    }

    static TestCluster on(String day) {
        return new TestCluster(LocalDate.parse(day));
    }

    TestCluster pod(PodItem item) {
        pods.add(item);
        return this;
    }

    TestCluster hour(int hour, String node, Double coreSeconds, Double byteSeconds) {
        hours.add(new HourItem(hour, node, coreSeconds, byteSeconds));
        return this;
    }

    TestCluster volume(VolumeItem item) {
        volumes.add(item);
        return this;
    }

    TestCluster nodeLabels(String node, String labels) {
        nodeLabels.add(new LabelsItem(node, labels));
        return this;
    }

    TestCluster namespaceLabels(String namespace, String labels) {
        namespaceLabels.add(new LabelsItem(namespace, labels));
        return this;
    }

    TestCluster enabledKeys(String... keys) {
        reference.openShiftKeys(List.of(keys));
        return this;
    }

    TestCluster category(int id, String pattern) {
        reference.category(id, pattern);
        return this;
    }

    TestCluster role(String node, String resourceId, String role) {
        reference.role(node, resourceId, role);
        return this;
    }

    RawDay raw() {
        return new RawDay(day, pods, hours, volumes, nodeLabels, namespaceLabels, reference.build());
    }

    List<UsageRow> rows() {
        RawDay raw = raw();
        return OpenShiftDay.rows(day, RawDayFiles.of(raw), raw.reference());
    }

    List<UsageRow> podRows() {
        return rows(Kind.POD);
    }

    List<UsageRow> storageRows() {
        return rows(Kind.STORAGE);
    }

    List<UsageRow> unallocatedRows() {
        return rows(Kind.UNALLOCATED);
    }

    private List<UsageRow> rows(Kind kind) {
        return rows().stream().filter(row -> row.kind() == kind).toList();
    }
}
