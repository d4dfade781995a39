package io.costflow.inventory;

import io.costflow.day.DayPlan;
import io.costflow.day.MonthPlan;
import io.costflow.day.OutputPeriod;
import io.costflow.day.OutputPlan;
import io.costflow.day.PublishedState;
import io.costflow.provider.CorrelatedOutput;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.DayOutput;
import io.costflow.provider.MonthOutput;
import io.costflow.provider.Providers;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.util.List;
import java.util.Map;

/** Tells whether what is published of an output was computed from exactly the inputs that are there now. */
final class UnchangedOutputs {

    private final Map<String, ReferenceSnapshot> references;

    UnchangedOutputs(Map<String, ReferenceSnapshot> references) {
        this.references = references;
    }

    /** Whether an output of a source's own day is unchanged. */
    boolean isUnchanged(DayPlan plan, OutputPlan output) {
        ReferenceSnapshot reference = references.get(plan.day().tenant());
        return output.published() != null && reference != null
                && output.published().fingerprint().equals(DayFingerprint.of(plan, (DayOutput) Providers.output(output.output()), reference));
    }

    /** Whether a month that is to be made of these days is unchanged. */
    boolean isUnchanged(OutputPeriod period, MonthPlan month, SourceSettings source, MonthOutput output, PublishedState published) {
        ReferenceSnapshot reference = references.get(period.tenant());
        return reference != null && published.fingerprint().equals(DayFingerprint.of(period, month, source, output, reference));
    }

    /** Whether a cloud's day that is attributed to these days of its clusters is unchanged. */
    boolean isUnchanged(DayPlan plan, OutputPlan output, List<DayPlan> clusters) {
        ReferenceSnapshot reference = references.get(plan.day().tenant());
        if (output.published() == null || reference == null) {
            return false;
        }
        List<String> clusterDays = clusters.stream()
                .map(cluster -> DayFingerprint.of(cluster, Providers.of(cluster.source()).factsOutput().orElseThrow(), reference))
                .toList();
        CorrelatedOutput correlated = (CorrelatedOutput) Providers.output(output.output());
        return output.published().fingerprint().equals(DayFingerprint.of(plan, correlated, output.clusters(), clusterDays, reference));
    }
}
