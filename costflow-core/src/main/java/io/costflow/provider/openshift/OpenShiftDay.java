package io.costflow.provider.openshift;

import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.OpenShiftLineItems.Capacities;
import io.costflow.provider.openshift.OpenShiftLineItems.Labels;
import io.costflow.provider.openshift.OpenShiftLineItems.Places;
import io.costflow.provider.openshift.OpenShiftLineItems.Pods;
import io.costflow.provider.openshift.OpenShiftLineItems.Volumes;
import io.costflow.provider.DayContents;
import io.costflow.reference.ReferenceSnapshot;
import java.util.ArrayList;
import java.util.List;

/** The OpenShift daily summary of one cluster and day (specification, part D): a pure function of the day's files and the reference data. */
final class OpenShiftDay {

    private OpenShiftDay() {}

    /** The rows of a day. */
    static List<UsageRow> rows(DayContents day) {
        ReferenceSnapshot reference = day.reference();
        LabelTexts texts = new LabelTexts(new EnabledKeys(reference.enabledKeys(OpenShift.TYPE))::contains);
        OwnedLabels nodeLabels = new OwnedLabels(day.tables(OpenShift.NODE_LABELS_DAILY, Labels.OF_NODES), texts);
        OwnedLabels namespaceLabels = new OwnedLabels(day.tables(OpenShift.NAMESPACE_LABELS_DAILY, Labels.OF_NAMESPACES), texts);
        CostCategories categories = new CostCategories(reference.namespacePatterns());
        NodeCapacities capacities = new NodeCapacities(day.tables(OpenShift.POD_USAGE_HOURLY, Capacities.GROUPING));
        List<GroupTable> places = day.tables(OpenShift.POD_USAGE_DAILY, Places.GROUPING);

        DayNumbers numbers = new DayNumbers(texts);
        InheritedLabels inherited = new InheritedLabels(numbers, nodeLabels, namespaceLabels);
        List<VolumeGroups> volumes = day.tables(OpenShift.STORAGE_USAGE_DAILY, Volumes.GROUPING).stream().map(table -> VolumeGroups.of(numbers, table)).toList();
        PodPlaces podPlaces = new PodPlaces(numbers, volumes, places);
        VolumeNodes volumeNodes = new VolumeNodes(volumes, podPlaces);

        List<UsageRow> pods = new PodSummary(numbers, inherited, categories, capacities).rows(day.tables(OpenShift.POD_USAGE_DAILY, Pods.GROUPING));
        List<UsageRow> storage = new StorageSummary(numbers, inherited, categories, podPlaces, volumeNodes, day.day().day().lengthOfMonth()).rows(volumes);
        List<UsageRow> unallocated =
                new UnallocatedSummary(new NodeRoles(reference.nodeRoles(), places, nodeLabels), categories).rows(pods);

        List<UsageRow> rows = new ArrayList<>(pods);
        rows.addAll(storage);
        rows.addAll(unallocated);
        return rows;
    }
}
