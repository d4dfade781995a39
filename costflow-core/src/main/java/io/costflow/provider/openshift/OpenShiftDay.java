package io.costflow.provider.openshift;

import io.costflow.day.ReportType;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.openshift.OpenShiftLineItems.Capacities;
import io.costflow.provider.openshift.OpenShiftLineItems.Labels;
import io.costflow.provider.openshift.OpenShiftLineItems.Places;
import io.costflow.provider.openshift.OpenShiftLineItems.Pods;
import io.costflow.provider.openshift.OpenShiftLineItems.Volumes;
import io.costflow.reference.ReferenceSnapshot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The OpenShift daily summary of one cluster and day (specification, part D): a pure function of the day's files and the reference data. */
final class OpenShiftDay {

    private final List<DayFile> files;

    private OpenShiftDay(List<DayFile> files) {
        this.files = files;
    }

    /**
     * The rows of a day.
     *
     * @param files the day's files in path order: sums are added in that order
     */
    static List<UsageRow> rows(LocalDate day, List<DayFile> files, ReferenceSnapshot reference) {
        return new OpenShiftDay(files).rows(day, reference);
    }

    private List<UsageRow> rows(LocalDate day, ReferenceSnapshot reference) {
        LabelTexts texts = new LabelTexts(new EnabledKeys(reference.enabledOpenShiftKeys())::contains);
        OwnedLabels nodeLabels = new OwnedLabels(tables(ReportType.NODE_LABELS_DAILY, Labels.TABLE), texts);
        OwnedLabels namespaceLabels = new OwnedLabels(tables(ReportType.NAMESPACE_LABELS_DAILY, Labels.TABLE), texts);
        CostCategories categories = new CostCategories(reference.namespacePatterns());
        NodeCapacities capacities = new NodeCapacities(tables(ReportType.POD_USAGE_HOURLY, Capacities.TABLE));
        List<GroupTable> places = tables(ReportType.POD_USAGE_DAILY, Places.TABLE);

        DayNumbers numbers = new DayNumbers(texts);
        InheritedLabels inherited = new InheritedLabels(numbers, nodeLabels, namespaceLabels);
        List<VolumeGroups> volumes = tables(ReportType.STORAGE_USAGE_DAILY, Volumes.TABLE).stream().map(table -> VolumeGroups.of(numbers, table)).toList();
        PodPlaces podPlaces = new PodPlaces(numbers, volumes, places);
        VolumeNodes volumeNodes = new VolumeNodes(volumes, podPlaces);

        List<UsageRow> pods = new PodSummary(numbers, inherited, categories, capacities).rows(tables(ReportType.POD_USAGE_DAILY, Pods.TABLE));
        List<UsageRow> storage = new StorageSummary(numbers, inherited, categories, podPlaces, volumeNodes, day.lengthOfMonth()).rows(volumes);
        List<UsageRow> unallocated =
                new UnallocatedSummary(new NodeRoles(reference.nodeRoles(), places, nodeLabels), categories).rows(pods);

        List<UsageRow> rows = new ArrayList<>(pods);
        rows.addAll(storage);
        rows.addAll(unallocated);
        return rows;
    }

    private List<GroupTable> tables(ReportType type, int table) {
        return files.stream().filter(file -> file.type() == type).map(file -> file.lineItems().table(table)).toList();
    }
}
