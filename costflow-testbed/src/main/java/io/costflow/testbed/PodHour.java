package io.costflow.testbed;

import static io.costflow.testbed.LineItemColumn.absentText;
import static io.costflow.testbed.LineItemColumn.key;
import static io.costflow.testbed.LineItemColumn.max;
import static io.costflow.testbed.LineItemColumn.maxText;
import static io.costflow.testbed.LineItemColumn.sum;

import java.time.Instant;

/**
 * What a pod used in an hour.
 *
 * @param hour the start of the hour
 * @param namespace its namespace
 * @param node the node that it ran on
 * @param resourceId the node's id at the cloud provider
 * @param pod its name
 * @param labels its labels, as {@link LabelText} writes them
 * @param cpu core-seconds
 * @param memory byte-seconds
 * @param nodeCores the node's cores
 * @param nodeBytes the node's memory
 */
public record PodHour(
        Instant hour,
        String namespace,
        String node,
        String resourceId,
        String pod,
        String labels,
        Amounts cpu,
        Amounts memory,
        double nodeCores,
        double nodeBytes)
        implements LineItem {
    private static final double SECONDS = 3600;

    static final ReportLayout<PodHour> LAYOUT = ReportLayout.of(
            "pod_usage",
            key("namespace", PodHour::namespace),
            key("node", PodHour::node),
            key("pod", PodHour::pod),
            key("pod_labels", PodHour::labels),
            maxText("resource_id", PodHour::resourceId),
            sum("pod_usage_cpu_core_seconds", item -> item.cpu.usage),
            sum("pod_request_cpu_core_seconds", item -> item.cpu.request),
            sum("pod_effective_usage_cpu_core_seconds", item -> item.cpu.effectiveUsage()),
            sum("pod_limit_cpu_core_seconds", item -> item.cpu.limit),
            sum("pod_usage_memory_byte_seconds", item -> item.memory.usage),
            sum("pod_request_memory_byte_seconds", item -> item.memory.request),
            sum("pod_effective_usage_memory_byte_seconds", item -> item.memory.effectiveUsage()),
            sum("pod_limit_memory_byte_seconds", item -> item.memory.limit),
            max("node_capacity_cpu_cores", PodHour::nodeCores),
            sum("node_capacity_cpu_core_seconds", item -> item.nodeCores * SECONDS),
            max("node_capacity_memory_bytes", PodHour::nodeBytes),
            sum("node_capacity_memory_byte_seconds", item -> item.nodeBytes * SECONDS),
            absentText("node_role"));

    /** An amount of cores or memory, times seconds: what was used, what was asked for, and what was allowed. */
    public record Amounts(double usage, double request, double limit) {

        /** The larger of what was used and what was asked for (A.8). */
        double effectiveUsage() {
            return Math.max(usage, request);
        }
    }
}
