package io.costflow.scenario;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.Retention;
import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.PlannedCluster;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.BytesFile;
import io.costflow.lineitem.CombinedFile;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.UnreadableFileException;
import io.costflow.provider.aws.AwsBilling;
import io.costflow.provider.aws.AwsLineItems;
import io.costflow.provider.cloud.CorrelationFunction;
import io.costflow.provider.openshift.ClusterDay;
import io.costflow.provider.openshift.OpenShiftDayFunction;
import io.costflow.provider.openshift.OpenShiftLineItems;
import io.costflow.provider.openshift.UsageTable;
import io.costflow.publish.DayOutput;
import io.costflow.publish.PublishedTable;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.DayRange;
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
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * Computes every day of a lake in the calling thread, without a Flink job: reads and combines each file, groups what files contribute by day, and hands the
 * complete days to the operators that compute. Listing, planning and publishing have tests of their own.
 */
public final class InProcessRun {

    private static final long REVISION = 1;
    private static final long NEWEST = 1;

    private final DayRange window;
    private final ReferenceSnapshot reference;

    /** What the files of the lake contribute to each day of a source. */
    private final Map<SourceDay, List<Contribution>> contributions = new TreeMap<>(Comparator.comparing(SourceDay::toString));

    private InProcessRun(DayRange window, ReferenceSnapshot reference) {
        this.window = window;
        this.reference = reference;
    }

    /** Computes the days of a window, and returns their rows and marks. */
    public static List<DayOutput> compute(Path lake, DayRange window, List<SourceSettings> sources, ReferenceSnapshot reference) throws Exception {
        InProcessRun run = new InProcessRun(window, reference);
        for (SourceSettings source : sources) {
            run.read(lake, source);
        }
        return run.compute(sources);
    }

    /** Returns all tables that rows are computed for. */
    public static List<PublishedTable> tables() {
        List<PublishedTable> tables = new ArrayList<>(new AwsBilling().tables());
        tables.add(UsageTable.TABLE);
        return tables;
    }

    private void read(Path lake, SourceSettings source) throws IOException, UnreadableFileException {
        for (YearMonth month : window.months()) {
            for (ReportType type : ReportType.values()) {
                Path folder = lake.resolve("%s%s/%s/source=%s/year=%04d/month=%02d".formatted(
                        type.daily() ? "daily/" : "", source.account(), type.folder(), source.uuid(), month.getYear(), month.getMonthValue()));
                if (type.sourceType() == source.type() && !type.isOnlyForHours() && Files.exists(folder)) {
                    for (Path file : filesOf(folder)) {
                        read(file, type, source, month);
                    }
                }
            }
        }
    }

    private void read(Path file, ReportType type, SourceSettings source, YearMonth month) throws IOException, UnreadableFileException {
        LakeFile listed = new LakeFile(type, "file:" + file, Files.size(file), NEWEST);
        CombinedFile combined = LineItemReader.combine(new BytesFile(Files.readAllBytes(file)), layout(type), month, this::isInWindow);
        combined.days().forEach((epochDay, lineItems) -> {
            SourceDay day = new SourceDay(source.tenant(), source.uuid(), epochDay);
            contributions.computeIfAbsent(day, first -> new ArrayList<>())
                    .add(new Contribution(day, REVISION, listed, 1, true, lineItems.rows(), lineItems.encode(), null));
        });
    }

    private boolean isInWindow(long epochDay) {
        return epochDay >= window.from().toEpochDay() && epochDay <= window.to().toEpochDay();
    }

    private static LineItemLayout layout(ReportType type) {
        return switch (type.sourceType()) {
            case OCP -> OpenShiftLineItems.layout(type);
            case AWS -> type.daily() ? AwsLineItems.daily() : AwsLineItems.hourly();
        };
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
        }
    }

    private List<DayOutput> compute(List<SourceSettings> sources) throws Exception {
        try (var openShift = new OneInputStreamOperatorTestHarness<CompleteDay, DayOutput>(
                        new ProcessOperator<>(new OpenShiftDayFunction(Retention.UNTIL_FINISHED)));
                var clouds = new KeyedTwoInputStreamOperatorTestHarness<SourceDay, CompleteDay, ClusterDay, DayOutput>(
                        new KeyedCoProcessOperator<>(new CorrelationFunction(new AwsBilling(), Retention.UNTIL_FINISHED)),
                        day -> day.plan().day(), ClusterDay::cloudDay, TypeInformation.of(SourceDay.class))) {
            openShift.open();
            clouds.open();
            for (SourceSettings cluster : of(SourceSettings.Type.OCP, sources)) {
                for (SourceDay day : daysOf(cluster)) {
                    openShift.processElement(complete(DayPlan.of(day, REVISION, cluster, filesOf(day))), 0);
                }
            }
            Collection<StreamRecord<ClusterDay>> clusterDays = openShift.getSideOutput(OpenShiftDayFunction.CLUSTER_DAYS);
            for (StreamRecord<ClusterDay> clusterDay : clusterDays == null ? List.<StreamRecord<ClusterDay>>of() : clusterDays) {
                clouds.processElement2(clusterDay);
            }
            for (SourceSettings cloud : of(SourceSettings.Type.AWS, sources)) {
                for (SourceDay day : daysOf(cloud)) {
                    clouds.processElement1(complete(DayPlan.of(day, REVISION, cloud, filesOf(day)).with(clustersOn(day, sources))), 0);
                }
            }
            List<DayOutput> outputs = new ArrayList<>(openShift.extractOutputValues());
            outputs.addAll(clouds.extractOutputValues());
            return outputs;
        }
    }

    private CompleteDay complete(DayPlan plan) {
        return new CompleteDay(plan, REVISION, contributions.get(plan.day()).stream().sorted(Comparator.comparing(Contribution::file)).toList(), reference);
    }

    /** The clusters that run on a cloud source and have files on its day, in the order of a plan. */
    private List<PlannedCluster> clustersOn(SourceDay day, List<SourceSettings> sources) {
        return of(SourceSettings.Type.OCP, sources).stream()
                .filter(cluster -> day.source().equals(cluster.infrastructure()))
                .filter(cluster -> contributions.containsKey(new SourceDay(cluster.tenant(), cluster.uuid(), day.epochDay())))
                .sorted(Comparator.comparing(SourceSettings::uuid))
                .map(cluster -> new PlannedCluster(cluster, REVISION))
                .toList();
    }

    private List<SourceDay> daysOf(SourceSettings source) {
        return contributions.keySet().stream().filter(day -> day.source().equals(source.uuid())).toList();
    }

    private List<LakeFile> filesOf(SourceDay day) {
        return contributions.get(day).stream().map(Contribution::file).sorted().toList();
    }

    private static List<SourceSettings> of(SourceSettings.Type type, List<SourceSettings> sources) {
        return sources.stream().filter(source -> source.type() == type).toList();
    }
}
