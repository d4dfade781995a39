package io.costflow.openshift;

import io.costflow.openshift.RawDay.HourItem;
import io.costflow.openshift.RawDay.LabelsItem;
import io.costflow.openshift.RawDay.PodItem;
import io.costflow.openshift.RawDay.VolumeItem;
import io.costflow.openshift.UsageRow.Kind;
import io.costflow.reference.NamespacePattern;
import io.costflow.reference.NodeRole;
import io.costflow.reference.ReferenceSnapshot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One cluster's day, told in a few words, and its summary, computed from real Parquet files. */
final class ClusterDay {

    private final LocalDate day;
    private final List<PodItem> pods = new ArrayList<>();
    private final List<HourItem> hours = new ArrayList<>();
    private final List<VolumeItem> volumes = new ArrayList<>();
    private final List<LabelsItem> nodeLabels = new ArrayList<>();
    private final List<LabelsItem> namespaceLabels = new ArrayList<>();
    private final List<NamespacePattern> patterns = new ArrayList<>();
    private final List<NodeRole> roles = new ArrayList<>();
    private List<String> enabledKeys = List.of("app", "tier");

    private ClusterDay(LocalDate day) {
        this.day = day;
    }

    /** A day in October 2025, with the keys app and tier enabled. */
    static ClusterDay cluster() {
        return on("2025-10-03");
    }

    static ClusterDay on(String day) {
        return new ClusterDay(LocalDate.parse(day));
    }

    ClusterDay pod(PodItem item) {
        pods.add(item);
        return this;
    }

    ClusterDay hour(int hour, String node, Double coreSeconds, Double byteSeconds) {
        hours.add(new HourItem(hour, node, coreSeconds, byteSeconds));
        return this;
    }

    ClusterDay volume(VolumeItem item) {
        volumes.add(item);
        return this;
    }

    ClusterDay nodeLabels(String node, String labels) {
        nodeLabels.add(new LabelsItem(node, labels));
        return this;
    }

    ClusterDay namespaceLabels(String namespace, String labels) {
        namespaceLabels.add(new LabelsItem(namespace, labels));
        return this;
    }

    ClusterDay enabledKeys(String... keys) {
        enabledKeys = List.of(keys);
        return this;
    }

    ClusterDay category(int id, String pattern) {
        patterns.add(new NamespacePattern(pattern, id));
        return this;
    }

    ClusterDay role(String node, String resourceId, String role) {
        roles.add(new NodeRole(node, resourceId, role));
        return this;
    }

    RawDay raw() {
        return new RawDay(day, pods, hours, volumes, nodeLabels, namespaceLabels,
                new ReferenceSnapshot("org1234567", 1, enabledKeys, patterns, roles, List.of()));
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
