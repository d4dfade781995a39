package io.costflow.sql.session;

import io.costflow.settings.Settings;
import io.costflow.sql.catalog.CostflowCatalog;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.BatchShuffleMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.AggregatePhaseStrategy;
import org.apache.flink.table.api.config.OptimizerConfigOptions;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.command.ResetOperation;
import org.apache.flink.table.operations.command.SetOperation;

/**
 * Runs statements of Flink SQL over the lake and the database, one after another, on its own cluster. All of it is done by the thread that starts it:
 * Flink's planner keeps what it needs for each thread.
 */
public final class SqlSession implements AutoCloseable {

    private final MiniCluster cluster;
    private final TableEnvironmentInternal tables;
    private final CostflowCatalog catalog;
    private final boolean write;

    private SqlSession(MiniCluster cluster, TableEnvironmentInternal tables, CostflowCatalog catalog, boolean write) {
        this.cluster = cluster;
        this.tables = tables;
        this.catalog = catalog;
        this.write = write;
    }

    /**
     * Starts a session.
     *
     * @param settings where the lake and the database are
     * @param write whether statements may change something
     * @throws SqlFailure if the tenants must be looked up and the database does not answer
     */
    public static SqlSession start(Settings settings, boolean write) throws Exception {
        CostflowCatalog catalog = catalog(settings, write);
        MiniCluster cluster = SqlCluster.start(settings);
        try {
            Configuration configuration = configuration();
            StreamExecutionEnvironment environment =
                    new StreamExecutionEnvironment(new SessionExecutor(cluster), configuration, SqlSession.class.getClassLoader());
            environment.setParallelism(settings.run().parallelism());
            EnvironmentSettings batch = EnvironmentSettings.newInstance().inBatchMode().withConfiguration(configuration).build();
            StreamTableEnvironment tables = StreamTableEnvironment.create(environment, batch);
            tables.registerCatalog(CostflowCatalog.NAME, catalog);
            tables.useCatalog(CostflowCatalog.NAME);
            return new SqlSession(cluster, (TableEnvironmentInternal) tables, catalog, write);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static CostflowCatalog catalog(Settings settings, boolean write) throws SqlFailure {
        try {
            return CostflowCatalog.of(CostflowCatalog.NAME, settings, write);
        } catch (CatalogException e) {
            throw SqlFailure.of(e);
        }
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        configuration.set(DeploymentOptions.TARGET, SessionExecutor.NAME);
        configuration.set(PipelineOptions.NAME, "Costflow SQL");
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        // rows are views of the decoder's arrays: Flink's own operators copy what they keep
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        // a query is a matter of seconds: its user can ask again
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        // stages one after another need no more slots than there are
        configuration.set(ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_BLOCKING);
        configuration.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
        // nothing is known of the lake's sizes: rows are grouped where they are read, before they cross to other tasks
        configuration.set(OptimizerConfigOptions.TABLE_OPTIMIZER_AGG_PHASE_STRATEGY, AggregatePhaseStrategy.TWO_PHASE);
        configuration.set(TableConfigOptions.LOCAL_TIME_ZONE, "UTC");
        return configuration;
    }

    /** The catalog. */
    public CostflowCatalog catalog() {
        return catalog;
    }

    /** The database in which names are looked up. */
    public String currentDatabase() {
        return tables.getCurrentDatabase();
    }

    /**
     * Runs a statement.
     *
     * @throws SqlFailure if it is wrong, is refused, or fails
     */
    public SqlResult execute(Statement statement) throws SqlFailure {
        SharedClasses.nameAlike();
        try {
            List<Operation> operations = tables.getParser().parse(statement.placed());
            Operation operation = operations.get(0);
            if (!write && ReadOnly.mayWrite(operation)) {
                throw new SqlFailure(ReadOnly.refusal(operation), null);
            }
            SqlResult result = run(operation);
            return operation instanceof QueryOperation ? result.withColumns(Headings.of(statement.text(), result.columns())) : result;
        } catch (RuntimeException | AssertionError e) { // of the planner, where a statement leads it astray
            SqlFailure failure = SqlFailure.of(e);
            throw new StatementHints(catalog, currentDatabase()).hint(statement.text(), failure.getMessage())
                    .map(hint -> new SqlFailure(failure.getMessage().replaceFirst("[.;]?$", ". ") + hint, e)).orElse(failure);
        }
    }

    private SqlResult run(Operation operation) {
        if (operation instanceof SetOperation set && set.getKey().isPresent() && set.getValue().isPresent()) {
            tables.getConfig().set(set.getKey().get(), set.getValue().get());
            return SqlResult.NOTHING;
        }
        if (operation instanceof SetOperation) {
            return SqlResult.ofSettings(tables.getConfig().getConfiguration().toMap());
        }
        if (operation instanceof ResetOperation reset) {
            Configuration current = tables.getConfig().getConfiguration();
            reset.getKey().map(Set::of).orElseGet(() -> Set.copyOf(current.keySet())).forEach(current::removeKey);
            tables.getConfig().addConfiguration(configuration());
            return SqlResult.NOTHING;
        }
        return SqlResult.of(tables.executeInternal(operation));
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
