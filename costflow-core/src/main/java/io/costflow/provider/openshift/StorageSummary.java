package io.costflow.provider.openshift;

import io.costflow.provider.openshift.OpenShiftLineItems.Volumes;
import io.costflow.provider.openshift.UsageRow.Capacity;
import io.costflow.provider.openshift.UsageRow.Consumption;
import io.costflow.provider.openshift.UsageRow.Kind;
import io.costflow.provider.openshift.UsageRow.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The storage rows of a day (D.3): volumes by the node and machine of the pods that mount them. Pods are not part of the key. */
final class StorageSummary {

    private static final int NUMBERS = Volumes.SUMS + 1;
    private static final int[] NOWHERE = {PodPlaces.NOWHERE};

    /** Where a group's numbers are in its tuple. */
    private static final int NAMESPACE = 0;

    private static final int PLACE = 1;
    private static final int CLAIM = 2;
    private static final int VOLUME = 3;
    private static final int STORAGE_CLASS = 4;
    private static final int CSI_VOLUME_HANDLE = 5;
    private static final int LABELS = 6;

    private final DayNumbers numbers;
    private final InheritedLabels inherited;
    private final CostCategories categories;
    private final PodPlaces places;
    private final VolumeNodes nodes;
    private final int daysInMonth;
    private final TupleIndex groups = new TupleIndex(LABELS + 1);
    private final List<Amounts> amounts = new ArrayList<>();

    StorageSummary(
            DayNumbers numbers, InheritedLabels inherited, CostCategories categories, PodPlaces places, VolumeNodes nodes, int daysInMonth) {
        this.numbers = numbers;
        this.inherited = inherited;
        this.categories = categories;
        this.places = places;
        this.nodes = nodes;
        this.daysInMonth = daysInMonth;
    }

    List<UsageRow> rows(List<VolumeGroups> volumes) {
        volumes.forEach(this::add);
        return IntStream.range(0, groups.size()).mapToObj(this::row).toList();
    }

    private void add(VolumeGroups volumes) {
        for (int row = 0; row < volumes.size(); row++) {
            int namespace = volumes.namespaces()[row];
            int claim = volumes.claims()[row];
            int volumeLabels = volumes.volumeLabels()[row];
            int claimLabels = volumes.claimLabels()[row];
            boolean labelled = volumeLabels != Numbered.NULL && claimLabels != Numbered.NULL;
            int times = categories.times(numbers.name(namespace));
            int[] mounted = nodes.of(claim, volumes.pods()[row], namespace);
            for (int place : mounted.length == 0 ? NOWHERE : mounted) {
                for (int ofPlace : inherited.of(places.node(place), namespace)) {
                    int merged = labelled ? numbers.merge(numbers.merge(ofPlace, volumeLabels), claimLabels) : Numbered.NULL;
                    int group = groups.add(
                            namespace, place, claim, volumes.volumes()[row], volumes.storageClasses()[row], volumes.csiVolumeHandles()[row], merged);
                    amounts(group).combine(volumes.table(), row, Volumes.SUMS, NUMBERS, times);
                }
            }
        }
    }

    private Amounts amounts(int group) {
        if (group == amounts.size()) {
            amounts.add(new Amounts(NUMBERS));
        }
        return amounts.get(group);
    }

    private UsageRow row(int group) {
        String namespace = numbers.name(groups.get(group, NAMESPACE));
        int place = groups.get(group, PLACE);
        int volume = groups.get(group, VOLUME);
        Integer share = nodes.share(volume);
        Amounts sums = amounts.get(group);
        return new UsageRow(
                Kind.STORAGE,
                categories.largest(namespace),
                namespace,
                numbers.name(places.node(place)),
                numbers.name(places.resourceId(place)),
                null,
                Consumption.NONE,
                Consumption.NONE,
                Capacity.NONE,
                new Volume(
                        numbers.name(groups.get(group, CLAIM)),
                        numbers.name(volume),
                        numbers.name(groups.get(group, STORAGE_CLASS)),
                        numbers.name(groups.get(group, CSI_VOLUME_HANDLE)),
                        numbers.labelSet(groups.get(group, LABELS)),
                        Quantity.gibibytes(sums.get(Volumes.CAPACITY_BYTES)),
                        Quantity.gibibyteMonths(sums.get(Volumes.CAPACITY_BYTE_SECONDS), daysInMonth),
                        Quantity.gibibyteMonths(Quantity.divided(sums.get(Volumes.REQUEST_BYTE_SECONDS), share), daysInMonth),
                        Quantity.gibibyteMonths(Quantity.divided(sums.get(Volumes.USAGE_BYTE_SECONDS), share), daysInMonth)));
    }
}
