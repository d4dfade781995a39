package io.costflow.publish;

import io.costflow.day.HeldBack;
import io.costflow.metrics.MetricScope;
import io.costflow.metrics.SourceMetrics;
import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sink: stages the rows of days as they arrive, replaces a day at its mark, and emits the outcome. */
public final class PublishFunction extends ProcessFunction<PublishInput, DayReport> {

    private static final Logger LOG = LoggerFactory.getLogger(PublishFunction.class);

    private final DatabaseSettings settings;
    private final Duration patience;
    private final Publication.Tables tables;
    private final WriteRule rule;
    private final Shadow shadow;
    private transient DayPublisher publisher;
    private transient PublishMetrics metrics;
    private transient SourceMetrics<PublishMetrics> bySource;
    private transient StagedPeriods staged;

    /**
     * @param tables the tables of the outputs that arrive here
     * @param patience how long a day is tried again while other sessions are in its way
     * @param rule which days are written
     * @param shadow takes the rows of outputs in mode {@code shadow}
     */
    public PublishFunction(DatabaseSettings settings, Publication.Tables tables, Duration patience, WriteRule rule, Shadow shadow) {
        this.settings = settings;
        this.patience = patience;
        this.tables = tables;
        this.rule = rule;
        this.shadow = shadow;
    }

    @Override
    public void open(OpenContext context) {
        publisher = new DayPublisher(settings, tables.find(), patience, rule, shadow);
        MetricScope scope = MetricScope.ofOperator(getRuntimeContext().getMetricGroup());
        Instant now = Instant.now();
        metrics = new PublishMetrics(scope, now);
        bySource = PublishMetrics.bySource(scope, now);
        staged = new StagedPeriods();
    }

    @Override
    public void processElement(PublishInput output, Context context, Collector<DayReport> reports) throws Exception {
        if (output.rows() != null) {
            staged.add(output.rows());
        } else {
            reports.collect(publish(output.mark()));
        }
    }

    private DayReport publish(DayMark mark) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (StagedRows rows = staged.take(mark)) {
            DayReport report = publisher.publish(mark, rows);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            Instant now = Instant.now();
            metrics.count(mark, report, took, now);
            bySource.of(mark.period().source()).count(mark, report, took, now);
            if (report.outcome() == DayReport.Outcome.HELD_BACK) {
                HeldBack why = report.heldBack();
                LOG.info("{} is held back at revision {}: {} (file: {}, column: {})", mark.period(), mark.revision(), why.reason(), why.file(), why.column());
            }
            return report;
        }
    }

    @Override
    public void close() throws IOException {
        if (staged != null) {
            staged.close();
        }
        if (publisher != null) {
            publisher.close();
        }
    }
}
