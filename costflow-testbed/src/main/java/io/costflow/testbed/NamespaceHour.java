package io.costflow.testbed;

import static io.costflow.testbed.LineItemColumn.key;

import java.time.Instant;

/**
 * A namespace's labels in an hour.
 *
 * @param hour the start of the hour
 * @param namespace the namespace
 * @param labels its labels, as {@link LabelText} writes them
 */
public record NamespaceHour(Instant hour, String namespace, String labels) implements LineItem {
    static final ReportLayout<NamespaceHour> LAYOUT =
            ReportLayout.of("namespace_labels", key("namespace", NamespaceHour::namespace), key("namespace_labels", NamespaceHour::labels));
}
