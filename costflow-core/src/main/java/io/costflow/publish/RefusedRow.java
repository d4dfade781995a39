package io.costflow.publish;

import io.costflow.database.SqlStates;
import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Names what PostgreSQL refused about a row: the table, column and constraint, the day, and the kind of error. The row's values are not repeated. */
final class RefusedRow {

    private static final Pattern COPY_COLUMN = Pattern.compile("COPY [^\\n]*?, line \\d+, column ([^:\\n]+)");
    private static final Pattern KEY_COLUMNS = Pattern.compile("Key \\(([^)]*)\\)=");

    private RefusedRow() {}

    /** Says which table, column, source and day PostgreSQL refused, and why. */
    static HeldBack heldBack(SQLException failure, String table, OutputPeriod period) {
        ServerErrorMessage server = failure instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        String column = server == null ? null : column(server);
        String constraint = server == null || server.getConstraint() == null ? "" : " (constraint " + server.getConstraint() + ")";
        String reason = "PostgreSQL refused " + (column == null ? "a row" : "a value of column " + column) + " of table " + table + " for "
                + period + ": " + SqlStates.message(failure) + constraint + ". The published day stays. " + SqlStates.of(failure).advice();
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
