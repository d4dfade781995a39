package io.costflow.provider.cloud;

import io.costflow.provider.cloud.ClusterTags.Condition;
import io.costflow.provider.openshift.ClusterRow;
import io.costflow.provider.openshift.LabelSet;
import io.costflow.provider.openshift.LabelTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Attributes a cloud source's bill of one day to the clusters that run on it (specification, E.2 to E.7): a pure function of the bill and of the clusters'
 * days.
 */
public final class Correlation {

    private record VolumeOfCluster(String volume, String clusterId) {}

    /** What all clusters together have on a disk. */
    private record DiskUse(double capacity, int clusters) {}

    private record LabelsAndTags(String labels, LabelSet tags) {}

    /** A cluster with what is found of it in the bill. */
    private record Party(CloudCluster cluster, ClusterResources resources, ClusterTags tags) {}

    private final AttributionRules rules;
    private final CloudDayBill bill;
    private final List<Party> parties = new ArrayList<>();
    private final LabelTexts texts = new LabelTexts(key -> true);
    private final Map<LabelsAndTags, LabelSet> merged = new HashMap<>();
    private final Map<String, DiskUse> diskUses = new HashMap<>();

    /**
     * @param rules how bills of this kind are attributed
     * @param clusters all clusters that run on the source and have this day, in the order of their sources
     * @param enabledOnBothSides whether a tag key is enabled for the cloud and for OpenShift
     */
    public Correlation(AttributionRules rules, CloudDayBill bill, List<CloudCluster> clusters, Predicate<String> enabledOnBothSides) {
        this.rules = rules;
        this.bill = bill;
        for (CloudCluster cluster : clusters) {
            ClusterResources resources = new ClusterResources(rules.names(cluster.usage()), rules.volumesAreChargedByName());
            parties.add(new Party(cluster, resources, new ClusterTags(cluster, enabledOnBothSides, texts)));
        }
    }

    /**
     * Gives every share to the consumer, cluster by cluster.
     *
     * @return what is worth telling of the bill
     */
    public BillFindings attribute(Consumer<AttributedCost> shares) {
        UnchargedItems uncharged = new UnchargedItems(bill.items());
        for (Party party : parties) {
            Map<String, Double> disks = disks(party);
            for (int number = 0; number < bill.items().size(); number++) {
                CloudLineItem item = bill.items().get(number);
                Consumer<AttributedCost> watched = uncharged.watching(number, shares);
                if (party.resources().matches(item)) {
                    Double capacity = disks.get(item.resourceId());
                    attributeResource(party, item, capacity, watched);
                    if (!uncharged.isCharged(number)) {
                        uncharged.belongs(number, unchargedReason(party, item, capacity != null));
                    }
                } else {
                    attributeTags(party, item, watched);
                }
            }
        }
        SortedSet<String> currencies = new TreeSet<>();
        bill.items().stream().map(item -> item.product().currency()).filter(Objects::nonNull).forEach(currencies::add);
        return new BillFindings(uncharged.totals(), currencies, uncharged.costOfClusters());
    }

    private static UnchargedReason unchargedReason(Party party, CloudLineItem item, boolean disk) {
        if (item.direction() != null || disk) {
            return UnchargedReason.NOBODY_THERE;
        }
        if (!party.resources().directGroups(item.resourceId()).isEmpty()) {
            return UnchargedReason.NODE_CAPACITY;
        }
        return party.resources().onDisk(item.resourceId()).isEmpty() ? UnchargedReason.NAME_ONLY : UnchargedReason.DISK_CAPACITY;
    }

    /** The capacities of resource ids that are disks of the cluster (E.4); of several names with one id the largest. */
    private Map<String, Double> disks(Party party) {
        Map<String, Double> disks = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (CloudLineItem item : bill.items()) {
            String id = item.resourceId();
            boolean candidate = id != null && !seen.contains(item.resourceName())
                    && (party.resources().matches(item) || rules.disksAreFoundByTags() && !matchedStrings(party, item).isEmpty());
            if (candidate) {
                seen.add(item.resourceName());
                double capacity = bill.diskCapacities().of(item.resourceName());
                if (!Double.isNaN(capacity) && (rules.disksMayHaveNoVolume() || !party.resources().onDisk(id).isEmpty())) {
                    disks.merge(id, capacity, Math::max);
                }
            }
        }
        return disks;
    }

    /** @param capacity the capacity of the disk that the line item is for; null if it is for something else */
    private void attributeResource(Party party, CloudLineItem item, Double capacity, Consumer<AttributedCost> shares) {
        if (item.direction() != null) {
            attributeNetwork(party, item, shares);
            if (capacity != null && rules.everyDiskHasARest()) {
                attributeRest(party, item, capacity, shares);
            }
        } else if (capacity != null) {
            attributeVolumes(party, item, capacity, shares);
            attributeRest(party, item, capacity, shares);
        } else {
            attributeDirectly(party, item, shares);
        }
    }

    /** Volumes on a disk (E.5 i). */
    private void attributeVolumes(Party party, CloudLineItem item, double capacity, Consumer<AttributedCost> shares) {
        for (DiskGroup group : party.resources().diskGroups(item.resourceId())) {
            boolean unclaimed = group.unclaimed();
            shares.accept(new AttributedCost(
                    party.cluster(),
                    AttributedCost.STORAGE,
                    unclaimed ? Namespaces.STORAGE_UNATTRIBUTED : group.namespace,
                    group.node,
                    group.claim,
                    group.volume,
                    group.storageClass,
                    item.resourceId(),
                    item.product(),
                    diskUnit(item),
                    null,
                    unclaimed ? null : tags(group.podLabels, group.volumeLabels, item),
                    unclaimed ? null : item.costCategory(),
                    unclaimed ? null : group.costCategory,
                    unclaimed && !rules.unclaimedVolumesHaveUsage() ? Numbers.NULL : item.usage(),
                    Numbers.scaled(item.costs(), group.capacity / capacity)));
        }
    }

    /** What no volume takes of a disk (E.5 ii). */
    private void attributeRest(Party party, CloudLineItem item, double capacity, Consumer<AttributedCost> shares) {
        List<DiskGroup> groups = party.resources().diskGroups(item.resourceId());
        DiskUse use = diskUses.computeIfAbsent(item.resourceId(), this::diskUse);
        if (!groups.isEmpty() && (rules.everyDiskHasARest() || !Double.isNaN(use.capacity()) && use.capacity() != capacity)) {
            DiskGroup all = DiskGroup.all(groups);
            shares.accept(new AttributedCost(
                    party.cluster(),
                    AttributedCost.STORAGE,
                    Namespaces.STORAGE_UNATTRIBUTED,
                    null,
                    all.claim,
                    all.volume,
                    all.storageClass,
                    item.resourceId(),
                    item.product(),
                    diskUnit(item),
                    null,
                    null,
                    null,
                    null,
                    Numbers.NULL,
                    Numbers.scaled(item.costs(), (capacity - use.capacity()) / capacity / use.clusters())));
        }
    }

    /** The volumes that all clusters have on a disk: of each volume of each cluster its largest capacity. */
    private DiskUse diskUse(String resourceId) {
        Map<VolumeOfCluster, Double> capacities = new HashMap<>();
        Set<String> clusters = new HashSet<>();
        double sum = Numbers.NULL;
        for (Party party : parties) {
            for (ClusterRow row : party.resources().onDisk(resourceId)) {
                clusters.add(party.cluster().id());
                capacities.merge(
                        new VolumeOfCluster(row.volume(), party.cluster().id()), Numbers.largerOf(Numbers.NULL, row.claimCapacity()), Numbers::larger);
            }
        }
        List<Double> ordered = new ArrayList<>(capacities.values());
        ordered.sort(null);
        for (double capacity : ordered) {
            sum = Numbers.sum(sum, capacity);
        }
        return new DiskUse(sum, clusters.size());
    }

    /** A machine by effective usage over capacity, its unused part included; volumes, where they are charged by name, in equal parts (E.5 iii, E.6). */
    private void attributeDirectly(Party party, CloudLineItem item, Consumer<AttributedCost> shares) {
        List<DirectGroup> groups = party.resources().directGroups(item.resourceId());
        for (DirectGroup group : groups) {
            shares.accept(new AttributedCost(
                    party.cluster(),
                    group.storage ? AttributedCost.STORAGE : AttributedCost.POD,
                    group.namespace,
                    group.node,
                    group.claim,
                    group.volume,
                    group.storageClass,
                    item.resourceId(),
                    item.product(),
                    item.product().unit(),
                    null,
                    tags(group.podLabels, group.volumeLabels, item),
                    item.costCategory(),
                    group.costCategory,
                    item.usage() / groups.size(),
                    Numbers.scaled(item.roundedCosts(), group.storage ? 1.0 / groups.size() : group.share(party.cluster().byMemory()))));
        }
    }

    private String diskUnit(CloudLineItem item) {
        return rules.diskUnit() == null ? item.product().unit() : rules.diskUnit();
    }

    /** Data that a machine sent or received, in full to each of its nodes (E.7). */
    private void attributeNetwork(Party party, CloudLineItem item, Consumer<AttributedCost> shares) {
        for (String node : party.resources().networkNodes(item.resourceId())) {
            shares.accept(new AttributedCost(
                    party.cluster(),
                    AttributedCost.POD,
                    Namespaces.NETWORK_UNATTRIBUTED,
                    node,
                    null,
                    null,
                    null,
                    item.resourceId(),
                    item.product(),
                    item.product().unit(),
                    item.direction(),
                    item.tags(),
                    null,
                    null,
                    item.usage(),
                    item.roundedCosts()));
        }
    }

    /** What only tags point to, in equal parts over namespaces and data sources, and over clusters where the rules say so (E.5 iv, E.6). */
    private void attributeTags(Party party, CloudLineItem item, Consumer<AttributedCost> shares) {
        Set<String> strings = matchedStrings(party, item);
        if (strings.isEmpty()) {
            return;
        }
        List<TagGroup> groups = party.tags().groups(Condition.of(item.tags(), strings));
        if (groups.isEmpty()) {
            return;
        }
        double parts = rules.tagsAreSplitOverClusters() ? (double) groups.size() * clusters(item) : groups.size();
        for (TagGroup group : groups) {
            shares.accept(new AttributedCost(
                    party.cluster(),
                    group.storage ? AttributedCost.STORAGE : AttributedCost.POD,
                    group.namespace,
                    group.node,
                    group.claim,
                    group.volume,
                    group.storageClass,
                    item.resourceId(),
                    item.product(),
                    item.product().unit(),
                    null,
                    tags(group.podLabels, group.volumeLabels, item),
                    item.costCategory(),
                    group.costCategory,
                    item.usage() / parts,
                    Numbers.scaled(item.roundedCosts(), 1 / parts)));
        }
    }

    /** Only tags that survive the provider's enabled keys can match: the special ones do, and the ones that are enabled on both sides. */
    private Set<String> matchedStrings(Party party, CloudLineItem item) {
        return item.tags() == null || item.tags().equals(LabelSet.EMPTY) ? Set.of() : party.tags().matched(item.tags(), item.rawTags());
    }

    /** How many clusters have rows that the line item's tags point to, by the strings of any cluster that it did not match by resource; at least one. */
    private int clusters(CloudLineItem item) {
        Set<String> strings = new LinkedHashSet<>();
        for (Party party : parties) {
            if (!party.resources().matches(item)) {
                strings.addAll(matchedStrings(party, item));
            }
        }
        Condition condition = Condition.of(item.tags(), strings);
        int clusters = 0;
        for (Party party : parties) {
            if (!party.tags().groups(condition).isEmpty()) {
                clusters++;
            }
        }
        return Math.max(1, clusters);
    }

    /** The labels with the line item's tags, which win; NULL when there are no labels (E.6). */
    private LabelSet tags(String podLabels, String volumeLabels, CloudLineItem item) {
        String text = podLabels != null ? podLabels : volumeLabels;
        if (text == null || item.tags() == null) {
            return null;
        }
        return merged.computeIfAbsent(new LabelsAndTags(text, item.tags()), both -> texts.labels(both.labels()).overriddenBy(both.tags()));
    }
}
