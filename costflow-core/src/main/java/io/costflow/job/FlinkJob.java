package io.costflow.job;

import io.costflow.assembly.Retention;
import io.costflow.compare.ShadowComparer;
import io.costflow.database.Database;
import io.costflow.inventory.EmptySources;
import io.costflow.inventory.InventorySource;
import io.costflow.inventory.ReportPeriods;
import io.costflow.metrics.CostflowMetric;
import io.costflow.provider.Layouts;
import io.costflow.provider.Providers;
import io.costflow.provider.WantedOutputs;
import io.costflow.publish.DayReport;
import io.costflow.publish.Publication;
import io.costflow.publish.PublishFunction;
import io.costflow.publish.WriteRule;
import io.costflow.reference.ReferenceSource;
import io.costflow.settings.DayRange;
import io.costflow.settings.InvalidSettingsException;
import io.costflow.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.CloseableIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the job: on the cluster that has called us, or, where there is none, on one within this JVM. */
public final class FlinkJob implements JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FlinkJob.class);
    private static final long PROGRESS_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final InventorySource.Warnings LOGGED = new LoggedWarnings();

    private final Function<Settings, Publication> local;

    /** The job that publishes its days to PostgreSQL. */
    public FlinkJob() {
        this(FlinkJob::publication);
    }

    private FlinkJob(Function<Settings, Publication> local) {
        this.local = local;
    }

    /** The job on a cluster within this JVM, with days that go elsewhere than to PostgreSQL. */
    public static JobRunner to(Publication publication) {
        return new FlinkJob(settings -> publication);
    }

    /** On a cluster, warnings are in its log. */
    private record LoggedWarnings() implements InventorySource.Warnings {

        @Override
        public void warn(String warning) {
            LOG.warn(warning);
        }

        @Override
        public void note(String note) {
            LOG.info(note);
        }
    }

    @Override
    public RunResult run(Settings settings, Consumer<ProgressSnapshot> listener) throws Exception {
        // Flink refuses explicit environments while it runs a main method on a cluster.
        if (!isCalledByCluster()) {
            return onLocalCluster(settings, listener);
        }
        return settings.run().isContinuous() ? continuouslyOnCallingCluster(settings) : onCallingCluster(settings);
    }

    /** Whether a Flink cluster runs the main method, with its own configuration and state folders. */
    public static boolean isCalledByCluster() {
        return !StreamExecutionEnvironment.areExplicitEnvironmentsAllowed();
    }

    /** How many subtasks a stage has unless Costflow's configuration says it: what the calling cluster is set to, or one for each core of this machine. */
    public static int parallelism() {
        return isCalledByCluster() ? StreamExecutionEnvironment.getExecutionEnvironment().getParallelism() : Runtime.getRuntime().availableProcessors();
    }

    /** The dataflow over a lake and a database, with everything that it needs Flink to be set to. */
    static DataStream<DayReport> topology(StreamExecutionEnvironment environment, Settings settings, InventorySource.Warnings warnings)
            throws InvalidSettingsException {
        return topology(environment, settings, publication(settings), warnings);
    }

    /** To PostgreSQL. In a continuous run a day that others are in the way of is tried again at the next poll, so that other days do not wait for it. */
    static Publication publication(Settings settings) {
        Duration patience = settings.run().isContinuous() ? PATIENCE : settings.database().outageBudget();
        WriteRule rule = settings.run().isContinuous() ? WriteRule.of(settings.serve()) : WriteRule.ALWAYS;
        return tables -> new PublishFunction(settings.database(), tables, patience, rule, new ShadowComparer());
    }

    /** The same dataflow with days that go elsewhere. */
    static DataStream<DayReport> topology(
            StreamExecutionEnvironment environment, Settings settings, Publication publication, InventorySource.Warnings warnings) throws InvalidSettingsException {
        createReportPeriods(settings);
        JobSettings.apply(environment, settings);
        Layouts layouts = WantedOutputs.layouts(settings);
        return Topology.build(
                environment,
                InventorySource.of(settings, layouts, warnings),
                new ReferenceSource(settings, Providers.references(settings), new RequestedReferences(settings.database(), settings.tenants())),
                publication,
                layouts,
                settings.run().isContinuous() ? Retention.WHILE_IN_WINDOW : Retention.UNTIL_FINISHED);
    }

    /** A run that ends reads the reference data once, so the report periods must be there before it begins. */
    private static void createReportPeriods(Settings settings) {
        if (settings.run().inventory().createsReportPeriods() && !settings.run().isContinuous()) {
            try {
                new ReportPeriods(settings, new Database(settings.database())).create();
            } catch (IOException e) {
                throw new UncheckedIOException("The report periods could not be created: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The run was interrupted before it began.", e);
            }
        }
    }

    private static RunResult onCallingCluster(Settings settings) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        List<DayReport> reports = new ArrayList<>();
        try (CloseableIterator<DayReport> arriving = topology(environment, settings, LOGGED).collectAsync()) {
            JobClient job = environment.executeAsync();
            arriving.forEachRemaining(reports::add);
            job.getJobExecutionResult().get();
        }
        DayRange window = settings.window().on(LocalDate.now(ZoneOffset.UTC));
        List<String> empty = reports.isEmpty() ? List.of(EmptySources.sentence(window)) : List.of();
        return new RunResult(reports, 0, reports.stream().mapToLong(DayReport::rowsRead).sum(), empty, List.of(), List.of(), Map.of());
    }

    /** The reports of a job that does not end are in the status tables, in metrics and logs; there is no caller that waits for them. */
    private static RunResult continuouslyOnCallingCluster(Settings settings) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        topology(environment, settings, LOGGED).sinkTo(new DiscardingSink<>()).name("Reports").uid(Uids.REPORTS);
        environment.execute();
        return RunResult.NOTHING;
    }

    private RunResult onLocalCluster(Settings settings, Consumer<ProgressSnapshot> listener) throws Exception {
        ScheduledExecutorService progress = Executors.newSingleThreadScheduledExecutor();
        CollectedRun collected = new CollectedRun();
        try (LocalRun run = LocalRun.begin(collected)) {
            progress.scheduleWithFixedDelay(() -> listener.accept(snapshot(run)), PROGRESS_MILLIS, PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
            LocalCluster.run(settings, local.apply(settings), run);
            return run.result(collected);
        } finally {
            progress.shutdownNow();
        }
    }

    private static ProgressSnapshot snapshot(LocalRun run) {
        return new ProgressSnapshot(
                run.sum(CostflowMetric.FILES_READ),
                run.sum(CostflowMetric.FILES_PLANNED),
                run.sum(CostflowMetric.BYTES_READ),
                run.sum(CostflowMetric.BYTES_PLANNED),
                run.sum(CostflowMetric.ROWS_READ),
                run.sum(CostflowMetric.DAYS_PUBLISHED) + run.sum(CostflowMetric.DAYS_UNCHANGED) + run.sum(CostflowMetric.DAYS_HELD_BACK),
                run.sum(CostflowMetric.DAYS_PLANNED),
                run.sum(CostflowMetric.DAYS_HELD_BACK));
    }
}
