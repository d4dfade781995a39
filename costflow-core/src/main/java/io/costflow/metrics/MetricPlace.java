package io.costflow.metrics;

/** Where metrics are registered. Prometheus' names begin with it. */
public enum MetricPlace {
    INVENTORY("the inventory, in the job manager", "flink_jobmanager_job_operator_coordinator_enumerator_inventory_"),
    READERS("Inventory, in each of its subtasks", Prefix.OF_OPERATORS),
    REFERENCE("the reference data, in the job manager", "flink_jobmanager_job_operator_coordinator_enumerator_reference_"),
    DAYS("Days, in each of its subtasks", Prefix.OF_OPERATORS),
    COMPUTED_DAYS("Cluster days, Cloud days and Days of months, in each of their subtasks", Prefix.OF_OPERATORS),
    CORRELATION("Correlation, in each of its subtasks", Prefix.OF_OPERATORS),
    MONTHS("Months, in each of its subtasks", Prefix.OF_OPERATORS),
    PUBLISH("Publish clusters, Publish clouds, Publish correlation and Publish months, in each of their subtasks", Prefix.OF_OPERATORS);

    private final String title;
    private final String prefix;

    MetricPlace(String title, String prefix) {
        this.title = title;
        this.prefix = prefix;
    }

    /** The operator, and the process. */
    public String title() {
        return title;
    }

    /** What Flink's Prometheus reporter puts before a name, as Flink's scopes are by default. */
    public String prefix() {
        return prefix;
    }

    /** In a class, since an enum's constants come before its static fields and cannot use them. */
    private static final class Prefix {
        private static final String OF_OPERATORS = "flink_taskmanager_job_task_operator_";
    }
}
