package io.costflow.output;

import io.costflow.assembly.DayAssembler;
import io.costflow.assembly.Emitted;
import io.costflow.assembly.Retention;
import io.costflow.metrics.CostflowMetric;
import io.costflow.metrics.MetricScope;
import io.costflow.publish.PublishInput;
import io.costflow.reference.ReferenceSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps what the days of a month contribute, and emits the month when all days that the newest plan names are there. When one day changes, it alone arrives
 * again: the others are kept. What is decided, and how a month is emitted, is in {@link DueMonth}. A run that ends before every month was emitted fails.
 */
public final class MonthFunction extends KeyedBroadcastProcessFunction<String, MonthDay, ReferenceSnapshot, PublishInput> {

    private static final long serialVersionUID = 1L;

    /** The newest contribution of each day; one that is held back counts, one without files does not. */
    private static final MapStateDescriptor<Long, MonthDay> DAYS = new MapStateDescriptor<>("days", Types.LONG, TypeInformation.of(MonthDay.class));

    /** A day of the newest plan without its contribution; cleared when the month is forgotten. */
    private static final ValueStateDescriptor<MonthDay> NEWEST = new ValueStateDescriptor<>("newest", TypeInformation.of(MonthDay.class));

    /** What was emitted last; cleared when the month is forgotten. */
    private static final ValueStateDescriptor<Emitted> EMITTED = new ValueStateDescriptor<>("emitted", TypeInformation.of(Emitted.class));

    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final Retention retention;
    private transient MapState<Long, MonthDay> days;
    private transient ValueState<MonthDay> newest;
    private transient ValueState<Emitted> emitted;
    private transient Counter computed;
    private transient Counter millis;

    /** @param retention whether the run ends */
    public MonthFunction(Retention retention) {
        this.retention = retention;
    }

    @Override
    public void open(OpenContext context) {
        days = getRuntimeContext().getMapState(DAYS);
        newest = getRuntimeContext().getState(NEWEST);
        emitted = getRuntimeContext().getState(EMITTED);
        MetricScope metrics = MetricScope.ofOperator(getRuntimeContext().getMetricGroup());
        computed = metrics.counter(CostflowMetric.MONTHS_COMPUTED);
        millis = metrics.counter(CostflowMetric.MONTH_MILLIS);
    }

    @Override
    public void processElement(MonthDay day, ReadOnlyContext context, Collector<PublishInput> output) throws Exception {
        if (retention == Retention.UNTIL_FINISHED) {
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
        }
        MonthDay known = days.get(day.epochDay());
        if (known != null && known.planRevision() > day.planRevision()) {
            return;
        }
        switch (day.standing()) {
            case COMPUTED, HELD_BACK -> days.put(day.epochDay(), day);
            case EMPTY -> days.remove(day.epochDay());
            case AS_PUBLISHED -> {} // what is known of the day is still true if the plan says so
            case FORGOTTEN -> {
                forget(day);
                return;
            }
        }
        MonthDay before = newest.value();
        if (before == null || before.planRevision() <= day.planRevision()) {
            newest.update(day.withoutContribution());
        }
        emitWhenDue(context.getBroadcastState(DayAssembler.REFERENCE).get(day.period().tenant()), output);
    }

    /** A month leaves the window with all of its days. */
    private void forget(MonthDay day) throws Exception {
        days.remove(day.epochDay());
        if (days.isEmpty()) {
            newest.clear();
            emitted.clear();
        }
    }

    @Override
    public void processBroadcastElement(ReferenceSnapshot snapshot, Context context, Collector<PublishInput> output) throws Exception {
        ReferenceSnapshot known = context.getBroadcastState(DayAssembler.REFERENCE).get(snapshot.tenant());
        if (known != null && known.revision() > snapshot.revision()) {
            return;
        }
        context.getBroadcastState(DayAssembler.REFERENCE).put(snapshot.tenant(), snapshot);
        context.applyToKeyedState(NEWEST, (month, state) -> {
            if (state.value() != null && state.value().period().tenant().equals(snapshot.tenant())) {
                emitWhenDue(snapshot, output);
            }
        });
    }

    private void emitWhenDue(ReferenceSnapshot reference, Collector<PublishInput> output) throws Exception {
        MonthDay plan = newest.value();
        if (plan == null || reference == null) {
            return;
        }
        Map<Long, MonthDay> arrived = new HashMap<>();
        for (Map.Entry<Long, MonthDay> day : days.entries()) {
            arrived.put(day.getKey(), day.getValue());
        }
        Optional<DueMonth> due = DueMonth.of(plan, arrived, emitted.value(), reference);
        if (due.isPresent()) {
            long started = System.nanoTime();
            due.get().emit(output::collect);
            emitted.update(due.get().emitted());
            computed.inc();
            millis.inc(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PublishInput> output) throws Exception {
        MonthDay plan = newest.value();
        Emitted last = emitted.value();
        boolean finished = plan == null || !plan.plan().isOfAnything() || last != null && last.planRevision() >= plan.planRevision();
        if (!finished) {
            throw new IllegalStateException("The run came to its end, but " + plan.period() + " still waits for days. This is an error in Costflow; run again,"
                    + " and report it.");
        }
    }
}
