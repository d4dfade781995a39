package io.costflow.provider.cloud;

import io.costflow.provider.cloud.AttributionRules.RestOfDisk;
import io.costflow.provider.cloud.CloudLineItem.Resource;
import io.costflow.provider.cloud.ClusterResources.NetworkNode;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Attributes a cloud source's bill of one day to the clusters that run on it (specification, E.2 to E.7): a pure function of the bill and of the clusters'
 * days.
 */
public final class Correlation {

    private record VolumeOfCluster(String volume, String clusterId) {}

    /**
     * What all clusters together have on a disk.
     *
     * @param parts how many parts the rest is charged in
     */
    private record DiskUse(double capacity, int parts) {}

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
     * @param enabledOnBothSides whether a tag key of the cloud is enabled for it and, ignoring case, for OpenShift
     */
    public Correlation(AttributionRules rules, CloudDayBill bill, List<CloudCluster> clusters, Predicate<String> enabledOnBothSides) {
        this.rules = rules;
        this.bill = bill;
        for (CloudCluster cluster : clusters) {
            ClusterResources resources = new ClusterResources(rules.names(cluster.usage()), bill.items(), rules.volumesAreChargedByName());
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
                    Double capacity = disks.get(item.resource().disk());
                    attributeResource(party, item, capacity, watched);
                    if (!uncharged.isCharged(number)) {
                        uncharged.belongs(number, unchargedReason(party, item, capacity != null));
                    }
                } else {
                    attributeTags(party, item, watched);
                }
            }
        }
        Currencies currencies = new Currencies();
        bill.items().forEach(item -> currencies.add(item.product().currency()));
        return new BillFindings(uncharged.totals(), currencies, uncharged.costOfClusters());
    }

    private static UnchargedReason unchargedReason(Party party, CloudLineItem item, boolean disk) {
        if (item.direction() != null || disk) {
            return UnchargedReason.NOBODY_THERE;
        }
        if (!party.resources().directGroups(item.resourceId()).isEmpty()) {
            return UnchargedReason.NODE_CAPACITY;
        }
        return party.resources().onDisk(item.resource()).isEmpty() ? UnchargedReason.NAME_ONLY : UnchargedReason.DISK_CAPACITY;
    }

    /** The capacities of the cluster's disks (E.4); of several names of one disk the largest. */
    private Map<String, Double> disks(Party party) {
        Map<String, Double> disks = new HashMap<>();
        Set<Resource> seen = new HashSet<>();
        for (CloudLineItem item : bill.items()) {
            Resource resource = item.resource();
            boolean candidate = resource.disk() != null && !seen.contains(resource)
                    && (party.resources().matches(item) || rules.disksAreFoundByTags() && !matchedStrings(party, item).isEmpty());
            if (candidate) {
                seen.add(resource);
                double capacity = bill.diskCapacities().of(resource);
                if (!Double.isNaN(capacity) && (rules.disksMayHaveNoVolume() || !party.resources().onDisk(resource).isEmpty())) {
                    disks.merge(resource.disk(), capacity, Math::max);
                }
            }
        }
        return disks;
    }

    /** @param capacity the capacity of the disk that the line item is for; null if it is for something else */
    private void attributeResource(Party party, CloudLineItem item, Double capacity, Consumer<AttributedCost> shares) {
        if (item.direction() != null) {
            attributeNetwork(party, item, shares);
            if (capacity != null && rules.restOfDisk() == RestOfDisk.ALWAYS) {
                attributeRest(party, item, capacity, shares);
            }
            return;
        }
        List<DiskGroup> volumes = capacity == null ? List.of() : party.resources().diskGroups(item.resource());
        List<DirectGroup> direct = capacity == null || rules.disksAreChargedByNameToo() ? party.resources().directGroups(item.resourceId()) : List.of();
        int parts = direct.size();
        for (DiskGroup group : volumes) {
            if (takesAll(group, capacity)) {
                parts++;
            }
        }
        attributeVolumes(party, item, volumes, capacity, parts, shares);
        if (capacity != null && rules.restOfDisk() == RestOfDisk.BY_GROUP) {
            attributeRestByGroup(party, item, volumes, capacity, shares);
        } else if (capacity != null) {
            attributeRest(party, item, capacity, shares);
        }
        attributeDirectly(party, item, direct, parts, shares);
    }

    /** Whether volumes are charged with a disk as if they were all of it. */
    private boolean takesAll(DiskGroup group, double capacity) {
        return rules.volumesTakeNoMoreThanTheirDisk() && (capacity == 0 || group.capacity > capacity);
    }

    /**
     * Volumes on a disk (E.5 i).
     *
     * @param parts how many shares have an equal part of the line item, where volumes take all of it
     */
    private void attributeVolumes(
            Party party, CloudLineItem item, List<DiskGroup> groups, Double capacity, int parts, Consumer<AttributedCost> shares) {
        for (DiskGroup group : groups) {
            boolean unclaimed = group.unclaimed();
            boolean all = takesAll(group, capacity);
            shares.accept(new AttributedCost(
                    party.cluster(),
                    AttributedCost.STORAGE,
                    unclaimed ? Namespaces.STORAGE_UNATTRIBUTED : group.namespace,
                    group.node,
                    group.claim,
                    group.volume,
                    group.storageClass,
                    shownResource(item, group.machine),
                    item.product(),
                    diskUnit(item),
                    null,
                    unclaimed ? null : tags(group.podLabels, group.volumeLabels, item),
                    unclaimed ? null : item.costCategory(),
                    unclaimed ? null : group.costCategory,
                    unclaimed && !rules.unclaimedVolumesHaveUsage() ? Numbers.NULL : all ? item.usage() / parts : item.usage(),
                    Numbers.scaled(item.costs(), all ? 1.0 / parts : group.capacity / capacity)));
        }
    }

    /** What no volume takes of a disk (E.5 ii). */
    private void attributeRest(Party party, CloudLineItem item, double capacity, Consumer<AttributedCost> shares) {
        List<DiskGroup> groups = party.resources().diskGroups(item.resource());
        DiskUse use = diskUses.computeIfAbsent(item.resource().disk(), this::diskUse);
        if (!groups.isEmpty() && (rules.restOfDisk() == RestOfDisk.ALWAYS || !Double.isNaN(use.capacity()) && use.capacity() != capacity)) {
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
                    Numbers.scaled(item.costs(), (capacity - use.capacity()) / capacity / use.parts())));
        }
    }

    /** What no volume takes of a disk, where each group of volumes is charged with the part of one volume (G.5 ii). */
    private void attributeRestByGroup(
            Party party, CloudLineItem item, List<DiskGroup> groups, double capacity, Consumer<AttributedCost> shares) {
        DiskUse use = diskUses.computeIfAbsent(item.resource().disk(), this::diskUse);
        boolean nothingLeft = capacity == 0 || use.capacity() > capacity;
        for (DiskGroup group : groups) {
            shares.accept(new AttributedCost(
                    party.cluster(),
                    AttributedCost.STORAGE,
                    Namespaces.STORAGE_UNATTRIBUTED,
                    group.node,
                    group.claim,
                    group.volume,
                    group.storageClass,
                    shownResource(item, group.machine),
                    item.product(),
                    diskUnit(item),
                    null,
                    tags(group.podLabels, group.volumeLabels, item),
                    null,
                    null,
                    0,
                    Numbers.scaled(item.costs(), nothingLeft ? 0 : (capacity - use.capacity()) / capacity / use.parts())));
        }
    }

    /** The volumes that all clusters have on a disk: of each volume its largest capacity, of each cluster's apart unless groups share the rest. */
    private DiskUse diskUse(String disk) {
        Resource resource = new Resource(null, disk, disk);
        boolean byGroup = rules.restOfDisk() == RestOfDisk.BY_GROUP;
        Map<VolumeOfCluster, Double> capacities = new HashMap<>();
        Set<String> clusters = new HashSet<>();
        double sum = Numbers.NULL;
        for (Party party : parties) {
            for (ClusterRow row : party.resources().onDisk(resource)) {
                clusters.add(party.cluster().id());
                capacities.merge(
                        new VolumeOfCluster(row.volume(), byGroup ? null : party.cluster().id()), Numbers.largerOf(Numbers.NULL, row.claimCapacity()), Numbers::larger);
            }
        }
        List<Double> ordered = new ArrayList<>(capacities.values());
        ordered.sort(null);
        for (double capacity : ordered) {
            sum = Numbers.sum(sum, capacity);
        }
        return new DiskUse(sum, byGroup ? capacities.size() : clusters.size());
    }

    /** A machine by effective usage over capacity, its unused part included; volumes, where they are charged by name, in equal parts (E.5 iii, E.6). */
    private void attributeDirectly(Party party, CloudLineItem item, List<DirectGroup> groups, int parts, Consumer<AttributedCost> shares) {
        for (DirectGroup group : groups) {
            shares.accept(new AttributedCost(
                    party.cluster(),
                    group.storage ? AttributedCost.STORAGE : AttributedCost.POD,
                    group.namespace,
                    group.node,
                    shownName(group.claim),
                    shownName(group.volume),
                    shownName(group.storageClass),
                    shownResource(item, group.machine),
                    item.product(),
                    item.product().unit(),
                    null,
                    tags(group.podLabels, group.volumeLabels, item),
                    item.costCategory(),
                    group.costCategory,
                    item.usage() / parts,
                    Numbers.scaled(item.roundedCosts(), group.storage ? 1.0 / parts : group.share(party.cluster().byMemory()))));
        }
    }

    private String shownName(String name) {
        return !rules.emptyNamesAreShown() && name != null && name.isEmpty() ? null : name;
    }

    /** @param machine the largest id of the machines of the rows that are charged */
    private String shownResource(CloudLineItem item, String machine) {
        return rules.machinesOfRowsAreShown() ? machine : item.resourceId();
    }

    private String diskUnit(CloudLineItem item) {
        return rules.diskUnit() == null ? item.product().unit() : rules.diskUnit();
    }

    /** Data that a machine sent or received, in full to each of its nodes (E.7); to none where its direction is empty (Z.5). */
    private void attributeNetwork(Party party, CloudLineItem item, Consumer<AttributedCost> shares) {
        if (item.direction() == Direction.EMPTY) {
            return;
        }
        for (NetworkNode node : party.resources().networkNodes(item.resourceId())) {
            shares.accept(new AttributedCost(
                    party.cluster(),
                    AttributedCost.POD,
                    Namespaces.NETWORK_UNATTRIBUTED,
                    node.node(),
                    null,
                    null,
                    null,
                    shownResource(item, node.machine()),
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
                    shownResource(item, group.machine),
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
