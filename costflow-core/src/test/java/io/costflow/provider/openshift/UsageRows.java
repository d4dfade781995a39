package io.costflow.provider.openshift;

import io.costflow.provider.openshift.UsageRow.Capacity;
import io.costflow.provider.openshift.UsageRow.Consumption;
import io.costflow.provider.openshift.UsageRow.Kind;
import io.costflow.provider.openshift.UsageRow.Volume;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows for tests of the table, and what is written of them by column. */
final class UsageRows {

    static final Volume VOLUME = new Volume("claim", "pv", "gp3", "vol-1", LabelSet.of(Map.of("app", "db")), 10.0, 1.0, 0.5, 0.25);

    private UsageRows() {}

    static UsageRow pod(String namespace, String node, LabelSet labels) {
        return new UsageRow(Kind.POD, 7, namespace, node, "i-1", labels, new Consumption(1.0, 2.0, 3.0, 4.0), new Consumption(5.0, 6.0, 7.0, 8.0),
                new Capacity(9.0, 10.0, 11.0, 12.0, 13.0, 14.0), Volume.NONE);
    }

    static UsageRow storage(String node, String resourceId, Volume volume) {
        return new UsageRow(Kind.STORAGE, null, "shop", node, resourceId, null, Consumption.NONE, Consumption.NONE, Capacity.NONE, volume);
    }

    static UsageRow unallocated(String node, Integer category, Double unused) {
        return new UsageRow(Kind.UNALLOCATED, category, "Worker unallocated", node, "i-1", null, new Consumption(unused, unused, unused, null),
                Consumption.NONE, Capacity.NONE, Volume.NONE);
    }

    /** The values of a written line by column. */
    static Map<String, String> columns(String line) {
        Map<String, String> columns = new TreeMap<>();
        List<String> values = List.of(line.stripTrailing().split("\t", -1));
        for (int i = 0; i < values.size(); i++) {
            columns.put(UsageTable.TABLE.columns().get(i), values.get(i));
        }
        return columns;
    }
}
