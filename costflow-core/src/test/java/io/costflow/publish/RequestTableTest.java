package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.TENANT;
import static io.costflow.publish.KokuDatabase.connect;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.EnsureRequest.State;
import io.costflow.settings.TenantSelection;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request goes through, from the one who asks to the job and back. */
class RequestTableTest {

    private static final UUID ID = new UUID(1, 1);

    private Connection connection;

    @BeforeEach
    void freshTable() throws Exception {
        connection = connect(KokuDatabase.fresh());
        assertThat(RequestTable.open(connection, TENANT)).as("without the table").isEmpty();
        RequestTable.create(connection, TENANT);
        RequestTable.create(connection, TENANT);
    }

    @Test
    void aRequestIsTakenUpAndAnswered() throws Exception {
        assertThat(TenantRequests.open(connection, TenantSelection.ALL)).isEmpty();
        ask(ID);
        assertThat(TenantRequests.open(connection, TenantSelection.ALL)).containsExactly(TENANT);
        EnsureRequest asked = RequestTable.find(connection, TENANT, ID).orElseThrow();
        assertThat(asked.state()).isEqualTo(State.WAITING);
        assertThat(asked.rows()).isNull();
        assertThat(asked.revision()).isZero();
        assertThat(Duration.between(asked.askedAt(), asked.expiresAt())).isEqualTo(Duration.ofMinutes(7));

        RequestTable.referenceRead(connection, TENANT, List.of(ID), 5);
        RequestTable.referenceRead(connection, TENANT, List.of(ID), 6);
        RequestTable.begin(connection, TENANT, ID, 8);
        EnsureRequest running = RequestTable.open(connection, TENANT).get(0);
        assertThat(running.state()).isEqualTo(State.RUNNING);
        assertThat(running.referenceRevision()).as("what was read first for it").isEqualTo(5);
        assertThat(running.revision()).isEqualTo(8);

        RequestTable.answer(connection, TENANT, ID, State.DONE, 12L, "One day holds its last good revision.");
        EnsureRequest answered = RequestTable.find(connection, TENANT, ID).orElseThrow();
        assertThat(answered.state()).isEqualTo(State.DONE);
        assertThat(answered.rows()).isEqualTo(12);
        assertThat(answered.reason()).isEqualTo("One day holds its last good revision.");
        assertThat(RequestTable.open(connection, TENANT)).isEmpty();
    }

    @Test
    void askingTwiceUnderOneIdIsAskingOnce() throws Exception {
        ask(ID);
        RequestTable.answer(connection, TENANT, ID, State.FAILED, null, "The source is in mode trino.");
        ask(ID);

        assertThat(RequestTable.find(connection, TENANT, ID).orElseThrow().state()).isEqualTo(State.FAILED);
    }

    @Test
    void theOldestRequestComesFirst() throws Exception {
        UUID second = new UUID(0, 2);
        ask(ID);
        ask(second);

        assertThat(RequestTable.open(connection, TENANT)).extracting(EnsureRequest::id).containsExactly(ID, second);
    }

    @Test
    void answersAreKeptForADay() throws Exception {
        ask(ID);
        RequestTable.answer(connection, TENANT, ID, State.DONE, 0L, null);
        RequestTable.deleteOld(connection, TENANT);
        assertThat(RequestTable.find(connection, TENANT, ID)).isPresent();

        connection.createStatement().executeUpdate("update " + RequestTable.in(TENANT) + " set answered_at = now() - interval '25 hours'");
        RequestTable.deleteOld(connection, TENANT);
        assertThat(RequestTable.find(connection, TENANT, ID)).isEmpty();
    }

    private void ask(UUID id) throws Exception {
        RequestTable.ask(connection, TENANT, id, "statement", UsageDay.SOURCE, UsageDay.OUTPUT, null, UsageDay.DAY, UsageDay.DAY, "a test", Duration.ofMinutes(7));
    }
}
