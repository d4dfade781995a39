package io.costflow.publish;

import io.costflow.database.PostgresConnections;
import io.costflow.day.HeldBack;
import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;

/**
 * Replaces days in PostgreSQL, one transaction per day over all its tables. An outage is waited for within the budget, and the whole transaction begins anew
 * from the staged rows; should the outage have hidden the answer to a commit that did succeed, the day is found unchanged. Not thread-safe: one publisher has
 * one connection.
 */
public final class DayPublisher implements AutoCloseable {

    private final List<PublishedTable> tables;
    private final DatabaseSettings settings;
    private final JdbcConnectionProvider connections;
    private final MonthPartitions partitions = new MonthPartitions();
    private final Set<String> tenants = new HashSet<>();

    /** @param tables all tables that hold rows of the days to be published */
    public DayPublisher(DatabaseSettings settings, List<PublishedTable> tables) {
        this.settings = settings;
        this.tables = List.copyOf(tables);
        this.connections = PostgresConnections.to(settings);
    }

    /**
     * Replaces the mark's day by the staged rows, or holds it back if the mark says so or PostgreSQL refuses a row. The rows stay staged.
     *
     * @throws IllegalStateException if the rows are not those that the mark announces, which is a bug of the stage before
     * @throws PublishFailedException if the database cannot be used and the outage budget is used up, or an operator has to do something first
     */
    public DayReport publish(DayMark mark, StagedRows rows) throws IOException, InterruptedException {
        requireAnnounced(mark, rows);
        OutageBudget budget = new OutageBudget(settings.outageBudget());
        while (true) {
            try {
                return attempt(mark, rows);
            } catch (SQLException failure) {
                connections.closeConnection();
                if (SqlFailure.of(failure) != SqlFailure.OUTAGE) {
                    throw new PublishFailedException("The database refused to publish " + mark.day() + ": " + failure.getMessage() + " [SQLSTATE "
                            + failure.getSQLState() + "]. Check the tenant's tables and the rights of role " + settings.user() + ".", failure);
                }
                budget.waitAfter(failure, "publishing " + mark.day());
            } catch (IOException | RuntimeException failure) {
                connections.closeConnection();
                throw failure;
            }
        }
    }

    private DayReport attempt(DayMark mark, StagedRows rows) throws SQLException, IOException {
        Connection connection = connect();
        prepareTenant(connection, mark.day().tenant());
        DayTransaction transaction = new DayTransaction(connection, mark);
        if (mark.heldBack() != null) {
            return transaction.holdBack(mark.heldBack());
        }
        HeldBack refused;
        try {
            partitions.ensure(connection, mark.day(), tables);
            return transaction.publish(tables, rows);
        } catch (RefusedDayException refusal) {
            refused = refusal.heldBack();
        }
        connection.rollback();
        return transaction.holdBack(refused);
    }

    private Connection connect() throws SQLException {
        try {
            Connection connection = connections.getOrEstablishConnection();
            connection.setAutoCommit(false);
            return connection;
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException("The PostgreSQL driver is not on the class path. Add the postgresql jar.", missing);
        }
    }

    private void prepareTenant(Connection connection, String tenant) throws SQLException {
        if (!tenants.contains(tenant)) {
            StatusTable.create(connection, tenant);
            connection.commit();
            tenants.add(tenant);
        }
    }

    private void requireAnnounced(DayMark mark, StagedRows rows) {
        if (rows.rows() != mark.rows()) {
            throw new IllegalStateException("The mark of " + mark.day() + " at revision " + mark.revision() + " announces " + mark.rows() + " rows, but "
                    + rows.rows() + " were staged: rows were lost or doubled on their way.");
        }
        Set<String> known = tables.stream().map(PublishedTable::name).collect(Collectors.toSet());
        if (!known.containsAll(rows.tables())) {
            throw new IllegalStateException("Rows of " + mark.day() + " were staged for " + rows.tables() + ", but only " + known + " are published.");
        }
    }

    @Override
    public void close() {
        connections.closeConnection();
    }
}
