package io.costflow.publish;

import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;
import io.costflow.metrics.MetricScope;
import io.costflow.metrics.SourceMetrics;
import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sink: stages the rows of days as they arrive, replaces a day at its mark, and emits what became of it. */
public final class PublishFunction extends ProcessFunction<DayOutput, DayReport> {

    private static final Logger LOG = LoggerFactory.getLogger(PublishFunction.class);

    private final DatabaseSettings settings;
    private final List<PublishedTable> tables;
    private transient DayPublisher publisher;
    private transient PublishMetrics metrics;
    private transient SourceMetrics<PublishMetrics> bySource;
    private transient Map<StagedDay, StagedRows> staged;

    private record StagedDay(SourceDay day, long revision) {}

    /** @param tables all tables that hold rows of the days that arrive here */
    public PublishFunction(DatabaseSettings settings, List<PublishedTable> tables) {
        this.settings = settings;
        this.tables = List.copyOf(tables);
    }

    @Override
    public void open(OpenContext context) {
        publisher = new DayPublisher(settings, tables);
        MetricScope scope = MetricScope.ofOperator(getRuntimeContext().getMetricGroup());
        long now = System.currentTimeMillis();
        metrics = new PublishMetrics(scope, now);
        bySource = PublishMetrics.bySource(scope, now);
        staged = new HashMap<>();
    }

    @Override
    public void processElement(DayOutput output, Context context, Collector<DayReport> reports) throws Exception {
        if (output.rows() != null) {
            DayRows rows = output.rows();
            staged.computeIfAbsent(new StagedDay(rows.day(), rows.revision()), day -> new StagedRows()).add(rows);
        } else {
            reports.collect(publish(output.mark()));
        }
    }

    private DayReport publish(DayMark mark) throws IOException, InterruptedException {
        StagedRows arrived = staged.remove(new StagedDay(mark.day(), mark.revision()));
        long begin = System.nanoTime();
        try (StagedRows rows = arrived == null ? new StagedRows() : arrived) {
            DayReport report = publisher.publish(mark, rows);
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            long now = System.currentTimeMillis();
            metrics.count(mark, report, took, now);
            bySource.of(mark.day().source()).count(mark, report, took, now);
            if (report.outcome() == DayReport.Outcome.HELD_BACK) {
                HeldBack why = report.heldBack();
                LOG.info("Day {} is held back at revision {}: {} (file: {}, column: {})", mark.day(), mark.revision(), why.reason(), why.file(), why.column());
            }
            return report;
        }
    }

    @Override
    public void close() throws IOException {
        if (staged != null) {
            for (StagedRows rows : staged.values()) {
                rows.close();
            }
        }
        if (publisher != null) {
            publisher.close();
        }
    }
}
