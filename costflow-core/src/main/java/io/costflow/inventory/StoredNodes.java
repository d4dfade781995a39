package io.costflow.inventory;

import io.costflow.day.PlannedNode;
import io.costflow.day.SourceDay;
import java.util.List;
import java.util.Map;

/**
 * The stored roles of the nodes of days, where Costflow itself keeps the tables.
 *
 * @param days by day of a cluster, its nodes in order
 */
record StoredNodes(Map<SourceDay, List<PlannedNode>> days) {

    /** Roles are reference data. */
    static final StoredNodes NONE = new StoredNodes(Map.of());

    /** The nodes of a day; null where nothing is stored of them. */
    List<PlannedNode> of(SourceDay day) {
        return days.get(day);
    }
}
