package io.costflow.sql.function;

import java.util.List;
import java.util.Optional;
import org.apache.flink.table.catalog.CatalogFunction;
import org.apache.flink.table.catalog.CatalogFunctionImpl;
import org.apache.flink.table.functions.ScalarFunction;

/** The functions that questions about line items need, by the names that they have in SQL. */
public final class Functions {

    private record Entry(String name, String description, Class<? extends ScalarFunction> type) {}

    private static final List<Entry> ALL = List.of(
            new Entry("core_hours", "core_hours(core_seconds)                  hours of a CPU core", CoreHours.class),
            new Entry("gib_hours", "gib_hours(byte_seconds)                   hours of a GiB (2^30 bytes)", GibHours.class),
            new Entry("label_value", "label_value(labels, key)                  the value of a label from the JSON text of all", LabelValue.class),
            new Entry("labels_map", "labels_map(labels)                        labels as MAP<STRING, STRING>", LabelsMap.class),
            new Entry("resource_id_matches", "resource_id_matches(resource_id, suffix)  whether a cloud's id ends with a cluster's", ResourceIdMatches.class));

    private Functions() {}

    /** All names. */
    public static List<String> names() {
        return ALL.stream().map(Entry::name).toList();
    }

    /** A line for each. */
    public static List<String> descriptions() {
        return ALL.stream().map(Entry::description).toList();
    }

    /** The function of a name. */
    public static Optional<CatalogFunction> find(String name) {
        return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst().map(entry -> new CatalogFunctionImpl(entry.type().getName()));
    }
}
