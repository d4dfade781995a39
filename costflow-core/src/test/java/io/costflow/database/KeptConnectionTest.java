package io.costflow.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.database.KeptConnection.Lease;
import io.costflow.settings.DatabaseSettings;
import io.costflow.testing.SharedServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions that follow each other have one session of the server; what may be broken, stale or overgrown is not used again. */
class KeptConnectionTest {

    private final DatabaseSettings settings = SharedServers.emptyDatabase();
    private final Database database = Database.keepingConnection(settings);
    private final List<Lease> leases = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final KeptConnection kept = new KeptConnection(() -> now);

    KeptConnectionTest() throws SQLException {}

    @AfterEach
    void close() {
        database.close();
        leases.forEach(Lease::close);
    }

    @Test
    void questionsThatFollowEachOtherHaveOneSession() throws Exception {
        int session = session(database);

        assertThat(session(database)).isEqualTo(session);
        assertThat(database.<Integer>change(Poolers::serverPid)).as("changes too").isEqualTo(session);
        assertThat(database.<String>readAtOnce(KeptConnectionTest::isolation)).isEqualTo("repeatable read");
        assertThat(database.<String>change(KeptConnectionTest::isolation)).as("that of the question, not of the session").isEqualTo("read committed");
    }

    @Test
    void withoutKeepingEachQuestionHasItsOwn() throws Exception {
        Database plain = new Database(settings);

        assertThat(session(plain)).isNotEqualTo(session(plain));
    }

    @Test
    void aQuestionWithinAQuestionHasItsOwnSession() throws Exception {
        int inner = database.readAtOnce(connection -> {
            try {
                assertThat(session(database)).isNotEqualTo(Poolers.serverPid(connection));
                return session(database);
            } catch (IOException e) {
                throw new SQLException(e);
            }
        });

        assertThat(session(database)).as("the one that came back first").isEqualTo(inner);
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void aSessionThatTheServerEndedIsReplaced() throws Exception {
        int session = session(database);
        new Database(settings).change(connection -> execute(connection, "select pg_terminate_backend(" + session + ", 10000)"));

        assertThat(session(database)).isNotEqualTo(session);
    }

    @Test
    void aSessionInWhichAQuestionFailedIsClosed() throws Exception {
        int session = session(database);
        assertThatThrownBy(() -> database.readAtOnce(connection -> execute(connection, "select 1 from missing"))).isInstanceOf(IllegalStateException.class);

        assertThat(session(database)).isNotEqualTo(session);
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void closingEndsTheSession() throws Exception {
        session(database);
        database.close();

        assertThat(sessions()).isZero();
        session(database);
        assertThat(sessions()).as("of a job that has restarted").isEqualTo(1);
    }

    @Test
    void aConnectionThatWaitedForAMinuteIsClosed() throws Exception {
        Lease first = take();
        kept.keep(first);
        pass(KeptConnection.LONGEST_PAUSE.minusMillis(1));
        assertThat(take()).isSameAs(first);
        kept.keep(first);
        pass(KeptConnection.LONGEST_PAUSE);

        assertThat(take()).isNotSameAs(first);
        assertThat(first.connection().isClosed()).isTrue();
    }

    @Test
    void aConnectionThatIsTenMinutesOldIsClosed() throws Exception {
        Lease first = take();
        for (Duration age = Duration.ZERO; age.compareTo(KeptConnection.LONGEST_USE) < 0; age = age.plusSeconds(30)) {
            kept.keep(first);
            assertThat(take()).as("at %s", age).isSameAs(first);
            pass(Duration.ofSeconds(30));
        }
        kept.keep(first);

        assertThat(take()).isNotSameAs(first);
        assertThat(first.connection().isClosed()).isTrue();
    }

    private Lease take() throws SQLException {
        Lease lease = kept.take(() -> new Lease(PostgresConnections.to(settings).getOrEstablishConnection(), now));
        leases.add(lease);
        return lease;
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static int session(Database database) throws IOException {
        return database.readAtOnce(Poolers::serverPid);
    }

    /** How many sessions of Costflow the server has, once those that are closing have gone. */
    private int sessions() throws Exception {
        int last = -1;
        for (int attempt = 0; attempt < 50; attempt++) {
            int count = new Database(settings).readAtOnce(connection -> number(connection,
                    "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state is not null"));
            if (count == last) {
                return count;
            }
            last = count;
            Thread.sleep(100);
        }
        return last;
    }

    private static String isolation(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); var row = statement.executeQuery("show transaction_isolation")) {
            row.next();
            return row.getString(1);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }
}
