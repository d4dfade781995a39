package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.GroupTable;
import io.costflow.provider.JsonMember;
import io.costflow.provider.LinkRule;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a cloud's files of a month say of the clusters that may run on it: the names of its resources, and the clusters that its tags name. */
final class CloudMonth {

    private final Set<String> resources = new HashSet<>();
    private final Set<String> clusterTags = new HashSet<>();
    private final Set<LakeFile> files = new HashSet<>();

    boolean knows(LakeFile file) {
        return files.contains(file);
    }

    /** Takes in a file, by day. */
    void add(LakeFile file, LinkRule rule, Map<Long, CombinedDay> days) {
        files.add(file);
        for (CombinedDay day : days.values()) {
            GroupTable table = day.table(0);
            for (int group = 0; group < table.size(); group++) {
                String text = table.text(LinkRule.RESOURCE, group);
                String name = text == null ? null : rule.name().apply(text);
                if (name != null && !name.isEmpty()) {
                    resources.add(name);
                }
                addTag(table.text(LinkRule.TAGS, group));
            }
        }
    }

    private void addTag(String tags) {
        String cluster = tags == null || !tags.contains(LinkRule.CLUSTER_TAG) ? null : JsonMember.scalar(tags, LinkRule.CLUSTER_TAG);
        if (cluster != null && !cluster.isEmpty()) {
            clusterTags.add(cluster);
        }
    }

    Set<String> resources() {
        return resources;
    }

    /** The clusters that tags name. */
    Set<String> clusterTags() {
        return clusterTags;
    }

    /** Grows with every file that is taken in. */
    int version() {
        return files.size();
    }
}
