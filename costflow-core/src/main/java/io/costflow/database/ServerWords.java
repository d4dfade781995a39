package io.costflow.database;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Takes the one sentence out of an error that is about no row: details and context repeat values, and lines of a COPY. */
final class ServerWords {

    private ServerWords() {}

    static String of(SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException answered ? answered.getServerErrorMessage() : null;
        return server == null || server.getMessage() == null ? failure.getMessage() : server.getMessage();
    }
}
