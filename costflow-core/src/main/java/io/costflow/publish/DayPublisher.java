package io.costflow.publish;

import io.costflow.database.PostgresConnection;
import io.costflow.database.PostgresConnections;
import io.costflow.database.SqlStates;
import io.costflow.database.TableRights;
import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.retry.MonotonicClock;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.SourceMode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces days in PostgreSQL, one transaction per day over all its tables. An outage is waited for within the budget, and the whole transaction is retried
 * from the staged rows; should the outage have hidden the answer to a commit that did succeed, the day is found unchanged. What is wrong with one day, or with the
 * tables of one tenant, holds back the day. Not thread-safe: one publisher has one connection.
 */
public final class DayPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DayPublisher.class);

    private final Map<String, List<Table<?>>> tables;
    private final DatabaseSettings settings;
    private final PostgresConnection connections;
    private final TenantPatience patience;
    private final WriteRule rule;
    private final Shadow shadow;
    private final LockWatch watch;
    private final OwnTables ownTables = new OwnTables();
    private final MonthPartitions partitions = new MonthPartitions();
    private final Set<String> tenants = new HashSet<>();

    /** @param tables the tables of each output, by the output's id */
    public DayPublisher(DatabaseSettings settings, Map<String, List<Table<?>>> tables) {
        this(settings, tables, settings.outageBudget());
    }

    /**
     * @param tables the tables of each output, by the output's id
     * @param patience how long a day is tried again while other sessions are in its way
     */
    public DayPublisher(DatabaseSettings settings, Map<String, List<Table<?>>> tables, Duration patience) {
        this(settings, tables, patience, WriteRule.ALWAYS);
    }

    /**
     * @param tables the tables of each output, by the output's id
     * @param patience how long a day is tried again while other sessions are in its way
     * @param rule which days are written
     */
    public DayPublisher(DatabaseSettings settings, Map<String, List<Table<?>>> tables, Duration patience, WriteRule rule) {
        this(settings, tables, patience, rule, Shadow.NONE);
    }

    /**
     * @param tables the tables of each output, by the output's id
     * @param patience how long a day is tried again while other sessions are in its way
     * @param rule which days are written
     * @param shadow takes the rows of outputs in mode {@code shadow}
     */
    public DayPublisher(DatabaseSettings settings, Map<String, List<Table<?>>> tables, Duration patience, WriteRule rule, Shadow shadow) {
        this.settings = settings;
        this.tables = Map.copyOf(tables);
        this.connections = PostgresConnections.to(settings);
        this.patience = new TenantPatience(patience, new MonotonicClock());
        this.rule = rule;
        this.shadow = shadow;
        this.watch = new LockWatch(settings);
    }

    /**
     * Replaces the mark's day by the staged rows, or holds it back if the mark says so or PostgreSQL refuses the day. The rows stay staged.
     *
     * @throws IllegalStateException if the rows are not the ones that the mark announces, which is a bug of the stage before
     * @throws PublishFailedException if the database cannot be used and the outage budget is used up
     */
    public DayReport publish(DayMark mark, StagedRows rows) throws IOException, InterruptedException {
        requireAnnounced(mark, rows);
        OutageBudget budget = new OutageBudget(settings.outageBudget());
        RefusedDayException refusal = null;
        while (true) {
            try {
                watch.begin(mark.period(), connect());
                DayReport report = refusal == null ? attempt(mark, rows) : holdBack(mark, refusal.heldBack(), refusal.sqlState());
                if (report.outcome() != Outcome.HELD_BACK) {
                    patience.succeeded(mark.period().tenant());
                }
                return report;
            } catch (RefusedDayException refused) {
                refusal = refusalOf(mark, refused);
            } catch (SQLException failure) {
                watch.end();
                connections.closeConnection();
                requireGoingOn(mark);
                switch (SqlStates.classOf(failure)) {
                    case OUTAGE, LOGIN -> budget.waitAfter(failure, "publishing " + mark.period());
                    case TRANSIENT -> {
                        if (!patience.waitAfterFailure(mark.period().tenant())) {
                            if (refusal != null) {
                                return unrecorded(mark, refusal, failure);
                            }
                            refusal = refusal(mark.period(), failure);
                        }
                    }
                    case MISSING, REFUSED -> {
                        if (refusal != null || mark.heldBack() != null && mark.lastGood() == null) {
                            return unrecorded(mark, refusal == null ? refusal(mark.period(), failure) : refusal, failure);
                        }
                        refusal = refusalOf(mark, refusal(mark.period(), failure));
                    }
                }
            } catch (IOException | RuntimeException failure) {
                connections.closeConnection();
                throw failure;
            } finally {
                watch.end();
            }
        }
    }

    /** A day that is held back stays so for its own reason, also when its last good revision cannot be put back. */
    private static RefusedDayException refusalOf(DayMark mark, RefusedDayException refused) {
        if (mark.heldBack() == null) {
            return refused;
        }
        LOG.warn("The last good revision of {} cannot be put back: {}", mark.period(), refused.getMessage());
        return new RefusedDayException(mark.heldBack());
    }

    /** The job is canceled: the statement was, too. */
    private static void requireGoingOn(DayMark mark) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The publication of " + mark.period() + " was stopped and rolled back.");
        }
    }

    private DayReport attempt(DayMark mark, StagedRows rows) throws SQLException, IOException, RefusedDayException {
        if (mark.heldBack() != null && mark.lastGood() == null) {
            return holdBack(mark, mark.heldBack(), null);
        }
        Connection connection = connect();
        prepareTenant(connection, mark.period().tenant());
        try {
            ownTables.ensure(connection, mark.period().tenant(), tables(mark));
            partitions.ensure(connection, mark.period(), tables(mark));
            DayTransaction transaction = new DayTransaction(connection, mark);
            if (mark.lastGood() != null) {
                return transaction.putLastGoodBack(tables(mark), rows, rule);
            }
            DayReport report = transaction.publish(tables(mark), rows, rule);
            if (report.outcome() == Outcome.NOT_WRITTEN) {
                shadow(connection, mark, rows);
            }
            return report;
        } catch (RefusedDayException refused) {
            connection.rollback();
            throw refused;
        }
    }

    /** A comparison that fails does not hold back the day, which is not written anyway: it is compared at the next occasion. */
    private void shadow(Connection connection, DayMark mark, StagedRows rows) throws SQLException, IOException {
        try {
            boolean shadowed = !mark.isOfPublishedRows() && StatementChains.modeOf(connection, mark.period()).orElse(rule.usual()) == SourceMode.SHADOW;
            connection.commit();
            if (shadowed) {
                shadow.take(connection, mark, tables(mark), rows);
            }
        } catch (SQLException failure) {
            connection.rollback();
            LOG.warn("The rows of {} cannot be compared with those of another program: {}", mark.period(), SqlStates.message(failure));
        }
    }

    private DayReport holdBack(DayMark mark, HeldBack why, String sqlState) throws SQLException {
        Connection connection = connect();
        prepareTenant(connection, mark.period().tenant());
        return new DayTransaction(connection, mark).holdBack(why, sqlState);
    }

    private RefusedDayException refusal(OutputPeriod period, SQLException failure) {
        String reason = "PostgreSQL does not let role " + settings.user() + " publish " + period + ": " + SqlStates.message(failure) + ". The published day stays. "
                + SqlStates.of(failure).advice();
        return new RefusedDayException(HeldBack.because(reason), SqlStates.code(failure));
    }

    /** The status table of the tenant cannot be written: the inventory finds that out at its next poll, and plans the tenant's days when it can. */
    private DayReport unrecorded(DayMark mark, RefusedDayException refusal, SQLException failure) {
        LOG.warn("{} is held back, and the status table cannot say so: {}. {}", mark.period(), SqlStates.message(failure), SqlStates.of(failure).advice());
        return DayTransaction.unrecorded(mark, mark.heldBack() == null ? refusal.heldBack() : mark.heldBack());
    }

    private Connection connect() throws SQLException {
        Connection connection = connections.getOrEstablishConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private void prepareTenant(Connection connection, String tenant) throws SQLException {
        if (!tenants.contains(tenant)) {
            StatusTable.create(connection, tenant);
            if (TableRights.mayCreate(connection, tenant)) { // an installation may have revoked that when the tables of an earlier version were there
                SourceModes.create(connection, tenant);
                RequestTable.create(connection, tenant);
                ComparisonTable.create(connection, tenant);
            }
            connection.commit();
            tenants.add(tenant);
        }
    }

    private void requireAnnounced(DayMark mark, StagedRows rows) {
        boolean dropped = mark.heldBack() != null && mark.lastGood() == null; // written before it was found out that the day is to be held back
        if (!dropped && rows.rows() != mark.rows()) {
            throw new IllegalStateException("The mark of " + mark.period() + " at revision " + mark.revision() + " announces " + mark.rows() + " rows, but "
                    + rows.rows() + " were staged: rows were lost or doubled on their way.");
        }
        Set<String> known = tables(mark).stream().map(Table::name).collect(Collectors.toSet());
        if (!known.containsAll(rows.tables())) {
            throw new IllegalStateException("Rows of " + mark.period() + " were staged for " + rows.tables() + ", but only " + known + " are published.");
        }
    }

    private List<Table<?>> tables(DayMark mark) {
        return tables.get(mark.period().output());
    }

    @Override
    public void close() {
        watch.close();
        connections.closeConnection();
    }
}
