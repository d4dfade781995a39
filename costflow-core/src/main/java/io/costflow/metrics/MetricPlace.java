package io.costflow.metrics;

/** Where metrics are registered. Prometheus' names begin with it. */
public enum MetricPlace {
    INVENTORY("the inventory, in the job manager", "flink_jobmanager_job_operator_coordinator_enumerator_inventory_"),
    READERS("Inventory, in each of its subtasks", Prefix.OF_OPERATORS),
    REFERENCE("the reference data, in the job manager", "flink_jobmanager_job_operator_coordinator_enumerator_reference_"),
    DAYS("Days, in each of its subtasks", Prefix.OF_OPERATORS),
    OPENSHIFT_DAY("OpenShift day, in each of its subtasks", Prefix.OF_OPERATORS),
    OPENSHIFT_ON_AWS("OpenShift on AWS, in each of its subtasks", Prefix.OF_OPERATORS),
    PUBLISH("Publish OpenShift and Publish OpenShift on AWS, in each of their subtasks", Prefix.OF_OPERATORS);

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

    /** An enum's own constants cannot be used by those that come before. */
    private static final class Prefix {
        private static final String OF_OPERATORS = "flink_taskmanager_job_task_operator_";
    }
}
