package io.costflow.openshift;

import io.costflow.lineitem.GroupTable;
import io.costflow.openshift.OpenShiftLineItems.Volumes;
import io.costflow.openshift.UsageRow.Capacity;
import io.costflow.openshift.UsageRow.Consumption;
import io.costflow.openshift.UsageRow.Kind;
import io.costflow.openshift.UsageRow.Volume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The storage rows of a day (D.3): volumes by the node and machine of the pods that mount them. Pods are not part of the key. */
final class StorageSummary {

    private static final int NUMBERS = Volumes.SUMS + 1;
    private static final List<VolumeNodes.Place> NOWHERE = List.of(new VolumeNodes.Place(null, null));

    private record Group(
            String namespace, VolumeNodes.Place place, String claim, String volume, String storageClass, String csiVolumeHandle, LabelSet labels) {}

    private final OwnedLabels nodeLabels;
    private final OwnedLabels namespaceLabels;
    private final LabelTexts texts;
    private final CostCategories categories;
    private final VolumeNodes nodes;
    private final int daysInMonth;
    private final LabelMerges merges = new LabelMerges();
    private final Map<Group, Amounts> groups = new LinkedHashMap<>();

    StorageSummary(
            OwnedLabels nodeLabels, OwnedLabels namespaceLabels, LabelTexts texts, CostCategories categories, VolumeNodes nodes, int daysInMonth) {
        this.nodeLabels = nodeLabels;
        this.namespaceLabels = namespaceLabels;
        this.texts = texts;
        this.categories = categories;
        this.nodes = nodes;
        this.daysInMonth = daysInMonth;
    }

    List<UsageRow> rows(List<GroupTable> volumes) {
        volumes.forEach(this::add);
        return groups.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList();
    }

    private void add(GroupTable table) {
        for (int group = 0; group < table.size(); group++) {
            String namespace = table.text(Volumes.NAMESPACE, group);
            String claim = table.text(Volumes.CLAIM, group);
            LabelSet volumeLabels = texts.labels(table.text(Volumes.VOLUME_LABELS, group));
            LabelSet claimLabels = texts.labels(table.text(Volumes.CLAIM_LABELS, group));
            boolean labelled = volumeLabels != null && claimLabels != null;
            int times = categories.times(namespace);
            List<VolumeNodes.Place> places = nodes.of(claim, table.text(Volumes.POD, group), namespace);
            for (VolumeNodes.Place place : places.isEmpty() ? NOWHERE : places) {
                for (LabelSet ofNode : nodeLabels.of(place.node())) {
                    for (LabelSet ofNamespace : namespaceLabels.of(namespace)) {
                        LabelSet merged = labelled ? merges.merge(ofNode, ofNamespace, volumeLabels, claimLabels) : null;
                        Group key = new Group(
                                namespace,
                                place,
                                claim,
                                table.text(Volumes.VOLUME, group),
                                table.text(Volumes.STORAGE_CLASS, group),
                                table.text(Volumes.CSI_VOLUME_HANDLE, group),
                                merged);
                        groups.computeIfAbsent(key, k -> new Amounts(NUMBERS)).combine(table, group, Volumes.SUMS, NUMBERS, times);
                    }
                }
            }
        }
    }

    private UsageRow row(Group group, Amounts amounts) {
        Integer share = nodes.share(group.volume());
        return new UsageRow(
                Kind.STORAGE,
                categories.largest(group.namespace()),
                group.namespace(),
                group.place().node(),
                group.place().resourceId(),
                null,
                Consumption.NONE,
                Consumption.NONE,
                Capacity.NONE,
                new Volume(
                        group.claim(),
                        group.volume(),
                        group.storageClass(),
                        group.csiVolumeHandle(),
                        group.labels(),
                        Quantity.gibibytes(amounts.get(Volumes.CAPACITY_BYTES)),
                        Quantity.gibibyteMonths(amounts.get(Volumes.CAPACITY_BYTE_SECONDS), daysInMonth),
                        Quantity.gibibyteMonths(Quantity.divided(amounts.get(Volumes.REQUEST_BYTE_SECONDS), share), daysInMonth),
                        Quantity.gibibyteMonths(Quantity.divided(amounts.get(Volumes.USAGE_BYTE_SECONDS), share), daysInMonth)));
    }
}
