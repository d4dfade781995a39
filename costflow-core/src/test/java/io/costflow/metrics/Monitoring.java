package io.costflow.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The dashboard and the alerts, as they are deployed. */
public final class Monitoring {

    /** Labels that Prometheus adds to what it fetches from a pod, as the pod monitor has it. */
    public static final Set<String> LABELS_OF_PODS = Set.of("namespace", "pod", "app", "component");

    private static final Path FOLDER = Checkout.path("k8s", "monitoring");

    private Monitoring() {}

    static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());
    }

    static JsonNode consoleDashboard() throws IOException {
        return new ObjectMapper().readTree(Checkout.path("k8s", "monitoring-openshift", "console-dashboard.json").toFile());
    }

    /** The panels that show something, rows left out. */
    static List<JsonNode> panels() throws IOException {
        List<JsonNode> panels = new ArrayList<>();
        dashboard().path("panels").forEach(panel -> {
            if (!panel.path("type").asText().equals("row")) {
                panels.add(panel);
            }
        });
        return panels;
    }

    static List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        new YAMLMapper().readTree(FOLDER.resolve("prometheus-rule.yaml").toFile())
                .path("spec").path("groups").forEach(group -> group.path("rules").forEach(alerts::add));
        return alerts;
    }

    static JsonNode podMonitor() throws IOException {
        return new YAMLMapper().readTree(FOLDER.resolve("pod-monitor.yaml").toFile());
    }

    /** Every expression of dashboard and alerts, by what it is for. */
    static Map<String, PromQl> expressions() throws IOException {
        Map<String, PromQl> expressions = new TreeMap<>();
        for (JsonNode alert : alerts()) {
            expressions.put("alert " + alert.path("alert").asText(), PromQl.parse(alert.path("expr").asText()));
        }
        for (JsonNode panel : panels()) {
            panel.path("targets").forEach(target -> expressions.put(
                    "panel " + panel.path("title").asText() + " " + target.path("refId").asText(),
                    PromQl.parse(target.path("expr").asText().replace("$namespace", ".*").replace("$source", ".*"))));
        }
        for (JsonNode row : consoleDashboard().path("rows")) {
            for (JsonNode panel : row.path("panels")) {
                panel.path("targets").forEach(target -> expressions.put(
                        "console panel " + panel.path("title").asText() + " " + target.path("refId").asText(),
                        PromQl.parse(target.path("expr").asText().replace("$namespace", ".*"))));
            }
        }
        return expressions;
    }

    /** Every metric that is asked for, with the labels that its samples must have, and the values that some of these labels must have. */
    public static List<Needed> needed() throws IOException {
        List<Needed> needed = new ArrayList<>();
        expressions().forEach((what, expression) -> expression.selectors().stream().filter(selector -> isOfJob(selector.name())).forEach(selector -> {
            Map<String, String> values = new TreeMap<>();
            selector.matchers().forEach((label, matcher) -> {
                if (!LABELS_OF_PODS.contains(label)) {
                    values.put(label, matcher.replaceFirst("^=~?", ""));
                }
            });
            Set<String> labels = new TreeSet<>(expression.groupings());
            labels.removeAll(LABELS_OF_PODS);
            needed.add(new Needed(what, selector.name(), labels, values));
        }));
        return needed;
    }

    /** Whether a job's processes tell of a metric, not the kubelet, kube-state-metrics or the operator. */
    private static boolean isOfJob(String metric) {
        return metric.startsWith("flink_jobmanager_") || metric.startsWith("flink_taskmanager_");
    }

    /** The names of a metric in Prometheus. */
    public static List<String> names(CostflowMetric metric) {
        return switch (metric.breakdown()) {
            case TOTAL -> List.of(total(metric));
            case SOURCE_TOO -> List.of(total(metric), bySource(metric));
            case SOURCE_ONLY -> List.of(bySource(metric));
        };
    }

    /** The name in Prometheus of a metric of all sources together. */
    public static String total(CostflowMetric metric) {
        return metric.place().prefix() + metric.id();
    }

    /** The name in Prometheus of a metric of one source. */
    public static String bySource(CostflowMetric metric) {
        return metric.place().prefix() + MetricScope.SOURCE + "_" + metric.id();
    }

    /**
     * A metric that is asked for.
     *
     * @param what what asks for it
     * @param labels labels that it must have, since it is grouped by them
     * @param values regular expressions of values of labels
     */
    public record Needed(String what, String metric, Set<String> labels, Map<String, String> values) {

        /** Whether a sample is one of those that are asked for. */
        public boolean isMetBy(String name, Map<String, String> ofSample) {
            return metric.equals(name) && ofSample.keySet().containsAll(labels)
                    && values.entrySet().stream().allMatch(value -> ofSample.getOrDefault(value.getKey(), "").matches(value.getValue()));
        }
    }
}
