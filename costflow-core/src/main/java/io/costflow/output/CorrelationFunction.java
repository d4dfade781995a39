package io.costflow.output;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.Retention;
import io.costflow.day.DayPlan;
import io.costflow.day.OutputPlan.Purpose;
import io.costflow.day.PlannedCluster;
import io.costflow.day.SourceDay;
import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import io.costflow.provider.DayFingerprint;
import io.costflow.provider.Layouts;
import io.costflow.publish.PublishInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Brings a cloud source's day together with the days of the clusters that run on it. The cloud's day is computed once every cluster that its plan names has
 * delivered a day of the required plan revision or a newer one, and of the same reference data. They may arrive in any order. A finished cloud day is dropped and
 * sent again when it has to be recomputed. The clusters' days stay for that until they are gone, since unchanged ones are reused. In a bounded run only those
 * stay that are newer than the cloud's: a cloud day of their revision is on its way, since both are planned together.
 */
public final class CorrelationFunction extends KeyedCoProcessFunction<SourceDay, CompleteDay, ClusterDay, PublishInput> {

    private static final long serialVersionUID = 1L;

    /** The newest day of the cloud source; cleared when the day is finished. */
    private static final ValueStateDescriptor<CompleteDay> CLOUD = new ValueStateDescriptor<>("cloud", TypeInformation.of(CompleteDay.class));

    /** The newest day of each cluster, by source; cleared when the cluster has no such day any more, or no cloud day will need it. */
    private static final MapStateDescriptor<String, ClusterDay> CLUSTERS =
            new MapStateDescriptor<>("clusters", Types.STRING, TypeInformation.of(ClusterDay.class));

    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final Layouts layouts;
    private final Retention retention;
    private transient ValueState<CompleteDay> cloud;
    private transient MapState<String, ClusterDay> clusters;
    private transient Counter computed;
    private transient Counter millis;
    private transient FindingsReport report;
    private transient HeldClusterDays held;

    /**
     * @param layouts how files were combined
     * @param retention how long the days of clusters are kept
     */
    public CorrelationFunction(Layouts layouts, Retention retention) {
        this.layouts = layouts;
        this.retention = retention;
    }

    @Override
    public void open(OpenContext context) {
        cloud = getRuntimeContext().getState(CLOUD);
        clusters = getRuntimeContext().getMapState(CLUSTERS);
        held = new HeldClusterDays();
        MetricScope metrics = MetricScope.ofOperator(getRuntimeContext().getMetricGroup());
        computed = metrics.counter(CostflowMetric.DAYS_CORRELATED);
        millis = metrics.counter(CostflowMetric.CORRELATE_MILLIS);
        metrics.gauge(CostflowMetric.HELD_CLUSTER_DAYS, held::days);
        metrics.gauge(CostflowMetric.HELD_CLUSTER_BYTES, held::bytes);
        report = new FindingsReport(metrics);
    }

    @Override
    public void processElement1(CompleteDay newer, Context context, Collector<PublishInput> output) throws Exception {
        CompleteDay current = cloud.value();
        if (current != null && current.revision() > newer.revision()) {
            return;
        }
        if (newer.outputPlan().purpose() == Purpose.FORGET) {
            cloud.clear();
            return;
        }
        if (retention == Retention.UNTIL_FINISHED) {
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
        }
        cloud.update(newer);
        finishWhenComplete(output);
    }

    @Override
    public void processElement2(ClusterDay newer, Context context, Collector<PublishInput> output) throws Exception {
        ClusterDay current = clusters.get(newer.cluster());
        if (current != null && current.revision() > newer.revision()) {
            return;
        }
        switch (newer.standing()) {
            case COMPUTED, HELD_BACK -> hold(newer);
            case AS_PUBLISHED -> {
                if (current != null && newer.fingerprint().equals(current.fingerprint())) {
                    hold(current.confirmedBy(newer));
                }
            }
            case GONE -> drop(newer.cloudDay(), newer.cluster());
        }
        finishWhenComplete(output);
    }

    private void hold(ClusterDay day) throws Exception {
        clusters.put(day.cluster(), day);
        held.put(day);
    }

    private void drop(SourceDay cloudDay, String cluster) throws Exception {
        clusters.remove(cluster);
        held.remove(cloudDay, cluster);
    }

    private void finishWhenComplete(Collector<PublishInput> output) throws Exception {
        CompleteDay current = cloud.value();
        if (current == null) {
            return;
        }
        Map<String, ClusterDay> named = new HashMap<>();
        for (PlannedCluster planned : current.outputPlan().clusters()) {
            ClusterDay clusterDay = clusters.get(planned.source().uuid());
            if (isAwaited(planned, clusterDay, current)) {
                named.put(planned.source().uuid(), clusterDay);
            } else if (current.outputPlan().isOfFiles()) {
                return;
            }
        }
        long started = System.nanoTime();
        AttributedDay attributed = new AttributedDay(current, named, layouts, findings -> report.add(current.plan().day(), findings));
        DayOutcome outcome = DayOutcome.of(current, attributed, output::collect);
        computed.inc();
        millis.inc(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        if (outcome.mark() != null) {
            output.collect(PublishInput.of(outcome.mark()));
        }
        cloud.clear();
        if (retention == Retention.UNTIL_FINISHED) {
            dropUpTo(current.plan());
        }
    }

    /** Whether this is the cluster's day that the cloud's waits for. If it is based on newer reference data, a cloud day of those is on its way. */
    private static boolean isAwaited(PlannedCluster planned, ClusterDay clusterDay, CompleteDay cloud) {
        return clusterDay != null
                && clusterDay.planRevision() >= planned.revision()
                && DayFingerprint.factsDigest(planned.source(), cloud.plan().day().day(), cloud.reference()).equals(clusterDay.referenceDigest());
    }

    private void dropUpTo(DayPlan finishedPlan) throws Exception {
        List<String> finished = new ArrayList<>();
        for (ClusterDay cluster : clusters.values()) {
            if (cluster.planRevision() <= finishedPlan.revision()) {
                finished.add(cluster.cluster());
            }
        }
        for (String cluster : finished) {
            drop(finishedPlan.day(), cluster);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PublishInput> output) throws Exception {
        CompleteDay unfinished = cloud.value();
        if (unfinished == null) {
            return;
        }
        List<String> missing = new ArrayList<>();
        for (PlannedCluster planned : unfinished.outputPlan().clusters()) {
            if (!isAwaited(planned, clusters.get(planned.source().uuid()), unfinished)) {
                missing.add(planned.source().uuid());
            }
        }
        throw new IllegalStateException("The run came to its end, but the day " + unfinished.plan().day() + " still waits for the days of the clusters "
                + missing + ". This is an error in Costflow; run again, and report it.");
    }
}
