package io.costflow.provider.openshift;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.Retention;
import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import io.costflow.publish.DayOutput;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Computes the days of clusters: their rows go to be published, and what a cloud's bill is attributed by goes to the side. */
public final class OpenShiftDayFunction extends ProcessFunction<CompleteDay, DayOutput> {

    private static final long serialVersionUID = 1L;

    /** The days of clusters that run on a cloud source. */
    public static final OutputTag<ClusterDay> CLUSTER_DAYS = new OutputTag<>("cluster-days", TypeInformation.of(ClusterDay.class));

    private final Retention retention;
    private transient Counter computed;
    private transient Counter millis;

    /** @param retention how long the days of cloud sources keep those of their clusters */
    public OpenShiftDayFunction(Retention retention) {
        this.retention = retention;
    }

    @Override
    public void open(OpenContext context) {
        MetricScope metrics = MetricScope.ofOperator(getRuntimeContext().getMetricGroup());
        computed = metrics.counter(CostflowMetric.DAYS_COMPUTED);
        millis = metrics.counter(CostflowMetric.COMPUTE_MILLIS);
    }

    @Override
    public void processElement(CompleteDay day, Context context, Collector<DayOutput> output) {
        long started = System.nanoTime();
        OpenShiftDayResult result = OpenShiftDayResult.of(day, retention, output::collect);
        computed.inc();
        millis.inc(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        result.mark().map(DayOutput::of).ifPresent(output::collect);
        result.clusterDay().ifPresent(clusterDay -> context.output(CLUSTER_DAYS, clusterDay));
    }
}
