package io.costflow.publish;

import io.costflow.day.HeldBack;
import io.costflow.day.SourceDay;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What an error of PostgreSQL means for a day, by its SQLSTATE. */
enum SqlFailure {
    /** Classes 22 and 23: a value is wrong, and would be wrong again. */
    WRONG_ROWS,
    /** Classes 08, 40, 53 and 57P0x: the server or the connection is in trouble, and may not be later. */
    OUTAGE,
    /** Anything else, such as a missing table or right: an operator has to do something. */
    FATAL;

    private static final Pattern COPY_COLUMN = Pattern.compile("COPY [^\\n]*?, line \\d+, column ([^:\\n]+)");
    private static final Pattern KEY_COLUMNS = Pattern.compile("Key \\(([^)]*)\\)=");

    static SqlFailure of(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("22") || state.startsWith("23")) {
            return WRONG_ROWS;
        }
        boolean outage = state.startsWith("08") || state.startsWith("40") || state.startsWith("53") || state.startsWith("57P0");
        return outage ? OUTAGE : FATAL;
    }

    /** Says which table, column, source and day PostgreSQL refused, and why. */
    static HeldBack wrongRows(SQLException failure, String table, SourceDay day) {
        ServerErrorMessage server = failure instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        String column = server == null ? null : column(server);
        String message = server == null ? failure.getMessage() : server.getMessage() + (server.getDetail() == null ? "" : " (" + server.getDetail() + ")");
        String reason = "PostgreSQL refused " + (column == null ? "a row" : "a value of column " + column) + " of table " + table + " for source "
                + day.source() + " of tenant " + day.tenant() + " on " + day.day() + ": " + message + " [SQLSTATE " + failure.getSQLState()
                + "]. The published day stays. Correct the data, or the table's definition.";
        return new HeldBack(reason, null, column);
    }

    private static String column(ServerErrorMessage server) {
        if (server.getColumn() != null) {
            return server.getColumn();
        }
        String copied = firstGroup(COPY_COLUMN, server.getWhere());
        return copied != null ? copied : firstGroup(KEY_COLUMNS, server.getDetail());
    }

    private static String firstGroup(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text == null ? "" : text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
