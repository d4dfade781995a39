package io.costflow.serve.answer;

import io.costflow.serve.protocol.StatementFailure;
import java.time.LocalDate;
import java.util.Optional;

/** Asks for days of an output to be right in the tables. */
public interface SummaryRequests {

    /**
     * What came out.
     *
     * @param rows how many rows of ours the table has for the days
     * @param warning what is to be known about them, or null
     */
    record Ensured(long rows, String warning) {}

    /**
     * Asks for days and waits until they are right. Asking again for the same statement waits for the same request.
     *
     * @param table the table of the output whose rows are counted
     * @throws StatementFailure if they cannot be made right, or not in time
     */
    Ensured ensure(String statementId, String tenant, String source, String output, String table, LocalDate from, LocalDate to)
            throws StatementFailure, InterruptedException;

    /** Waits for a request that a statement made before this process began; empty if it made none. */
    Optional<Waiting> find(String statementId);

    /** A request that is under way. */
    @FunctionalInterface
    interface Waiting {
        Ensured await() throws StatementFailure, InterruptedException;
    }
}
