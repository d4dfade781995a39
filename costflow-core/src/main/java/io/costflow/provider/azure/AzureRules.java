package io.costflow.provider.azure;

import io.costflow.provider.cloud.AttributionRules;
import io.costflow.provider.cloud.CloudLineItem.Resource;
import io.costflow.provider.cloud.ClusterNames;
import io.costflow.provider.cloud.RowsByName;
import io.costflow.provider.cloud.TextIndex;
import io.costflow.provider.openshift.ClusterRow;
import io.costflow.provider.openshift.ClusterUsage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How a bill of Azure is attributed to clusters (Z.4 to Z.6). */
public final class AzureRules implements AttributionRules {

    public static final AzureRules RULES = new AzureRules();

    private AzureRules() {}

    @Override
    public ClusterNames names(ClusterUsage usage) {
        return new Names(usage);
    }

    @Override
    public boolean tagsAreSplitOverClusters() {
        return false;
    }

    @Override
    public boolean disksAreFoundByTags() {
        return false;
    }

    @Override
    public boolean disksMayHaveNoVolume() {
        return true;
    }

    @Override
    public RestOfDisk restOfDisk() {
        return RestOfDisk.ALWAYS;
    }

    @Override
    public boolean unclaimedVolumesHaveUsage() {
        return true;
    }

    @Override
    public String diskUnit() {
        return "GB-Mo";
    }

    @Override
    public boolean volumesAreChargedByName() {
        return true;
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

    /** Names of nodes, and names and CSI handles of volumes: anywhere in the full name of a resource, in the last part of it as the joins say. */
    private static final class Names implements ClusterNames {

        private static final String SYSTEM_DISK = "_osdisk";

        private final TextIndex matchable;
        private final RowsByName byNode = new RowsByName();
        private final RowsByName byNodeInLowerCase = new RowsByName();
        private final RowsByName byVolume = RowsByName.withEmptyNames();
        private final RowsByName byHandle = RowsByName.withEmptyNames();

        Names(ClusterUsage usage) {
            Set<String> names = new HashSet<>(usage.nodes());
            names.addAll(usage.volumeNames());
            matchable = new TextIndex(names);
            for (ClusterRow row : usage.rows()) {
                boolean hasMachine = row.resourceId() != null && !row.resourceId().isEmpty();
                if (hasMachine && !row.storage() && row.node() != null) {
                    byNode.add(row.node(), row);
                    byNodeInLowerCase.add(row.node().toLowerCase(Locale.ROOT), row);
                }
                if (row.storage()) {
                    byVolume.add(row.volume(), row);
                }
                if (row.csiVolumeHandle() != null) {
                    byHandle.add(row.csiVolumeHandle().toLowerCase(Locale.ROOT), row);
                }
            }
        }

        @Override
        public boolean matches(Resource resource) {
            return matchable.anyIn(resource.name());
        }

        /** A row that is found both ways counts once. */
        @Override
        public List<ClusterRow> onDisk(Resource resource) {
            Set<ClusterRow> rows = new LinkedHashSet<>(byVolume.namedIn(resource.disk()));
            rows.addAll(byHandle.named(resource.disk().toLowerCase(Locale.ROOT)));
            return List.copyOf(rows);
        }

        @Override
        public List<ClusterRow> direct(String resourceId) {
            List<ClusterRow> rows = new ArrayList<>(byNodeInLowerCase.named(resourceId.toLowerCase(Locale.ROOT).replace(SYSTEM_DISK, "")));
            for (ClusterRow row : byVolume.namedIn(resourceId)) {
                if (row.resourceId() != null && !row.resourceId().isEmpty()) {
                    rows.add(row);
                }
            }
            return rows;
        }

        @Override
        public List<ClusterRow> ofNetwork(String resourceId) {
            return byNode.named(resourceId);
        }
    }
}
