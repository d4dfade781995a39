package io.costflow.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The change of a resource of a kind that Kubernetes does not bring itself: mappings are merged, null removes, anything else replaces. */
final class MergePatch {

    private MergePatch() {}

    static void apply(ObjectNode change, ObjectNode target) {
        change.fields().forEachRemaining(field -> {
            JsonNode before = target.get(field.getKey());
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode within && before instanceof ObjectNode mapping) {
                apply(within, mapping);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        });
    }
}
