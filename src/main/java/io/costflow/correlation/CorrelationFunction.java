package io.costflow.correlation;

import io.costflow.assembly.CompleteDay;
import io.costflow.day.PlannedCluster;
import io.costflow.day.SourceDay;
import io.costflow.openshift.ClusterDay;
import io.costflow.publish.DayOutput;
import io.costflow.settings.SourceSettings;
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
 * Brings a cloud source's day together with the days of the clusters that run on it, and computes when all that the cloud's plan names are there, each at a
 * revision at least that new. They may
 * arrive in any order. A finished day is forgotten, but a cluster's day that is newer than the cloud's stays: a cloud day of its revision is on its way,
 * since both are planned together.
 */
public final class CorrelationFunction extends KeyedCoProcessFunction<SourceDay, CompleteDay, ClusterDay, DayOutput> {

    private static final long serialVersionUID = 1L;

    /** The newest day of the cloud source; cleared when the day is finished. */
    private static final ValueStateDescriptor<CompleteDay> CLOUD = new ValueStateDescriptor<>("cloud", TypeInformation.of(CompleteDay.class));

    /** The newest day of each cluster, by source; those that are not newer than the cloud's are cleared when its day is finished. */
    private static final MapStateDescriptor<String, ClusterDay> CLUSTERS =
            new MapStateDescriptor<>("clusters", Types.STRING, TypeInformation.of(ClusterDay.class));

    private final CloudBilling billing;
    private transient ValueState<CompleteDay> cloud;
    private transient MapState<String, ClusterDay> clusters;
    private transient Counter computed;
    private transient Counter millis;
    private transient FindingsReport report;

    public CorrelationFunction(CloudBilling billing) {
        this.billing = billing;
    }

    @Override
    public void open(OpenContext context) {
        cloud = getRuntimeContext().getState(CLOUD);
        clusters = getRuntimeContext().getMapState(CLUSTERS);
        computed = getRuntimeContext().getMetricGroup().counter(CorrelationMetrics.DAYS_CORRELATED);
        millis = getRuntimeContext().getMetricGroup().counter(CorrelationMetrics.CORRELATE_MILLIS);
        report = new FindingsReport(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement1(CompleteDay newer, Context context, Collector<DayOutput> output) throws Exception {
        CompleteDay current = cloud.value();
        if (current == null || current.plan().revision() <= newer.plan().revision()) {
            cloud.update(newer);
            finishWhenComplete(output);
        }
    }

    @Override
    public void processElement2(ClusterDay newer, Context context, Collector<DayOutput> output) throws Exception {
        ClusterDay current = clusters.get(newer.cluster());
        if (current == null || current.revision() <= newer.revision()) {
            clusters.put(newer.cluster(), newer);
            finishWhenComplete(output);
        }
    }

    private void finishWhenComplete(Collector<DayOutput> output) throws Exception {
        CompleteDay current = cloud.value();
        if (current == null) {
            return;
        }
        SourceDay day = current.plan().day();
        Map<String, ClusterDay> named = new HashMap<>();
        for (PlannedCluster planned : current.plan().clusters()) {
            SourceSettings cluster = planned.source();
            ClusterDay clusterDay = clusters.get(cluster.uuid());
            if (clusterDay == null || clusterDay.planRevision() < planned.revision()) {
                return;
            }
            named.put(cluster.uuid(), clusterDay);
        }
        long started = System.nanoTime();
        List<DayOutput> outputs = new CloudDayResult(current, billing).outputs(named, findings -> report.add(day, findings));
        computed.inc();
        millis.inc(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        outputs.forEach(output::collect);
        forget(current.plan().revision());
    }

    private void forget(long revision) throws Exception {
        cloud.clear();
        List<String> finished = new ArrayList<>();
        for (ClusterDay cluster : clusters.values()) {
            if (cluster.revision() <= revision) {
                finished.add(cluster.cluster());
            }
        }
        for (String cluster : finished) {
            clusters.remove(cluster);
        }
    }
}
