package io.costflow.provider;

import io.costflow.settings.OutputSelection;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The outputs that a run publishes, by source, and the outputs that it computes because others need them. */
public final class WantedOutputs implements Serializable {

    private static final long serialVersionUID = 1L;

    private final RunSettings run;
    private final List<SourceSettings> sources;

    /** What a run publishes of sources that were discovered. */
    public WantedOutputs(RunSettings run) {
        this(run, List.of());
    }

    /** @param sources the sources that there are, as far as that is known; empty if they are discovered */
    public WantedOutputs(RunSettings run, List<SourceSettings> sources) {
        this.run = run;
        this.sources = List.copyOf(sources);
    }

    /** Whether an output of a source is published. */
    public boolean isPublished(SourceSettings source, Output output) {
        return run.outputs(source).includes(output.id(), output.byDefault());
    }

    /** The published outputs that are computed from the source's own days. */
    public List<DayOutput> ofOwnDays(SourceSettings source) {
        return Providers.of(source).outputs().stream()
                .filter(output -> output instanceof DayOutput && isPublished(source, output))
                .map(DayOutput.class::cast)
                .toList();
    }

    /** The published outputs by month, which need all days of a month, whatever part of it the window covers. */
    public List<MonthOutput> ofMonths(SourceSettings source) {
        return Providers.of(source).outputs().stream()
                .filter(output -> output instanceof MonthOutput && isPublished(source, output))
                .map(MonthOutput.class::cast)
                .toList();
    }

    /** The published output that attributes a cloud source's days to clusters, if there is one. */
    public Optional<CorrelatedOutput> correlated(SourceSettings cloud) {
        return Providers.of(cloud).correlatedOutput().filter(output -> isPublished(cloud, output));
    }

    /** Whether the files of a report are read for a source: for what is published of it, or for what its cloud needs to know of it. */
    public boolean read(SourceSettings source, Report report) {
        return Providers.of(source).outputs().stream().anyMatch(output -> output.reads(report.id()) && (isPublished(source, output) || isNeeded(source, output)));
    }

    /** Whether any files of a source are read. */
    public boolean read(SourceSettings source) {
        return Providers.of(source).reports().stream().anyMatch(report -> read(source, report));
    }

    /** Whether the cloud that a source runs on may be attributed to clusters, and needs to know what this output computes. */
    private boolean isNeeded(SourceSettings source, Output output) {
        return output instanceof DayOutput day && day.suppliesFacts() && source.infrastructure() != null && isAttributed(source);
    }

    private boolean isAttributed(SourceSettings cluster) {
        if (sources.isEmpty()) {
            return Providers.outputs().stream().anyMatch(other -> other instanceof CorrelatedOutput && run.outputs().includes(other.id(), other.byDefault()));
        }
        return sources.stream()
                .filter(cloud -> cloud.tenant().equals(cluster.tenant()) && cloud.uuid().equals(cluster.infrastructure()))
                .anyMatch(cloud -> correlated(cloud).isPresent());
    }

    /** The outputs of a source that could be published and are not; those that not every source has files for are left out. */
    public List<Output> unpublished(SourceSettings source) {
        return Providers.of(source).outputs().stream().filter(output -> !isPublished(source, output) && !output.mayLackFiles()).toList();
    }

    /** How files are combined, so that every output of every source can be computed. */
    public static Layouts layouts(Settings settings) {
        return new Layouts(ids(settings));
    }

    /** The outputs that are computed of any source: the published ones, and the ones that these need. */
    static Set<String> ids(Settings settings) {
        List<OutputSelection> selections = new ArrayList<>(List.of(settings.run().outputs()));
        settings.sources().stream().map(SourceSettings::outputs).filter(Objects::nonNull).forEach(selections::add);
        Set<String> ids = new HashSet<>();
        boolean correlated = false;
        for (Output output : Providers.outputs()) {
            if (selections.stream().anyMatch(selection -> selection.includes(output.id(), output.byDefault()))) {
                ids.add(output.id());
                correlated |= output instanceof CorrelatedOutput;
            }
        }
        if (correlated) {
            Providers.all().stream().flatMap(provider -> provider.factsOutput().stream()).map(Output::id).forEach(ids::add);
        }
        return ids;
    }
}
