package io.costflow.output;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.Retention;
import io.costflow.day.Contribution;
import io.costflow.day.HeldBack;
import io.costflow.lineitem.CombinedDay;
import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import io.costflow.provider.DayContents;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.DayOutput;
import io.costflow.provider.Layouts;
import io.costflow.provider.Providers;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishInput;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.ReferenceSnapshot.NodeRole;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Computes outputs of sources' own days: their rows are emitted, and what clouds need to know of clusters' days goes to a side output. */
public final class DayFunction extends ProcessFunction<CompleteDay, PublishInput> {

    private static final long serialVersionUID = 1L;

    /** The days of clusters that run on a cloud source. */
    public static final OutputTag<ClusterDay> CLUSTER_DAYS = new OutputTag<>("cluster-days", TypeInformation.of(ClusterDay.class));

    private final Layouts layouts;
    private final Retention retention;
    private transient Counter computed;
    private transient Counter millis;

    /**
     * @param layouts how files were combined
     * @param retention how long the days of cloud sources keep those of their clusters
     */
    public DayFunction(Layouts layouts, Retention retention) {
        this.layouts = layouts;
        this.retention = retention;
    }

    @Override
    public void open(OpenContext context) {
        MetricScope metrics = MetricScope.ofOperator(getRuntimeContext().getMetricGroup());
        computed = metrics.counter(CostflowMetric.DAYS_COMPUTED);
        millis = metrics.counter(CostflowMetric.COMPUTE_MILLIS);
    }

    @Override
    public void processElement(CompleteDay day, Context context, Collector<PublishInput> rows) {
        DayOutput output = (DayOutput) Providers.output(day.output());
        long started = System.nanoTime();
        DayOutcome outcome = DayOutcome.of(day, new OwnDay(day, output, layouts), rows::collect);
        computed.inc();
        millis.inc(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        if (outcome.mark() != null) {
            rows.collect(PublishInput.of(outcome.mark()));
        }
        if (output.suppliesFacts() && (retention == Retention.WHILE_IN_WINDOW || !day.outputPlan().independent())) {
            ClusterDay.of(day, outcome).ifPresent(clusterDay -> context.output(CLUSTER_DAYS, clusterDay));
        }
    }

    /** A day that is computed from its own files. */
    private record OwnDay(CompleteDay day, DayOutput output, Layouts layouts) implements DayOutcome.Computation {

        @Override
        public Optional<OwnDay> lastGood() {
            return day.lastGood().map(good -> new OwnDay(good, output, layouts));
        }

        @Override
        public Optional<HeldBack> problem() {
            return output.missingReference(day.plan().day(), day.reference());
        }

        @Override
        public String fingerprint() {
            return DayFingerprint.of(day.plan(), output, day.reference());
        }

        @Override
        public String fingerprintOfNothing() {
            return fingerprint();
        }

        @Override
        public long newestFileOfOthers() {
            return 0;
        }

        @Override
        public byte[] write(List<Contribution> files, DayWriter writer) {
            return output.compute(contents(day, files, layouts), writer);
        }
    }

    /** What a day is computed from. */
    static DayContents contents(CompleteDay day, List<Contribution> files, Layouts layouts) {
        List<DayContents.File> decoded =
                files.stream().map(file -> new DayContents.File(file.file().report(), CombinedDay.decode(file.body()))).toList();
        return new DayContents(day.plan().day(), day.plan().source(), decoded, layouts, reference(day), FindingsReport::remark);
    }

    /** The reference data of a day: roles of nodes that the plan names win. */
    private static ReferenceSnapshot reference(CompleteDay day) {
        return day.plan().nodes() == null
                ? day.reference()
                : day.reference().withNodeRoles(day.plan().nodes().stream().map(node -> new NodeRole(node.node(), node.resourceId(), node.role())).toList());
    }
}
