package io.costflow.provider.gcp;

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
import java.util.Set;

/** How a bill of GCP is attributed to clusters (G.4 to G.6). */
public final class GcpRules implements AttributionRules {

    public static final GcpRules RULES = new GcpRules();

    private GcpRules() {}

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
        return false;
    }

    @Override
    public RestOfDisk restOfDisk() {
        return RestOfDisk.BY_GROUP;
    }

    @Override
    public boolean volumesTakeNoMoreThanTheirDisk() {
        return true;
    }

    @Override
    public boolean disksAreChargedByNameToo() {
        return true;
    }

    @Override
    public boolean unclaimedVolumesHaveUsage() {
        return true;
    }

    @Override
    public String diskUnit() {
        return null;
    }

    @Override
    public boolean volumesAreChargedByName() {
        return true;
    }

    @Override
    public boolean machinesOfRowsAreShown() {
        return true;
    }

    @Override
    public boolean emptyNamesAreShown() {
        return false;
    }

    /** Names of nodes and volumes: anywhere in the name of a resource. CSI handles: there or in its global name. */
    private static final class Names implements ClusterNames {

        private final TextIndex inNames;
        private final TextIndex inGlobalNames;
        private final RowsByName byNode = new RowsByName();
        private final RowsByName byVolume = RowsByName.withEmptyNames();
        private final RowsByName byHandle = new RowsByName();

        Names(ClusterUsage usage) {
            Set<String> names = new HashSet<>(usage.nodes());
            names.addAll(usage.volumeNames());
            inNames = new TextIndex(names);
            inGlobalNames = new TextIndex(usage.volumeHandles());
            for (ClusterRow row : usage.rows()) {
                boolean hasMachine = row.resourceId() != null && !row.resourceId().isEmpty();
                if (hasMachine && !row.storage()) {
                    byNode.add(row.node(), row);
                }
                if (hasMachine && row.storage()) {
                    byVolume.add(row.volume(), row);
                }
                byHandle.add(row.csiVolumeHandle(), row);
            }
        }

        @Override
        public boolean matches(Resource resource) {
            return inNames.anyIn(resource.name()) || resource.disk() != null && inGlobalNames.anyIn(resource.disk());
        }

        /** A row that is found both ways counts once. */
        @Override
        public List<ClusterRow> onDisk(Resource resource) {
            Set<ClusterRow> rows = new LinkedHashSet<>(byHandle.namedIn(resource.disk()));
            if (resource.name() != null) {
                rows.addAll(byHandle.namedIn(resource.name()));
            }
            return List.copyOf(rows);
        }

        @Override
        public List<ClusterRow> direct(String resourceId) {
            List<ClusterRow> rows = new ArrayList<>(byNode.namedIn(resourceId));
            rows.addAll(byVolume.namedIn(resourceId));
            return rows;
        }

        @Override
        public List<ClusterRow> ofNetwork(String resourceId) {
            return byNode.namedIn(resourceId);
        }
    }
}
