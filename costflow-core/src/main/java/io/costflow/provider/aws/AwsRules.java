package io.costflow.provider.aws;

import io.costflow.provider.cloud.AttributionRules;
import io.costflow.provider.cloud.CloudLineItem.Resource;
import io.costflow.provider.cloud.ClusterNames;
import io.costflow.provider.cloud.RowsByName;
import io.costflow.provider.cloud.TextIndex;
import io.costflow.provider.openshift.ClusterRow;
import io.costflow.provider.openshift.ClusterUsage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How a bill of AWS is attributed to clusters (E.3 to E.7). */
public final class AwsRules implements AttributionRules {

    public static final AwsRules RULES = new AwsRules();

    private AwsRules() {}

    @Override
    public ClusterNames names(ClusterUsage usage) {
        return new Names(usage);
    }

    @Override
    public boolean tagsAreSplitOverClusters() {
        return true;
    }

    @Override
    public boolean disksAreFoundByTags() {
        return true;
    }

    @Override
    public boolean disksMayHaveNoVolume() {
        return false;
    }

    @Override
    public RestOfDisk restOfDisk() {
        return RestOfDisk.IF_ANY;
    }

    @Override
    public boolean unclaimedVolumesHaveUsage() {
        return false;
    }

    @Override
    public String diskUnit() {
        return null;
    }

    @Override
    public boolean volumesAreChargedByName() {
        return false;
    }

    @Override
    public boolean volumesTakeNoMoreThanTheirDisk() {
        return false;
    }

    @Override
    public boolean disksAreChargedByNameToo() {
        return false;
    }

    @Override
    public boolean machinesOfRowsAreShown() {
        return false;
    }

    @Override
    public boolean emptyNamesAreShown() {
        return true;
    }

    /** Ids of machines, and names and CSI handles of volumes that have a name. The first step matches by suffix, later joins by substring (E.3, E.5). */
    private static final class Names implements ClusterNames {

        private final TextIndex matchable;
        private final RowsByName byMachine = new RowsByName();
        private final RowsByName byHandle = new RowsByName();

        Names(ClusterUsage usage) {
            Set<String> names = new HashSet<>(usage.resourceIds());
            names.addAll(usage.namesOfNamedVolumes());
            matchable = new TextIndex(names);
            for (ClusterRow row : usage.rows()) {
                byMachine.add(row.resourceId(), row);
                byHandle.add(row.csiVolumeHandle(), row);
            }
        }

        @Override
        public boolean matches(Resource resource) {
            return matchable.anyEnds(resource.name());
        }

        @Override
        public List<ClusterRow> onDisk(Resource resource) {
            return byHandle.namedIn(resource.disk());
        }

        @Override
        public List<ClusterRow> direct(String resourceId) {
            return byMachine.namedIn(resourceId);
        }

        @Override
        public List<ClusterRow> ofNetwork(String resourceId) {
            return byMachine.namedIn(resourceId).stream().filter(row -> !row.storage()).toList();
        }
    }
}
