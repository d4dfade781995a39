package io.costflow.cli;

import io.costflow.database.PostgresConnections;
import io.costflow.database.TableRights;
import io.costflow.database.Tables;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.RequestTable;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.SourceSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Asks a running job for days, one request for each output, and waits for the answers. */
final class RequestedAnswers {

    private static final int SECONDS = 30;
    private static final long PAUSE_MILLIS = 200;
    /** The job answers expired requests itself; one that does not run cannot. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final DatabaseSettings database;
    private final Consumer<EnsureRequest> progress;

    /** @param progress receives each request whenever its state has changed */
    RequestedAnswers(DatabaseSettings database, Consumer<EnsureRequest> progress) {
        this.database = database;
        this.progress = progress;
    }

    /**
     * Asks, and waits until all is answered or the time is up.
     *
     * @return the requests as they stand in the end
     */
    List<EnsureRequest> ask(SourceSettings source, List<String> outputs, LocalDate from, LocalDate to, Duration patience) throws SQLException, InterruptedException {
        try (Connection connection = PostgresConnections.open(database, SECONDS, "costflow request")) {
            create(connection, source.tenant());
            List<UUID> ids = new ArrayList<>();
            for (String output : outputs) {
                UUID id = UUID.randomUUID();
                RequestTable.ask(connection, source.tenant(), id, null, source.uuid(), output, null, from, to, "costflow request", patience);
                ids.add(id);
            }
            return await(connection, source.tenant(), ids, System.nanoTime() + patience.plus(GRACE).toNanos());
        }
    }

    private static void create(Connection connection, String tenant) throws SQLException {
        if (!Tables.exists(connection, tenant, RequestTable.NAME) && TableRights.mayCreate(connection, tenant)) {
            connection.setAutoCommit(false);
            RequestTable.create(connection, tenant);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private List<EnsureRequest> await(Connection connection, String tenant, List<UUID> ids, long until) throws SQLException, InterruptedException {
        List<EnsureRequest> last = List.of();
        while (true) {
            List<EnsureRequest> now = new ArrayList<>();
            for (UUID id : ids) {
                now.add(RequestTable.find(connection, tenant, id).orElseThrow(() -> new SQLException("The request " + id + " was deleted from " + RequestTable.NAME + ".")));
            }
            for (int i = 0; i < now.size(); i++) {
                if (last.isEmpty() || last.get(i).state() != now.get(i).state()) {
                    progress.accept(now.get(i));
                }
            }
            last = now;
            if (now.stream().allMatch(request -> request.state().isFinal()) || System.nanoTime() > until) {
                return now;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
