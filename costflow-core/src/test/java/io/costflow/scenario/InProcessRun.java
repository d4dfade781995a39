package io.costflow.scenario;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.Retention;
import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.MonthPlan;
import io.costflow.day.OutputPlan;
import io.costflow.day.PlannedCluster;
import io.costflow.day.PlannedNode;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.BytesFile;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.LineItemReader.CombinedFile;
import io.costflow.lineitem.MonthSpan;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.output.ClusterDay;
import io.costflow.output.CorrelationFunction;
import io.costflow.output.DayFunction;
import io.costflow.output.MonthHarness;
import io.costflow.provider.CorrelatedOutput;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.DayOutput;
import io.costflow.provider.Layouts;
import io.costflow.provider.MonthFolders;
import io.costflow.provider.MonthOutput;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.provider.Report;
import io.costflow.publish.PublishInput;
import io.costflow.publish.Table;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.DayRange;
import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * Computes every output of every day of a lake in the calling thread, without a Flink job: reads and combines each file, groups what files contribute by day, and
 * hands the complete days to the operators that compute. Listing, planning and publishing have tests of their own.
 */
public final class InProcessRun {

    private static final long REVISION = 1;
    private static final long NEWEST = 1;
    private static final Layouts LAYOUTS = Layouts.ofAll();

    private final DayRange window;
    private final ReferenceSnapshot reference;
    private final Function<SourceDay, List<PlannedNode>> nodes;

    /** What the files of the lake contribute to each day of a source. */
    private final Map<SourceDay, List<Contribution>> contributions = new TreeMap<>(Comparator.comparing(SourceDay::toString));

    private InProcessRun(DayRange window, ReferenceSnapshot reference, Function<SourceDay, List<PlannedNode>> nodes) {
        this.window = window;
        this.reference = reference;
        this.nodes = nodes;
    }

    /** Computes the days of a window, and returns their rows and marks. */
    public static List<PublishInput> compute(Path lake, DayRange window, List<SourceSettings> sources, ReferenceSnapshot reference) throws Exception {
        return compute(lake, window, sources, reference, day -> null);
    }

    /** The same with the stored roles of each day's nodes. */
    public static List<PublishInput> compute(
            Path lake, DayRange window, List<SourceSettings> sources, ReferenceSnapshot reference, Function<SourceDay, List<PlannedNode>> nodes) throws Exception {
        InProcessRun run = new InProcessRun(window, reference, nodes);
        for (SourceSettings source : sources) {
            run.read(lake, source);
        }
        return run.compute(sources);
    }

    /** Returns all tables that rows are computed for. */
    public static List<Table<?>> tables() {
        List<Table<?>> tables = new ArrayList<>();
        Providers.outputs().forEach(output -> tables.addAll(output.tables()));
        return tables;
    }

    private void read(Path lake, SourceSettings source) throws IOException, UnreadableFileException {
        MonthFolders folders = Providers.of(source).folders();
        for (YearMonth month : folders.around(window.months())) {
            for (Report report : Providers.of(source).reports()) {
                Path folder = lake.resolve("%s%s/%s/source=%s/year=%04d/month=%02d".formatted(
                        report.daily() ? "daily/" : "", source.account(), report.folder(), source.uuid(), month.getYear(), month.getMonthValue()));
                if (Files.exists(folder) && Providers.of(source).outputs().stream().anyMatch(output -> output.reads(report.id()))) {
                    for (Path file : filesOf(folder)) {
                        read(file, report, source, folders.around(month));
                    }
                }
            }
        }
    }

    private void read(Path file, Report report, SourceSettings source, MonthSpan months) throws IOException, UnreadableFileException {
        LakeFile listed = new LakeFile(report.id(), "file:" + file, Files.size(file), NEWEST);
        CombinedFile combined =
                LineItemReader.combine(new BytesFile(Files.readAllBytes(file)), LAYOUTS.layout(report.id()), months, this::isInWindow);
        combined.days().forEach((epochDay, lineItems) -> {
            SourceDay day = new SourceDay(source.tenant(), source.uuid(), epochDay);
            contributions.computeIfAbsent(day, first -> new ArrayList<>())
                    .add(new Contribution(day, REVISION, listed, LAYOUTS.version(report.id()), true, lineItems.rows(), lineItems.encode(), null));
        });
    }

    private boolean isInWindow(long epochDay) {
        return epochDay >= window.from().toEpochDay() && epochDay <= window.to().toEpochDay();
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
        }
    }

    private List<PublishInput> compute(List<SourceSettings> sources) throws Exception {
        try (var days = new OneInputStreamOperatorTestHarness<CompleteDay, PublishInput>(
                        new ProcessOperator<>(new DayFunction(LAYOUTS, Retention.UNTIL_FINISHED)));
                var correlation = new KeyedTwoInputStreamOperatorTestHarness<SourceDay, CompleteDay, ClusterDay, PublishInput>(
                        new KeyedCoProcessOperator<>(new CorrelationFunction(LAYOUTS, Retention.UNTIL_FINISHED)),
                        day -> day.plan().day(), ClusterDay::cloudDay, TypeInformation.of(SourceDay.class))) {
            days.open();
            correlation.open();
            for (SourceSettings source : sources) {
                for (SourceDay day : daysOf(source)) {
                    for (Output output : Providers.of(source).outputs()) {
                        if (output instanceof DayOutput) {
                            days.processElement(complete(day, source, OutputPlan.of(output.id())), 0);
                        }
                    }
                }
            }
            Collection<StreamRecord<ClusterDay>> clusterDays = days.getSideOutput(DayFunction.CLUSTER_DAYS);
            for (StreamRecord<ClusterDay> clusterDay : clusterDays == null ? List.<StreamRecord<ClusterDay>>of() : clusterDays) {
                correlation.processElement2(clusterDay);
            }
            for (SourceSettings cloud : sources) {
                CorrelatedOutput output = Providers.of(cloud).correlatedOutput().orElse(null);
                if (output != null && sources.stream().anyMatch(cluster -> cloud.uuid().equals(cluster.infrastructure()))) {
                    for (SourceDay day : daysOf(cloud)) {
                        correlation.processElement1(
                                new StreamRecord<>(complete(day, cloud, OutputPlan.of(output.id()).with(clustersOn(day, sources)))));
                    }
                }
            }
            List<PublishInput> outputs = new ArrayList<>(days.extractOutputValues());
            outputs.addAll(correlation.extractOutputValues());
            outputs.addAll(computeMonths(sources));
            return outputs;
        }
    }

    /** The window of a scenario lies within one month. */
    private List<PublishInput> computeMonths(List<SourceSettings> sources) throws Exception {
        try (MonthHarness months = new MonthHarness(LAYOUTS, Retention.UNTIL_FINISHED)) {
            months.reference(reference);
            for (SourceSettings source : sources) {
                for (Output output : Providers.of(source).outputs()) {
                    if (output instanceof MonthOutput && !daysOf(source).isEmpty()) {
                        OutputPlan wanted = OutputPlan.of(output.id());
                        List<MonthPlan.Day> named = daysOf(source).stream()
                                .map(day -> new MonthPlan.Day(day.epochDay(), DayFingerprint.ofContribution(complete(day, source, wanted).plan(), wanted)))
                                .sorted(Comparator.comparing(MonthPlan.Day::epochDay))
                                .toList();
                        for (SourceDay day : daysOf(source)) {
                            months.day(complete(day, source, wanted.in(new MonthPlan(named, null, false, false))));
                        }
                    }
                }
            }
            return months.outputs();
        }
    }

    private CompleteDay complete(SourceDay day, SourceSettings source, OutputPlan wanted) {
        List<LakeFile> files = contributions.get(day).stream().map(Contribution::file).sorted().toList();
        DayPlan plan = new DayPlan(day, REVISION, source, files, Overlap.WINNER, false, List.of(wanted)).withNodes(nodes.apply(day));
        List<Contribution> ofOutput = contributions.get(day).stream()
                .filter(contribution -> Providers.output(wanted.output()).concerns(contribution.file()))
                .sorted(Comparator.comparing(Contribution::file))
                .toList();
        return new CompleteDay(plan, wanted.output(), REVISION, ofOutput, reference);
    }

    /** The clusters that run on a cloud source and have files on its day, in the order of a plan. */
    private List<PlannedCluster> clustersOn(SourceDay day, List<SourceSettings> sources) {
        return sources.stream()
                .filter(cluster -> day.source().equals(cluster.infrastructure()))
                .filter(cluster -> contributions.containsKey(new SourceDay(cluster.tenant(), cluster.uuid(), day.epochDay())))
                .sorted(Comparator.comparing(SourceSettings::uuid))
                .map(cluster -> new PlannedCluster(cluster, REVISION))
                .toList();
    }

    private List<SourceDay> daysOf(SourceSettings source) {
        return contributions.keySet().stream().filter(day -> day.source().equals(source.uuid())).toList();
    }
}
