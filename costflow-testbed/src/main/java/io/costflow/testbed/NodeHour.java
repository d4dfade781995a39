package io.costflow.testbed;

import static io.costflow.testbed.LineItemColumn.key;

import java.time.Instant;

/**
 * A node's labels in an hour.
 *
 * @param hour the start of the hour
 * @param node the node
 * @param labels its labels, as {@link LabelText} writes them
 */
public record NodeHour(Instant hour, String node, String labels) implements LineItem {
    static final ReportLayout<NodeHour> LAYOUT = ReportLayout.of("node_labels", key("node", NodeHour::node), key("node_labels", NodeHour::labels));
}
