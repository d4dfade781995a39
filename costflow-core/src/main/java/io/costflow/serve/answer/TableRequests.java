package io.costflow.serve.answer;

import io.costflow.database.Database;
import io.costflow.database.SqlStates;
import io.costflow.database.Tables;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.RequestTable;
import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.settings.SourceSettings;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the job through the table {@code costflow_request}, which also lets another endpoint go on waiting. While the database is away, it waits for it. */
final class TableRequests implements SummaryRequests {

    private static final Logger LOG = LoggerFactory.getLogger(TableRequests.class);

    private static final long FIRST_PAUSE = 20;
    private static final long LONGEST_PAUSE = 250;
    private static final long OUTAGE_PAUSE = 1000;

    /** How much later than the job the endpoint gives up: the job's reason is better. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Tenants tenants;
    private final Duration patience;

    TableRequests(Tenants tenants, Duration patience) {
        this.tenants = tenants;
        this.patience = patience;
    }

    @Override
    public Ensured ensure(String statementId, String tenant, String source, String output, String table, LocalDate from, LocalDate to)
            throws StatementFailure, InterruptedException {
        UUID id = idOf(statementId);
        long until = System.nanoTime() + patience.plus(GRACE).toNanos();
        patiently(until, connection -> {
            connection.setAutoCommit(false);
            RequestTable.create(connection, tenant);
            RequestTable.ask(connection, tenant, id, statementId, source, output, table, from, to, "costflow serve", patience);
            connection.commit();
            return null;
        });
        return await(tenant, id, until);
    }

    /** Runs a query that may be repeated; while the database is away, it waits for it. */
    <T> T run(Database.Query<T> query) throws StatementFailure, InterruptedException {
        return patiently(System.nanoTime() + patience.plus(GRACE).toNanos(), query);
    }

    /** The id of a statement's row. */
    static UUID idOf(String statementId) {
        return UUID.nameUUIDFromBytes(statementId.getBytes(StandardCharsets.UTF_8));
    }

    private Ensured await(String tenant, UUID id, long until) throws StatementFailure, InterruptedException {
        long pause = FIRST_PAUSE;
        while (true) {
            Optional<EnsureRequest> request = patiently(until, connection -> RequestTable.find(connection, tenant, id));
            if (request.isEmpty()) {
                throw new StatementFailure(ErrorCode.GENERIC_INTERNAL_ERROR, "The request for these days was deleted from costflow_request before it was answered.");
            }
            switch (request.get().state()) {
                case DONE -> {
                    return new Ensured(request.get().rows() == null ? 0 : request.get().rows(), request.get().reason());
                }
                case FAILED -> throw new StatementFailure(ErrorCode.GENERIC_INTERNAL_ERROR, request.get().reason());
                case WAITING, RUNNING -> {
                    if (System.nanoTime() > until) {
                        throw new StatementFailure(ErrorCode.EXCEEDED_TIME_LIMIT, "The days were not computed within " + patience.toSeconds()
                                + " s. Is the job running? ./costflow doctor says what it lacks.");
                    }
                }
            }
            Thread.sleep(pause);
            pause = Math.min(LONGEST_PAUSE, pause * 2);
        }
    }

    private <T> T patiently(long until, Database.Query<T> query) throws StatementFailure, InterruptedException {
        while (true) {
            try {
                return tenants.run(query);
            } catch (SQLException e) {
                boolean passes = SqlStates.classOf(e).passes();
                if (!passes || System.nanoTime() > until) {
                    throw new StatementFailure(ErrorCode.JDBC_ERROR, "PostgreSQL refused: " + SqlStates.message(e) + ". " + SqlStates.of(e).advice(), e);
                }
                LOG.info("The database is away; the statement waits for it: {}", SqlStates.message(e));
                Thread.sleep(OUTAGE_PAUSE);
            }
        }
    }

    @Override
    public Optional<Waiting> find(String statementId) {
        UUID id = idOf(statementId);
        try {
            Set<String> schemas = tenants.sources().stream().map(SourceSettings::tenant).collect(Collectors.toCollection(LinkedHashSet::new));
            for (String tenant : schemas) {
                boolean known = tenants.run(connection -> Tables.exists(connection, tenant, RequestTable.NAME) && RequestTable.find(connection, tenant, id).isPresent());
                if (known) {
                    return Optional.of(() -> await(tenant, id, System.nanoTime() + patience.plus(GRACE).toNanos()));
                }
            }
        } catch (SQLException e) {
            LOG.info("The database does not say whether the statement {} is known: {}", statementId, SqlStates.message(e));
        }
        return Optional.empty();
    }
}
