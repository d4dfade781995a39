package io.costflow.provider.gcp;

import io.costflow.provider.openshift.LabelSet;
import io.costflow.provider.openshift.LabelTexts;

/** Finds the types of machines in the labels that GCP itself sets. */
final class MachineSpecs {

    private static final String MACHINE_SPEC = "compute.googleapis.com/machine_spec";

    private final LabelTexts texts = LabelTexts.extracting(MACHINE_SPEC);

    /** The type that system labels name; null when they name none. */
    String of(String systemLabels) {
        LabelSet labels = texts.labels(systemLabels);
        return labels == null ? null : labels.get(MACHINE_SPEC);
    }
}
