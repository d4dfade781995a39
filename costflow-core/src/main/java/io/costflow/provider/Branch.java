package io.costflow.provider;

import io.costflow.settings.SourceSettings;

/** The branches of the dataflow: one computes all outputs of its kind, for all providers. */
public enum Branch {
    /** Outputs of clusters' own days. */
    CLUSTERS,
    /** Outputs of cloud sources' own days. */
    CLOUDS,
    /** Cloud sources' days attributed to clusters. */
    CORRELATION,
    /** Months of cloud sources. */
    MONTHS;

    /** The branch that computes an output of a source. */
    public static Branch of(SourceSettings source, String output) {
        return of(Providers.of(source), Providers.output(output));
    }

    /** The branch that computes an output of a provider. */
    static Branch of(Provider provider, Output output) {
        if (output instanceof DayOutput) {
            return provider.isCloud() ? CLOUDS : CLUSTERS;
        }
        return output instanceof CorrelatedOutput ? CORRELATION : MONTHS;
    }
}
