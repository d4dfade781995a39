package io.costflow.publish;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * A row of {@link RequestTable}: a caller asks that days of an output are right in the tables.
 *
 * @param id identifies the request; asking twice under one id is asking once
 * @param statementId the statement that it belongs to, or null
 * @param source the source's UUID, as text in lower case; of OpenShift on a cloud, the cloud source
 * @param output the output's id
 * @param table the table whose rows are counted in the answer; null for all tables of the output
 * @param from the first day
 * @param to the last day, inclusive
 * @param askedBy who asks, such as {@code costflow request} or an endpoint
 * @param askedAt when the request was made, by the clock of PostgreSQL
 * @param revision the revision that its days are planned at; 0 until the job has taken it up
 * @param referenceRevision the revision of the reference data that was read for it; 0 until that was read
 * @param rows how many rows of ours the days had when it was answered; null before
 * @param reason why it failed, or what is to be known about the answer, in full sentences, or null
 * @param expiresAt when it fails unless it was answered
 */
public record EnsureRequest(
        String tenant,
        UUID id,
        String statementId,
        String source,
        String output,
        String table,
        LocalDate from,
        LocalDate to,
        String askedBy,
        Instant askedAt,
        State state,
        long revision,
        long referenceRevision,
        Long rows,
        String reason,
        Instant expiresAt) {

    /** The part of it that is about fewer days. */
    public EnsureRequest between(LocalDate first, LocalDate last) {
        return new EnsureRequest(
                tenant, id, statementId, source, output, table, first, last, askedBy, askedAt, state, revision, referenceRevision, rows, reason, expiresAt);
    }

    /** How far a request is. */
    public enum State {
        /** The job has not seen it. */
        WAITING,
        /** Its days are planned. */
        RUNNING,
        /** Its days are right in the tables, or hold their last good revision, which the reason says then. */
        DONE,
        /** Its days could not be ensured. */
        FAILED;

        /** The name in the table. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        /** Whether the request is answered. */
        public boolean isFinal() {
            return this == DONE || this == FAILED;
        }
    }
}
