package io.costflow.doctor;

import io.costflow.settings.DatabaseSettings;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLState;

/** Says why a database cannot be used, and what to do about it. */
final class DatabaseFailure {

    private DatabaseFailure() {}

    static String sentence(DatabaseSettings database, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (failure.getCause() instanceof UnknownHostException) {
            return "The host of database.url (" + database.url() + ") is not known; check its name.";
        }
        if (failure.getCause() instanceof ConnectException && state.equals(PSQLState.CONNECTION_UNABLE_TO_CONNECT.getState())) {
            return "Nothing listens at database.url (" + database.url() + "); check host and port, or start the database.";
        }
        if (failure.getCause() instanceof SocketTimeoutException) {
            return "The server of database.url (" + database.url() + ") does not answer; check host and port, and the network.";
        }
        if (failure.getCause() instanceof SSLException) {
            return "The server of database.url (" + database.url() + ") is not trusted, or its certificate names another host (" + failure.getCause().getMessage()
                    + "); check database.tls.ca-file, and that the host of the URL is the one in the certificate.";
        }
        return switch (state) {
            case "28P01" -> "The database refuses the password of user '" + database.user() + "'; check database.user and database.password.";
            case "28000" -> "The database lets user '" + database.user() + "' not in from here; check database.user, and the server's pg_hba.conf."
                    + " It says: " + failure.getMessage();
            case "3D000" -> "The database of database.url (" + database.url() + ") does not exist; check its name.";
            case "42501" -> "The user '" + database.user() + "' lacks rights: " + failure.getMessage();
            case "08004" -> "The database asks for a password, or refuses the connection; check database.password. It says: " + failure.getMessage();
            default -> "The database at database.url (" + database.url() + ") cannot be used: " + failure.getMessage();
        };
    }
}
