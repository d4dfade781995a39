package io.costflow.inventory;

import io.costflow.settings.SourceSettings;
import io.costflow.settings.SourceSettings.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cloud source and the clusters that run on it, in one month: what is planned together, since the cloud's days are computed from theirs.
 *
 * @param cloud the cloud source; null when the clusters run on none that is known
 * @param clusters the clusters, in the order of their UUIDs
 */
record DayGroup(SourceMonth cloud, List<SourceMonth> clusters) {

    /** The groups of all months, in no order that matters. */
    static Collection<DayGroup> of(Collection<SourceMonth> months) {
        Map<String, DayGroup> groups = new LinkedHashMap<>();
        for (SourceMonth month : months.stream().sorted(Comparator.comparing(month -> month.source().uuid())).toList()) {
            DayGroup group = groups.computeIfAbsent(key(month), key -> new DayGroup(null, new ArrayList<>()));
            if (month.source().type() == Type.AWS) {
                groups.put(key(month), new DayGroup(month, group.clusters()));
            } else {
                group.clusters().add(month);
            }
        }
        return groups.values();
    }

    /** All months of the group. */
    List<SourceMonth> members() {
        List<SourceMonth> members = new ArrayList<>(clusters);
        if (cloud != null) {
            members.add(cloud);
        }
        return members;
    }

    private static String key(SourceMonth month) {
        SourceSettings source = month.source();
        String cloud = source.infrastructure() == null ? source.uuid() : source.infrastructure();
        return source.tenant() + "/" + cloud + "/" + month.month();
    }
}
