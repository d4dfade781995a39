package io.costflow.output;

import io.costflow.assembly.CompleteDay;
import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import io.costflow.provider.Layouts;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Computes what days contribute to the months of outputs that are published by the month. */
public final class MonthDayFunction extends ProcessFunction<CompleteDay, MonthDay> {

    private static final long serialVersionUID = 1L;

    private final Layouts layouts;
    private transient Counter computed;
    private transient Counter millis;

    /** @param layouts how files were combined */
    public MonthDayFunction(Layouts layouts) {
        this.layouts = layouts;
    }

    @Override
    public void open(OpenContext context) {
        MetricScope metrics = MetricScope.ofOperator(getRuntimeContext().getMetricGroup());
        computed = metrics.counter(CostflowMetric.DAYS_COMPUTED);
        millis = metrics.counter(CostflowMetric.COMPUTE_MILLIS);
    }

    @Override
    public void processElement(CompleteDay day, Context context, Collector<MonthDay> days) {
        long started = System.nanoTime();
        days.collect(MonthDay.of(day, layouts));
        computed.inc();
        millis.inc(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
    }
}
